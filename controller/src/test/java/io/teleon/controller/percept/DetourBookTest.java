package io.teleon.controller.percept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.DetourBook.Detour;
import io.teleon.models.network.LinkId;
import io.teleon.models.time.Chance;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The ways around links and what they are called.
class DetourBookTest {

    private static List<String> around(DetourBook book, String link) {
        return book.around(GivenNetwork.link(link)).stream().map(d -> d.name().name()).toList();
    }

    @Example
    void tellsTheLightestFirst() {
        DetourBook book =
                new DetourBook(new GivenNetwork("ab", "ac", "cb", "ad 2", "db 2").network);
        assertEquals(List.of("a-c-b", "a-d-b"), around(book, "ab"));
        assertEquals(List.of("b-c-a", "b-d-a"), around(book, "ba"));
        assertEquals(List.of(), around(new DetourBook(new GivenNetwork("ab").network), "ab"));
    }

    @Example
    void knowsAWayByItsName() {
        DetourBook book = new DetourBook(new GivenNetwork("ab", "ac", "cb").network);
        Detour detour = book.around(GivenNetwork.link("ab")).getFirst();
        assertEquals(Optional.of(detour), book.detour(detour.name()));
        assertEquals(GivenNetwork.way("acb"), detour.links());
        assertEquals(Optional.empty(), book.detour(new Value.Entity("path", "a-d-b")));
        assertEquals(Optional.empty(), book.detour(new Value.Entity("link", "a-c-b")));
    }

    @Example
    void looksAnewWhenTheNetworkHasChangedAndKeepsNames() {
        GivenNetwork given = new GivenNetwork("ab", "ac", "cb", "ad 2", "db 2");
        DetourBook book = new DetourBook(given.network);
        Value.Entity name = book.around(GivenNetwork.link("ab")).getFirst().name();
        given.cut("cb");
        assertEquals(List.of("a-d-b"), around(book, "ab"));
        assertEquals(GivenNetwork.way("acb"), book.detour(name).orElseThrow().links());
    }

    /// Against all simple ways there are, found by walking them.
    @Property(tries = 100)
    void areTheLightestOfAllWays(@ForAll long seed) {
        String[] cables = GivenNetwork.cables(new Chance(seed).stream("cables"), 5);
        GivenNetwork given = new GivenNetwork(cables);
        DetourBook book = new DetourBook(given.network);
        for (var status : given.network.linkStatus()) {
            LinkId link = status.link().id();
            List<Double> all = new ArrayList<>();
            walk(given, link, List.of(), 0, all);
            all.sort(Double::compare);
            List<Detour> found = book.around(link);
            assertEquals(
                    all.subList(0, Math.min(4, all.size())),
                    found.stream().map(d -> d.path().weight()).toList(),
                    link + " of " + GivenNetwork.shown(cables));
            for (Detour detour : found) {
                assertTrue(
                        !detour.links().contains(link)
                                && !detour.links().contains(link.reversed()));
            }
        }
    }

    private static void walk(
            GivenNetwork given, LinkId around, List<LinkId> so, double weight, List<Double> found) {
        var at = so.isEmpty() ? around.source().datapath() : so.getLast().target().datapath();
        if (at.equals(around.target().datapath())) {
            found.add(weight);
            return;
        }
        for (var status : given.network.linkStatus()) {
            LinkId next = status.link().id();
            boolean isNew =
                    !next.target().datapath().equals(around.source().datapath())
                            && so.stream()
                                    .noneMatch(l ->
                                            l.target().datapath().equals(next.target().datapath()));
            if (next.source().datapath().equals(at)
                    && isNew
                    && !next.equals(around)
                    && !next.equals(around.reversed())) {
                List<LinkId> longer = new ArrayList<>(so);
                longer.add(next);
                walk(given, around, longer, weight + status.link().weight(), found);
            }
        }
    }
}
