package io.teleon.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.OpenFlowMessage.PortMod;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.Fault.LyingSensor.Counters;
import io.teleon.simulator.fault.Fault.LyingSensor.Says;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.traffic.TrafficSource;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Faults that no port shows: what the controller is told is not what is.
class HiddenFaultsTest {

    private static final double RATE = 400e6;
    private static final Node A = new Node(new DatapathId(1), "a");
    private static final Node B = new Node(new DatapathId(2), "b");
    private static final LinkId AB = new LinkId(ConnectPoint.of(1, 1), ConnectPoint.of(2, 1));
    private static final Topology PAIR =
            Topology.of(
                    List.of(A, B),
                    List.of(
                            new Link(AB, 1, Bandwidth.ofGigabits(1), Duration.ofMillis(1)),
                            new Link(
                                    AB.reversed(),
                                    1,
                                    Bandwidth.ofGigabits(1),
                                    Duration.ofMillis(1))));

    private final World world = world();

    private static World world() {
        World world = new World(WorldPlan.of(PAIR, 1, () -> 0L).withTraffic(new Steady()));
        world.submitWhenDiscovered(world.allPairs());
        return world;
    }

    /// Both hosts send the same all the time.
    private static final class Steady implements TrafficSource {

        @Override
        public List<NodePair> pairs() {
            return List.of(new NodePair(A.id(), B.id()), new NodePair(B.id(), A.id()));
        }

        @Override
        public void fill(Instant time, double[] bitsPerSecond) {
            bitsPerSecond[0] = RATE;
            bitsPerSecond[1] = RATE;
        }
    }

    private void plan(int at, int lasting, Fault fault) {
        world.plan(
                ScheduledFault.lasting(Duration.ofSeconds(at), Duration.ofSeconds(lasting), fault));
    }

    private double load(LinkId link) {
        return world.view().orElseThrow().links().stream()
                .filter(l -> l.link().id().equals(link))
                .findFirst()
                .flatMap(LinkView::load)
                .map(Bandwidth::bitsPerSecond)
                .orElse(Double.NaN);
    }

    private void runTo(int second) {
        world.runUntil(Duration.ofSeconds(second));
    }

    @Test
    void aSensorThatExaggeratesIsBelievedAndComesBackToTheTruthWithoutAJump() {
        plan(60, 60, new Fault.LyingSensor("a", "b", new Says.Factor(1.8), Counters.PORT));
        runTo(55);
        assertEquals(RATE, load(AB), 0.01 * RATE);
        runTo(115);
        assertEquals(1.8 * RATE, load(AB), 0.01 * RATE);
        assertEquals(RATE, load(AB.reversed()), 0.01 * RATE);
        runTo(175);
        assertEquals(RATE, load(AB), 0.01 * RATE);
        List<Sample> octets = samples(Metric.IF_OUT_OCTETS, new Resource.OfPort(AB.source()));
        for (int i = 1; i < octets.size(); i++) {
            double grown = octets.get(i).value() - octets.get(i - 1).value();
            double seconds =
                    Duration.between(octets.get(i - 1).at(), octets.get(i).at()).toSeconds();
            assertTrue(grown >= 0 && grown * 8 / seconds <= 1.85 * RATE, octets.get(i).toString());
        }
    }

    @Test
    void aSensorMaySayWhatItLikes() {
        Bandwidth said = Bandwidth.ofMegabits(37);
        plan(60, 100, new Fault.LyingSensor("a", "b", new Says.Rate(said), Counters.PORT));
        runTo(150);
        assertEquals(said.bitsPerSecond(), load(AB), 0.01 * said.bitsPerSecond());
    }

    @Test
    void flowCountersMayLieToo() {
        plan(60, 200, new Fault.LyingSensor("a", "b", new Says.Factor(0.5), Counters.FLOW));
        runTo(240);
        SeriesId id =
                new SeriesId(
                        Metric.INTENT_OCTETS,
                        new Resource.OfIntent(world.intentId(new NodePair(A.id(), B.id()))));
        List<Sample> octets =
                world.telemetry().range(id, world.time().start().plusSeconds(130), Instant.MAX);
        Sample first = octets.getFirst();
        Sample last = octets.getLast();
        double seconds = Duration.between(first.at(), last.at()).toNanos() * 1e-9;
        assertEquals(RATE / 2, (last.value() - first.value()) * 8 / seconds, 0.01 * RATE);
        assertEquals(RATE, load(AB), 0.01 * RATE);
    }

    @Test
    void lostTelemetryLeavesTheChannelAlone() {
        plan(60, 120, new Fault.TelemetryLost(Optional.empty()));
        runTo(179);
        List<Sample> octets = samples(Metric.IF_OUT_OCTETS, new Resource.OfPort(AB.source()));
        Instant lost = world.time().start().plusSeconds(60);
        assertTrue(octets.stream().noneMatch(sample -> sample.at().isAfter(lost)));
        assertTrue(world.view().orElseThrow().switches().stream().allMatch(s -> s.isConnected()));
        runTo(200);
        assertTrue(
                samples(Metric.IF_OUT_OCTETS, new Resource.OfPort(AB.source()))
                        .getLast()
                        .at()
                        .isAfter(lost.plusSeconds(120)));
        assertEquals(List.of(), world.violations());
    }

    @Test
    void hiddenCapacityIsLostWithoutAWord() {
        plan(60, 60, new Fault.HiddenCapacity("a", "b", 0.2));
        runTo(110);
        // 400 Mbit/s want to go through 200.
        assertEquals(0.2e9, load(AB), 2e6);
        assertEquals(RATE, load(AB.reversed()), 0.01 * RATE);
        assertEquals(1, world.utilisation(AB), 1e-9);
        assertEquals(
                1e9,
                world.view()
                        .orElseThrow()
                        .topology()
                        .linkFrom(AB.source())
                        .orElseThrow()
                        .capacity()
                        .bitsPerSecond());
        runTo(160);
        assertEquals(RATE, load(AB), 0.01 * RATE);
        world.finish();
        assertEquals(60, world.utilisation().overloadedLinkSeconds(), 11);
        assertEquals(List.of(AB), world.troubles().stream().map(TroubleLog.Trouble::link).toList());
    }

    @Test
    void aStuckPortComesBackWhenItIsBounced() {
        world.plan(
                ScheduledFault.forEver(
                        Duration.ofSeconds(30), new Fault.PortStuck(List.of("a", "b"))));
        runTo(50);
        assertFalse(isUp(AB));
        // Light there is all the same.
        assertEquals(-7, power(AB.target()));

        set(AB.source(), true);
        runTo(72);
        assertEquals(-40, power(AB.target()));
        set(AB.source(), false);
        runTo(92);
        assertTrue(isUp(AB));
        assertTrue(isUp(AB.reversed()));
        assertEquals(-7, power(AB.target()));
        assertEquals(List.of(), world.violations());
    }

    @Test
    void aCutFibreIsDarkAndNoBounceHelps() {
        plan(30, 100, new Fault.LinkDown(List.of("a", "b")));
        runTo(50);
        assertEquals(-40, power(AB.target()));
        set(AB.source(), true);
        set(AB.source(), false);
        runTo(80);
        assertFalse(isUp(AB));
        assertEquals(-40, power(AB.target()));
    }

    @Test
    void aDeadAgentFallsSilentAndSpeaksAgain() {
        plan(30, 60, new Fault.AgentSilent("a"));
        runTo(80);
        assertEquals(List.of("host-a"), silent());
        runTo(120);
        assertEquals(List.of(), silent());
    }

    private List<String> silent() {
        return world.view().orElseThrow().agents().stream()
                .filter(AgentView::silent)
                .map(AgentView::id)
                .toList();
    }

    @Test
    void whoHasNoAgentCannotSilenceIt() {
        World bare = new World(WorldPlan.of(PAIR, 1, () -> 0L).withoutAgents());
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                bare.plan(
                                        ScheduledFault.forEver(
                                                Duration.ZERO, new Fault.AgentSilent("a"))));
        assertEquals("no agents run that could fall silent", refusal.getMessage());
    }

    private boolean isUp(LinkId link) {
        return world.view().orElseThrow().links().stream()
                .anyMatch(l -> l.link().id().equals(link) && l.up());
    }

    private double power(ConnectPoint at) {
        return samples(Metric.IF_RX_POWER, new Resource.OfPort(at)).getLast().value();
    }

    private List<Sample> samples(Metric metric, Resource resource) {
        return world.telemetry().range(new SeriesId(metric, resource), Instant.MIN, Instant.MAX);
    }

    private void set(ConnectPoint port, boolean down) {
        EnumSet<PortDescription.Config> mask = EnumSet.of(PortDescription.Config.PORT_DOWN);
        world.backdoor()
                .say(
                        port.datapath(),
                        new PortMod(
                                1,
                                port.port(),
                                address(port),
                                down ? mask : EnumSet.noneOf(PortDescription.Config.class),
                                mask));
    }

    private MacAddress address(ConnectPoint port) {
        return new MacAddress(
                0x0600_0000_0000L | (port.datapath().value() << 16) | port.port().value());
    }

    @Test
    void aHostThatAsksForManyAddressesIsInTheLogAndOneThatLooksForAFewIsNot() {
        world.runUntil(Duration.ofSeconds(10));
        Fault few = new Fault.HostScan("a", 10, false);
        world.strike(few);
        world.runUntil(Duration.ofSeconds(12));
        world.mend(few);
        Fault many = new Fault.HostScan("b", 20, false);
        world.strike(many);
        world.runUntil(Duration.ofSeconds(14));
        assertEquals(List.of(), world.scans(), "40 so far");
        world.runUntil(Duration.ofSeconds(20));
        HostScans.Spell going = world.scans().getFirst();
        assertEquals(B.id(), going.host().datapath());
        assertEquals(Duration.ofSeconds(12).toNanos(), going.fromNanos());
        assertEquals(Duration.ofSeconds(20).toNanos(), going.toNanos());
        world.mend(many);
        world.runUntil(Duration.ofSeconds(30));
        assertEquals(List.of(going), world.scans(), "it ended then");
    }
}
