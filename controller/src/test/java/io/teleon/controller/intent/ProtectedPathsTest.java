package io.teleon.controller.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.intent.Constraints;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes.DisjointPair;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Against looking at every two paths there are, on networks so small that nothing is missed.
class ProtectedPathsTest {

    @Property(tries = 2_000)
    void findsTwoPathsExactlyWhereThereAreTwoAndTheLightestWithoutABoundOnTheirDelay(
            @ForAll long seed) {
        Random random = new Random(seed);
        Topology topology = ConstrainedPathsTest.topology(random);
        Constraints drawn = ConstrainedPathsTest.constraints(random, topology);
        Constraints constraints =
                new Constraints(
                        drawn.avoidLinks(), drawn.avoidNodes(), List.of(), drawn.maxDelay());
        DatapathId source = ConstrainedPathsTest.node(random);
        DatapathId target = ConstrainedPathsTest.node(random);
        if (source.equals(target)) {
            return;
        }
        List<Path> kept =
                ConstrainedPathsTest.all(topology, source, target, List.of()).stream()
                        .filter(path -> constraints.against(path).isEmpty())
                        .toList();
        List<DisjointPair> pairs = new ArrayList<>();
        for (Path one : kept) {
            kept.stream()
                    .filter(other -> areApart(one, other))
                    .forEach(other -> pairs.add(new DisjointPair(one, other)));
        }
        Optional<DisjointPair> found =
                ProtectedPaths.pair(topology, source, target, List.of(), constraints);
        assertEquals(pairs.isEmpty(), found.isEmpty());
        found.ifPresent(pair -> assertTrue(pairs.contains(pair), pair + " of " + pairs));
        if (drawn.maxDelay().isEmpty()) {
            assertEquals(
                    pairs.stream().mapToDouble(ProtectedPathsTest::weight).min(),
                    found.stream().mapToDouble(ProtectedPathsTest::weight).min());
        }
        for (Path one : kept) {
            assertEquals(
                    kept.stream()
                            .filter(other -> areApart(one, other))
                            .mapToDouble(Path::weight)
                            .min(),
                    ProtectedPaths.beside(topology, one, constraints).stream()
                            .mapToDouble(Path::weight)
                            .min());
        }
    }

    private static double weight(DisjointPair pair) {
        return pair.working().weight() + pair.protecting().weight();
    }

    private static boolean areApart(Path one, Path other) {
        List<DatapathId> common = new ArrayList<>(one.datapaths());
        common.retainAll(other.datapaths());
        return common.size() == 2 && one.links().stream().noneMatch(l -> other.uses(l.id()));
    }
}
