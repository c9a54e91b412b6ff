package io.teleon.models.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small networks whose answer one can work out by hand: nodes in a ring, link `i` from node `i` to
/// the next, of 10 Mbit/s and 1 ms.
class FluidExamplesTest {

    private static final double CAPACITY = 10e6;

    @Test
    void aLinkIsSharedInProportionToWhatIsSentIntoIt() {
        FluidSolver solver = ring(3).solver();
        int large = solver.add(15e6, Elasticity.INELASTIC, 0);
        int small = solver.add(5e6, Elasticity.INELASTIC, 0);
        solver.solve();

        assertEquals(7.5e6, solver.delivered(large), 1e-3);
        assertEquals(2.5e6, solver.delivered(small), 1e-3);
        assertEquals(0.5, solver.loss(0), 1e-12);
        assertEquals(1, solver.utilisation(0), 1e-12);
    }

    @Test
    void whatIsLostOnOneLinkDoesNotBurdenTheNext() {
        FluidSolver solver = ring(3).solver();
        int far = solver.add(20e6, Elasticity.INELASTIC, 0, 1);
        int near = solver.add(5e6, Elasticity.INELASTIC, 1);
        solver.solve();

        assertEquals(15e6, solver.arriving(1), 1e-2);
        assertEquals(20e6 / 3, solver.delivered(far), 1e-2);
        assertEquals(10e6 / 3, solver.delivered(near), 1e-2);
    }

    @Test
    void elasticDemandsShareWhatIsLeftMaxMinFair() {
        // Bertsekas & Gallager's line: the long demand is held back by the fuller link.
        FluidSolver solver = ring(4).solver();
        int stubborn = solver.add(4e6, Elasticity.INELASTIC, 1);
        int across = solver.add(9e6, Elasticity.ELASTIC, 0, 1);
        int first = solver.add(9e6, Elasticity.ELASTIC, 0);
        int second = solver.add(1e6, Elasticity.ELASTIC, 1);
        int third = solver.add(9e6, Elasticity.ELASTIC, 1);
        solver.solve();

        assertEquals(4e6, solver.delivered(stubborn), 1e-3);
        assertEquals(1e6, solver.delivered(second), 1e-3);
        assertEquals(2.5e6, solver.delivered(across), 1e-3);
        assertEquals(2.5e6, solver.delivered(third), 1e-3);
        assertEquals(7.5e6, solver.delivered(first), 1e-3);
    }

    @Test
    void aSplitDemandHasTheRateThatItsTightestBranchAllows() {
        FluidNetwork network = ring(3).withCapacity(id(0, 3), 2e6);
        Route tight = new Route(List.of(id(0, 3)), 0.25, Route.End.DROPPED);
        Route wide = new Route(List.of(id(0, 3), id(1, 3)), 0.5, Route.End.DELIVERED);
        Demand demand = demand("split", 0, 2, 9e6, Elasticity.ELASTIC);
        FluidSolution solution =
                network.solve(
                        List.of(new RoutedDemand(demand, new Forwarding(List.of(tight, wide)))));

        DemandOutcome outcome = solution.demand(demand.id());
        // Three quarters of it meet the link of 2 Mbit/s; half of it is delivered.
        assertEquals(2e6 / 0.75, outcome.sent().bitsPerSecond(), 1e-2);
        assertEquals(1e6 / 0.75, outcome.delivered().bitsPerSecond(), 1e-2);
        assertEquals(0.5, new Forwarding(List.of(tight, wide)).undeliveredShare(), 1e-12);
    }

    @Test
    void aLinkLosesItsOwnShareOfWhatItCarries() {
        FluidSolver solver = ring(3).withLoss(id(0, 3), 0.2).solver();
        int demand = solver.add(5e6, Elasticity.INELASTIC, 0, 1);
        solver.solve();

        assertEquals(5e6, solver.carried(0), 1e-3);
        assertEquals(4e6, solver.carried(1), 1e-3);
        assertEquals(0.8, solver.deliveredShare(demand), 1e-12);
        assertEquals(0.2, solver.loss(0), 1e-12);
    }

    @Test
    void packetsWaitBeforeBusyLinksButNoLongerThanTheBufferIs() {
        Queueing queueing = new Queueing(1250, Duration.ofMillis(30));
        FluidSolver solver = ring(3).withQueueing(queueing).solver();
        int demand = solver.add(5e6, Elasticity.INELASTIC, 0);
        solver.solve();
        // A packet of 1250 bytes takes 1 ms at 10 Mbit/s; at half load it waits as long again.
        assertEquals(0.002, solver.delaySeconds(demand), 1e-9);

        solver.offer(demand, 20e6);
        solver.solve();
        assertEquals(0.031, solver.delaySeconds(demand), 1e-9);
    }

    @Test
    void aDemandWithoutARouteDeliversNothingAndHasNoDelay() {
        Demand demand = demand("lost", 0, 2, 1e6, Elasticity.INELASTIC);
        FluidSolution solution = ring(3).solve(List.of(new RoutedDemand(demand, Forwarding.NONE)));

        assertEquals(0, solution.demand(demand.id()).deliveredShare());
        assertEquals(Optional.empty(), solution.demand(demand.id()).delay());
        assertEquals(Bandwidth.ZERO, solution.delivered());
    }

    @Test
    void aDemandWithinOneNodeNeedsNoLink() {
        Demand demand = demand("local", 1, 1, 1e6, Elasticity.ELASTIC);
        Route here = new Route(List.of(), 1, Route.End.DELIVERED);
        FluidSolution solution =
                ring(3).solve(List.of(new RoutedDemand(demand, new Forwarding(List.of(here)))));

        assertEquals(1, solution.demand(demand.id()).deliveredShare());
        assertEquals(Optional.of(Duration.ZERO), solution.demand(demand.id()).delay());
    }

    /// In a ring whose links all carry alike, what arrives is `A = x (1 + q + q^2 + ...)` over the
    /// hops of a route with `q = min(1, C / A)`. Long routes at moderate load are the case in which
    /// the bracket does not close.
    @ParameterizedTest
    @CsvSource({"3, 2, 3", "5, 4, 0.6", "10, 5, 0.6", "10, 9, 1", "20, 10, 0.6", "40, 39, 1"})
    void overloadedLinksThatFeedEachOtherInACircleEndAtAFixedPoint(
            int nodes, int hops, double load) {
        FluidSolver solver = ring(nodes).solver();
        for (int start = 0; start < nodes; start++) {
            int[] links = new int[hops];
            for (int hop = 0; hop < hops; hop++) {
                links[hop] = (start + hop) % nodes;
            }
            solver.add(load * CAPACITY, Elasticity.INELASTIC, links);
        }
        solver.solve();

        assertTrue(solver.residual() <= 1e-9, "residual " + solver.residual());
        for (int link = 0; link < nodes; link++) {
            double letIn = Math.min(1, CAPACITY / solver.arriving(link));
            double sum = 0;
            double reaching = load * CAPACITY;
            for (int hop = 0; hop < hops; hop++) {
                sum += reaching;
                reaching *= letIn;
            }
            assertEquals(sum, solver.arriving(link), 1e-6 * sum);
        }
    }

    @Test
    void ratesBeyondAllMeasureAreRefused() {
        FluidSolver solver = ring(3).solver();
        int slot = solver.add(4e15, Elasticity.ELASTIC, 0);

        assertThrows(IllegalArgumentException.class, () -> solver.add(1e15, Elasticity.ELASTIC, 0));
        assertThrows(IllegalArgumentException.class, () -> solver.offer(slot, 5e15));
        solver.offer(slot, 3e15);
        solver.add(1e15, Elasticity.ELASTIC, 0);
        solver.solve();
        assertEquals(CAPACITY, solver.carried(0), 1);
    }

    @Test
    void routesThatAreNoneAreRefused() {
        LinkId first = id(0, 4);
        LinkId third = id(2, 4);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Route(List.of(first, third), 1, Route.End.DELIVERED));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Route(List.of(first), 0, Route.End.DELIVERED));
        Route whole = new Route(List.of(first), 1, Route.End.DELIVERED);
        assertThrows(IllegalArgumentException.class, () -> new Forwarding(List.of(whole, whole)));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new RoutedDemand(
                                demand("elsewhere", 0, 3, 1, Elasticity.ELASTIC),
                                new Forwarding(List.of(whole))));
    }

    private static Demand demand(
            String name, int source, int target, double offered, Elasticity elasticity) {
        return new Demand(
                new DemandId(name),
                new DatapathId(source + 1L),
                new DatapathId(target + 1L),
                new Bandwidth(offered),
                elasticity);
    }

    private static LinkId id(int link, int nodes) {
        return new LinkId(
                ConnectPoint.of(link + 1L, 1), ConnectPoint.of((link + 1) % nodes + 1L, 2));
    }

    private static FluidNetwork ring(int count) {
        List<Node> nodes = new ArrayList<>();
        Link[] links = new Link[count];
        for (int i = 0; i < count; i++) {
            nodes.add(new Node(new DatapathId(i + 1L), "n" + i));
            links[i] = new Link(id(i, count), 1, new Bandwidth(CAPACITY), Duration.ofMillis(1));
        }
        return FluidNetwork.of(Topology.of(nodes, Arrays.asList(links)));
    }
}
