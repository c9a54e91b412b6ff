package io.teleon.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The searches against trying all simple paths.
class RoutesTest {

    private static final DatapathId FIRST = new DatapathId(1);

    @Property(tries = 500)
    void findsWhatTryingEverythingFinds(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int nodes) {
        RandomGenerator random = new SplittableRandom(seed);
        Topology topology = topology(nodes, random);
        Routes routes = Routes.of(topology);
        DatapathId target = new DatapathId(nodes);
        List<Path> all = allPaths(topology, FIRST, target);

        assertEquals(
                all.stream().mapToDouble(Path::weight).min(),
                routes.shortest(FIRST, target)
                        .map(path -> OptionalDouble.of(path.weight()))
                        .orElse(OptionalDouble.empty()));
        assertEquals(
                all.stream().mapToDouble(Path::weight).min(), routes.from(FIRST).weightTo(target));

        int k = random.nextInt(1, 6);
        List<Path> found = routes.kShortest(FIRST, target, k);
        assertEquals(
                all.stream().map(Path::weight).sorted().limit(k).toList(),
                found.stream().map(Path::weight).toList());
        assertEquals(found.size(), new HashSet<>(found).size(), "a path is there twice");
        assertTrue(all.containsAll(found));

        Optional<Routes.DisjointPair> pair = routes.disjointPair(FIRST, target);
        assertEquals(
                leastDisjointWeight(all),
                pair.map(p -> OptionalDouble.of(p.working().weight() + p.protecting().weight()))
                        .orElse(OptionalDouble.empty()));
        pair.ifPresent(p -> {
            assertTrue(all.containsAll(List.of(p.working(), p.protecting())));
            assertTrue(p.working().weight() <= p.protecting().weight());
            assertTrue(isDisjoint(p.working(), p.protecting()));
        });

        Optional<Routes.DisjointPair> apart = routes.nodeDisjointPair(FIRST, target);
        assertEquals(
                leastApartWeight(all),
                apart.map(p -> OptionalDouble.of(p.working().weight() + p.protecting().weight()))
                        .orElse(OptionalDouble.empty()));
        apart.ifPresent(p -> {
            assertTrue(all.containsAll(List.of(p.working(), p.protecting())));
            assertTrue(areApart(p.working(), p.protecting()));
        });
    }

    @Property(tries = 100)
    void findsTheSameForEqualTopologies(@ForAll long seed) {
        Topology topology = topology(6, new SplittableRandom(seed));
        Topology again = Topology.of(topology.nodes(), topology.links().reversed());
        DatapathId target = new DatapathId(6);

        assertEquals(
                Routes.of(topology).kShortest(FIRST, target, 4),
                Routes.of(again).kShortest(FIRST, target, 4));
        assertEquals(
                Routes.of(topology).shortest(FIRST, target),
                Routes.of(again).shortest(FIRST, target));
        assertEquals(
                Routes.of(topology).disjointPair(FIRST, target),
                Routes.of(again).disjointPair(FIRST, target));
    }

    @Test
    void staysWhereItIs() {
        Routes routes = Routes.of(topology(3, new SplittableRandom(1)));
        Path here = new Path(FIRST, List.of());

        assertEquals(Optional.of(here), routes.shortest(FIRST, FIRST));
        assertEquals(List.of(here), routes.kShortest(FIRST, FIRST, 3));
        assertEquals(Optional.empty(), routes.disjointPair(FIRST, FIRST));
    }

    @Test
    void knowsNoWayToAnUnknownNode() {
        Routes routes = Routes.of(topology(3, new SplittableRandom(1)));
        DatapathId unknown = new DatapathId(99);

        assertEquals(Optional.empty(), routes.shortest(FIRST, unknown));
        assertEquals(List.of(), routes.kShortest(unknown, FIRST, 3));
        assertEquals(OptionalDouble.empty(), routes.from(FIRST).weightTo(unknown));
        assertEquals(OptionalDouble.empty(), routes.from(unknown).weightTo(FIRST));
        assertEquals(Optional.empty(), routes.disjointPair(FIRST, unknown));
    }

    /// Directed links, parallel ones among them, with small whole weights, so that equal sums are
    /// frequent and exact.
    private static Topology topology(int nodes, RandomGenerator random) {
        List<Node> list = new ArrayList<>();
        int[] ports = new int[nodes + 1];
        for (int i = 1; i <= nodes; i++) {
            list.add(new Node(new DatapathId(i), "N" + i));
        }
        List<Link> links = new ArrayList<>();
        for (int i = random.nextInt(3 * nodes); i > 0; i--) {
            int a = random.nextInt(1, nodes + 1);
            int b = random.nextInt(1, nodes + 1);
            if (a == b) {
                continue;
            }
            int pa = ++ports[a];
            int pb = ++ports[b];
            links.add(TopologyTest.link(a, pa, b, pb, random.nextInt(1, 5)));
            if (random.nextBoolean()) {
                links.add(TopologyTest.link(b, pb, a, pa, random.nextInt(1, 5)));
            }
        }
        return Topology.of(list, links);
    }

    private static List<Path> allPaths(Topology topology, DatapathId source, DatapathId target) {
        List<Path> found = new ArrayList<>();
        extend(topology, new Path(source, List.of()), target, found);
        return found;
    }

    private static void extend(Topology topology, Path path, DatapathId target, List<Path> found) {
        if (path.target().equals(target)) {
            found.add(path);
            return;
        }
        for (Link link : topology.linksFrom(path.target())) {
            if (!path.datapaths().contains(link.target().datapath())) {
                List<Link> links = new ArrayList<>(path.links());
                links.add(link);
                extend(topology, new Path(path.source(), links), target, found);
            }
        }
    }

    private static OptionalDouble leastDisjointWeight(List<Path> paths) {
        OptionalDouble least = OptionalDouble.empty();
        for (Path a : paths) {
            for (Path b : paths) {
                double sum = a.weight() + b.weight();
                if (isDisjoint(a, b) && (least.isEmpty() || sum < least.getAsDouble())) {
                    least = OptionalDouble.of(sum);
                }
            }
        }
        return least;
    }

    private static boolean isDisjoint(Path a, Path b) {
        return a.links().stream().noneMatch(link -> b.uses(link.id()));
    }

    private static OptionalDouble leastApartWeight(List<Path> paths) {
        return paths.stream()
                .flatMap(a -> paths.stream().filter(b -> areApart(a, b)).map(b -> List.of(a, b)))
                .mapToDouble(two -> two.getFirst().weight() + two.getLast().weight())
                .min();
    }

    private static boolean areApart(Path a, Path b) {
        List<DatapathId> common = new ArrayList<>(a.datapaths());
        common.retainAll(b.datapaths());
        return isDisjoint(a, b) && common.equals(List.of(a.source(), a.target()));
    }
}
