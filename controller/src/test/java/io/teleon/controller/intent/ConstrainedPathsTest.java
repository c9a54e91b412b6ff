package io.teleon.controller.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.models.intent.Constraints;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Path;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Against looking at every path there is. On five switches there are at most 16 between two, so
/// that nothing the search tries in turn can be missed.
class ConstrainedPathsTest {

    private static final int SWITCHES = 5;

    @Property(tries = 2_000)
    void findsTheLightestOfAllPathsThatKeepTheConstraints(@ForAll long seed) {
        Random random = new Random(seed);
        Topology topology = topology(random);
        Constraints constraints = constraints(random, topology);
        DatapathId source = node(random);
        DatapathId target = node(random);
        if (source.equals(target)) {
            return;
        }
        Optional<Path> found =
                ConstrainedPaths.lightest(topology, source, target, List.of(), constraints);
        Optional<Path> best =
                all(topology, source, target, List.of()).stream()
                        .filter(path -> constraints.against(path).isEmpty())
                        .min(Comparator.comparingDouble(Path::weight));
        assertEquals(best.map(Path::weight), found.map(Path::weight));
        found.ifPresent(path -> assertEquals(Optional.empty(), constraints.against(path)));
    }

    static DatapathId node(Random random) {
        return new DatapathId(1 + random.nextInt(SWITCHES));
    }

    static Topology topology(Random random) {
        List<Node> nodes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        int port = 1;
        for (int i = 1; i <= SWITCHES; i++) {
            nodes.add(new Node(new DatapathId(i), "s" + i));
            for (int j = 1; j < i; j++) {
                if (random.nextInt(4) > 0) {
                    LinkId id = new LinkId(ConnectPoint.of(i, port), ConnectPoint.of(j, port));
                    links.add(link(random, id));
                    links.add(link(random, id.reversed()));
                }
                port++;
            }
        }
        return Topology.of(nodes, links);
    }

    private static Link link(Random random, LinkId id) {
        return new Link(
                id,
                1 + random.nextInt(50),
                Bandwidth.ofGigabits(1),
                Duration.ofMillis(1 + random.nextInt(9)));
    }

    static Constraints constraints(Random random, Topology topology) {
        List<LinkId> avoid = new ArrayList<>();
        topology.links().stream()
                .filter(_ -> random.nextInt(12) == 0)
                .forEach(link -> avoid.add(link.id()));
        List<DatapathId> waypoints = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            DatapathId waypoint = node(random);
            if (!waypoints.contains(waypoint)) {
                waypoints.add(waypoint);
            }
        }
        List<DatapathId> without = new ArrayList<>();
        DatapathId one = node(random);
        if (random.nextInt(3) == 0 && !waypoints.contains(one)) {
            without.add(one);
        }
        return new Constraints(
                avoid,
                without,
                waypoints,
                random.nextBoolean()
                        ? Optional.of(Duration.ofMillis(1 + random.nextInt(20)))
                        : Optional.empty());
    }

    static List<Path> all(
            Topology topology, DatapathId source, DatapathId target, List<Link> soFar) {
        DatapathId at = soFar.isEmpty() ? source : soFar.getLast().target().datapath();
        if (at.equals(target)) {
            return List.of(new Path(source, soFar));
        }
        List<Path> paths = new ArrayList<>();
        for (Link link : topology.links()) {
            DatapathId next = link.target().datapath();
            boolean met =
                    next.equals(source)
                            || soFar.stream().anyMatch(l -> l.target().datapath().equals(next));
            if (link.source().datapath().equals(at) && !met) {
                List<Link> longer = new ArrayList<>(soFar);
                longer.add(link);
                paths.addAll(all(topology, source, target, longer));
            }
        }
        return List.copyOf(paths);
    }
}
