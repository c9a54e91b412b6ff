package io.teleon.controller.twin;

import static io.teleon.controller.twin.TwinNets.link;
import static io.teleon.controller.twin.TwinNets.path;
import static io.teleon.controller.twin.TwinNets.topology;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class DetoursTest {

    private static List<LinkId> links(Path path) {
        return path.links().stream().map(Link::id).toList();
    }

    @Test
    void findsTheLightestWaysAroundFirst() {
        Topology topology = topology("AB", "AC", "CB", "AD", "DE", "EB", "CD");

        assertEquals(
                List.of(path("ACB"), path("ADCB"), path("ADEB"), path("ACDEB")),
                Detours.around(topology, link("AB")).stream().map(DetoursTest::links).toList());
        assertEquals(
                List.of(path("ACB")),
                Detours.around(topology, link("AB"), 1).stream().map(DetoursTest::links).toList());
        assertEquals(List.of(), Detours.around(topology("AB", "AC"), link("AB")));
        assertEquals(
                List.of(path("ACB")),
                Detours.around(topology("AC", "CB"), link("AB")).stream()
                        .map(DetoursTest::links)
                        .toList());
    }

    @Test
    void replacesTheLinkByTheDetour() {
        assertEquals(
                Optional.of(path("XACBY")), Detours.splice(path("XABY"), link("AB"), path("ACB")));
    }

    @Test
    void cutsCyclesOut() {
        assertEquals(
                Optional.of(path("CBY")), Detours.splice(path("CABY"), link("AB"), path("ACB")));
        assertEquals(
                Optional.of(path("XAC")), Detours.splice(path("XABC"), link("AB"), path("ACB")));
        assertEquals(
                Optional.of(path("CDY")), Detours.splice(path("CABDY"), link("AB"), path("ACDB")));
    }

    @Test
    void hasNoAnswerWhereNothingFits() {
        assertEquals(Optional.empty(), Detours.splice(path("XBY"), link("AB"), path("ACB")));
        assertEquals(Optional.empty(), Detours.splice(path("XABY"), link("AB"), path("AC")));
        assertEquals(Optional.empty(), Detours.splice(path("XABY"), link("AB"), path("CB")));
        assertEquals(Optional.empty(), Detours.splice(path("XABY"), link("AB"), path("AB")));
        assertEquals(Optional.empty(), Detours.splice(path("XABY"), link("AB"), List.of()));
        assertEquals(
                Optional.empty(),
                Detours.splice(List.of(link("AB"), link("XY")), link("AB"), path("ACB")));
        assertEquals(
                Optional.empty(),
                Detours.splice(path("ABA"), link("AB"), path("ACB")),
                "a path that ends where it begins");
    }

    @Provide
    Arbitrary<TwinCase> cases() {
        return TwinCase.any();
    }

    @Property(tries = 1500)
    void everyDetourJoinsTheEndsWithoutTheCable(@ForAll("cases") TwinCase drawn) {
        Topology topology = drawn.network().topology();
        for (Link link : topology.links()) {
            List<Path> detours = Detours.around(topology, link.id());

            assertTrue(detours.size() <= Detours.MOST);
            assertEquals(new HashSet<>(detours).size(), detours.size());
            assertEquals(detours, Detours.around(topology, link.id()));
            double last = 0;
            for (Path detour : detours) {
                assertEquals(link.source().datapath(), detour.source());
                assertEquals(link.target().datapath(), detour.target());
                assertFalse(detour.uses(link.id()) || detour.uses(link.id().reversed()));
                assertTrue(topology.links().containsAll(detour.links()));
                assertTrue(detour.weight() >= last);
                last = detour.weight();
            }
            List<Path> all = new ArrayList<>();
            search(topology, link.id(), new ArrayList<>(), all);
            assertEquals(Math.min(all.size(), Detours.MOST), detours.size());
            List<Double> lightest = all.stream().map(Path::weight).sorted().toList();
            assertEquals(
                    lightest.subList(0, detours.size()),
                    detours.stream().map(Path::weight).toList());
        }
    }

    /// All loopless ways around a link, by trying.
    private static void search(Topology topology, LinkId around, List<Link> so, List<Path> found) {
        DatapathId at =
                so.isEmpty() ? around.source().datapath() : so.getLast().target().datapath();
        if (at.equals(around.target().datapath())) {
            found.add(new Path(around.source().datapath(), so));
            return;
        }
        for (Link next : topology.linksFrom(at)) {
            boolean isMet =
                    next.target().datapath().equals(around.source().datapath())
                            || so.stream().anyMatch(l -> meets(l, next));
            if (!isMet && !next.id().equals(around) && !next.id().equals(around.reversed())) {
                so.add(next);
                search(topology, around, so, found);
                so.removeLast();
            }
        }
    }

    private static boolean meets(Link link, Link next) {
        return link.target().datapath().equals(next.target().datapath());
    }

    @Property(tries = 1500)
    void aSplicedPathIsAPath(@ForAll("cases") TwinCase drawn) {
        SplittableRandom chance = new SplittableRandom(drawn.seed() + 1);
        Topology topology = drawn.network().topology();
        Routes routes = Routes.of(topology);
        DatapathId source = TwinCase.node(topology, chance);
        DatapathId target = TwinCase.node(topology, chance);
        List<LinkId> path = TwinCase.way(source, target, routes, chance);
        for (LinkId link : path) {
            for (Path detour : Detours.around(topology, link)) {
                List<LinkId> spliced = Detours.splice(path, link, detour).orElseThrow();

                assertEquals(source, spliced.getFirst().source().datapath());
                assertEquals(target, spliced.getLast().target().datapath());
                Set<DatapathId> seen = new HashSet<>(Set.of(source));
                for (int i = 0; i < spliced.size(); i++) {
                    if (i > 0) {
                        assertEquals(
                                spliced.get(i - 1).target().datapath(),
                                spliced.get(i).source().datapath());
                    }
                    assertTrue(seen.add(spliced.get(i).target().datapath()), "a node twice");
                    assertTrue(
                            path.contains(spliced.get(i)) || detour.uses(spliced.get(i)),
                            "a link out of nowhere");
                }
                assertFalse(spliced.contains(link));
                Statistics.collect(
                        spliced.size() == path.size() - 1 + detour.links().size()
                                ? "whole"
                                : "cut");
            }
        }
    }
}
