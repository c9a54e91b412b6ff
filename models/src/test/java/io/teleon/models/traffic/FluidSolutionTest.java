package io.teleon.models.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FluidSolutionTest {

    private static final double TOLERANCE = 1e-6;

    /// Loads are rounded to 1/1024 bit/s for each route, which a small share of a split enlarges.
    private static final double ROUNDING = 0.5;

    @Provide
    Arbitrary<FluidCase> cases() {
        return FluidCase.any();
    }

    @Property(tries = 2000)
    void agreesWithTheNaiveSolver(@ForAll("cases") FluidCase drawn) {
        FluidSolution solution = drawn.network().solve(drawn.demands());
        NaiveFluid naive = new NaiveFluid(drawn.network(), drawn.demands());

        for (Link link : drawn.network().links()) {
            assertClose(
                    naive.inelastic(link.id()) + naive.elastic(link.id()),
                    solution.link(link.id()).arriving().bitsPerSecond(),
                    "arriving at " + link.id());
        }
        for (RoutedDemand demand : drawn.demands()) {
            DemandId id = demand.demand().id();
            DemandOutcome outcome = solution.demand(id);
            assertClose(
                    naive.sent.getOrDefault(id, Double.NaN),
                    outcome.sent().bitsPerSecond(),
                    "sent by " + id);
            assertClose(
                    naive.delivered.getOrDefault(id, Double.NaN),
                    outcome.delivered().bitsPerSecond(),
                    "delivered of " + id);
        }
    }

    @Property(tries = 2000)
    void noElasticDemandCanBeRaisedWithoutLoweringOneThatHasNoMore(
            @ForAll("cases") FluidCase drawn) {
        FluidSolution solution = drawn.network().solve(drawn.demands());
        NaiveFluid naive = new NaiveFluid(drawn.network(), drawn.demands());

        for (RoutedDemand demand : drawn.demands()) {
            if (demand.demand().elasticity() == Elasticity.INELASTIC) {
                continue;
            }
            double sent = sent(solution, demand);
            double offered = demand.demand().offered().bitsPerSecond();
            assertTrue(sent <= offered, "sends at most what it offers");
            if (sent < offered * (1 - TOLERANCE)) {
                assertTrue(
                        naive.loads(demand).entrySet().stream()
                                .anyMatch(load ->
                                        load.getValue() > 0
                                                && isBottleneck(
                                                        load.getKey(),
                                                        sent,
                                                        solution,
                                                        drawn,
                                                        naive)),
                        () -> demand.demand() + " at " + sent + " is held back by no link");
            }
        }
    }

    /// Full, and nobody on it sends more (Bertsekas & Gallager, section 6.5.2).
    private static boolean isBottleneck(
            LinkId link, double sent, FluidSolution solution, FluidCase drawn, NaiveFluid naive) {
        double capacity = naive.capacity(link);
        boolean isFull =
                solution.link(link).arriving().bitsPerSecond() >= capacity - 1 - capacity * 1e-9;
        return isFull
                && drawn.demands().stream()
                        .filter(d -> d.demand().elasticity() == Elasticity.ELASTIC)
                        .filter(d -> naive.loads(d).getOrDefault(link, 0.0) > 0)
                        .allMatch(d -> sent(solution, d) <= sent * (1 + TOLERANCE) + 1);
    }

    private static double sent(FluidSolution solution, RoutedDemand demand) {
        return solution.demand(demand.demand().id()).sent().bitsPerSecond();
    }

    private static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, ROUNDING + TOLERANCE * Math.abs(expected), what);
    }
}
