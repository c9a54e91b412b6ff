package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whether a cable can be taken down without leaving anybody alone.
class IsolationTest {

    private static LinkId link(int from, int to) {
        return new LinkId(ConnectPoint.of(from, to), ConnectPoint.of(to, from));
    }

    private static Topology topology(int nodes, List<LinkId> links) {
        List<Node> all = new ArrayList<>();
        for (int n = 1; n <= nodes; n++) {
            all.add(new Node(new DatapathId(n), "n" + n));
        }
        return Topology.of(
                all,
                links.stream()
                        .map(id -> new Link(id, 1, new Bandwidth(1e9), Duration.ofMillis(1)))
                        .toList());
    }

    private static Optional<String> by(LinkId link, Topology usable) {
        return Isolation.by(link, usable, id -> "n" + id.value());
    }

    @Example
    void theOnlyCableOfANodeIsolatesIt() {
        List<LinkId> links =
                List.of(link(1, 2), link(2, 1), link(2, 3), link(3, 2), link(3, 4), link(4, 3));
        assertTrue(
                by(link(3, 4), topology(4, links)).orElseThrow().contains("n4 would be isolated"));
        String middle = by(link(2, 3), topology(4, links)).orElseThrow();
        assertTrue(middle.startsWith("taking it down would leave no way from n2 to n3"), middle);
        assertTrue(!middle.contains("isolated"), "it cuts off two");
    }

    @Example
    void aRingCanLoseACable() {
        List<LinkId> ring =
                List.of(link(1, 2), link(2, 1), link(2, 3), link(3, 2), link(3, 1), link(1, 3));
        assertEquals(Optional.empty(), by(link(1, 2), topology(3, ring)));
    }

    /// Who reaches whom before and after, found by walking.
    @Property(tries = 300)
    void saysWhatWalkingEverywhereFinds(@ForAll long seed) {
        RandomGenerator random = new Chance(seed).stream("links");
        int nodes = random.nextInt(2, 7);
        List<LinkId> links = new ArrayList<>();
        for (int from = 1; from <= nodes; from++) {
            for (int to = 1; to <= nodes; to++) {
                if (from != to && random.nextInt(10) < 4) {
                    links.add(link(from, to));
                }
            }
        }
        for (LinkId down : links) {
            List<LinkId> rest =
                    links.stream()
                            .filter(l -> !l.equals(down) && !l.equals(down.reversed()))
                            .toList();
            boolean loses = false;
            for (long from = 1; from <= nodes; from++) {
                loses |= !reached(from, links).equals(reached(from, rest));
            }
            assertEquals(
                    loses, by(down, topology(nodes, links)).isPresent(), down + " of " + links);
        }
    }

    private static Set<Long> reached(long from, List<LinkId> links) {
        TreeSet<Long> reached = new TreeSet<>(List.of(from));
        boolean more = true;
        while (more) {
            more = false;
            for (LinkId link : links) {
                if (reached.contains(link.source().datapath().value())) {
                    more |= reached.add(link.target().datapath().value());
                }
            }
        }
        return reached;
    }
}
