package io.teleon.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.network.Topology;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.traffic.TrafficSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class HostAgentsTest {

    private static final Topology ABILENE = BuiltInTopologies.abilene();
    private static final double RATE = 8e6;

    private final List<String> transcript = new ArrayList<>();

    /// Every pair offers the same all the time.
    private static final class Steady implements TrafficSource {

        private final List<NodePair> pairs =
                ABILENE.nodes().stream()
                        .flatMap(from ->
                                ABILENE.nodes().stream()
                                        .filter(to -> !to.equals(from))
                                        .map(to -> new NodePair(from.id(), to.id())))
                        .sorted()
                        .toList();

        @Override
        public List<NodePair> pairs() {
            return pairs;
        }

        @Override
        public void fill(Instant time, double[] bitsPerSecond) {
            Arrays.fill(bitsPerSecond, RATE);
        }
    }

    private World world() {
        return new World(
                WorldPlan.of(ABILENE, 1, () -> 0L)
                        .withTraffic(new Steady())
                        .withTranscript(transcript::add));
    }

    private static SeriesId series(Metric metric, int host) {
        return new SeriesId(
                metric,
                new Resource.OfInterface(
                        new HostId(new MacAddress(0x0200_0000_0000L | host)), "eth0"));
    }

    private static List<Sample> all(World world, SeriesId id) {
        return world.telemetry().range(id, Instant.MIN, Instant.MAX);
    }

    @Test
    void everyHostIsMeasuredEverySecond() {
        World world = world();
        world.runUntil(Duration.ofSeconds(60));
        Instant start = world.time().start();
        for (int host = 1; host <= ABILENE.nodeCount(); host++) {
            List<Instant> times =
                    all(world, series(Metric.IF_OUT_OCTETS, host)).stream()
                            .map(Sample::at)
                            .toList();
            assertTrue(times.size() >= 50, host + ": " + times.size());
            assertEquals(
                    LongStream.rangeClosed(1, times.size()).mapToObj(start::plusSeconds).toList(),
                    times);
        }
        List<AgentView> agents = world.view().orElseThrow().agents();
        assertEquals(ABILENE.nodeCount(), agents.size());
        assertEquals(
                ABILENE.nodes().stream().map(node -> "host-" + node.name()).sorted().toList(),
                agents.stream().map(AgentView::id).toList());
        assertTrue(agents.stream().noneMatch(AgentView::silent));
    }

    @Test
    void hostsCountWhatTheyOfferAndWhatReachesThem() {
        World world = world();
        world.submitWhenDiscovered(world.allPairs());
        world.runUntil(Duration.ofMinutes(2));
        double perSecond = (ABILENE.nodeCount() - 1) * RATE / 8;
        List<Sample> out = all(world, series(Metric.IF_OUT_OCTETS, 1));
        List<Sample> in = all(world, series(Metric.IF_IN_OCTETS, 1));
        assertEquals(perSecond, growth(out, 60, 100), perSecond * 1e-4);
        assertEquals(perSecond, growth(in, 60, 100), perSecond * 1e-4);
        assertTrue(
                in.getFirst().value() < perSecond, "nothing reaches it before there are intents");
    }

    private static double growth(List<Sample> samples, int from, int to) {
        return (samples.get(to).value() - samples.get(from).value()) / (to - from);
    }

    @Test
    void whatIsMeasuredWhileTheControllerIsGoneFollowsWhenItIsBack() {
        World world = world();
        world.plan(
                ScheduledFault.lasting(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(45),
                        new Fault.ControllerGone()));
        world.runUntil(Duration.ofSeconds(100));
        assertEquals(List.of(), world.telemetry().series());
        world.runUntil(Duration.ofSeconds(130));
        for (int host = 1; host <= ABILENE.nodeCount(); host++) {
            List<Sample> samples = all(world, series(Metric.IF_OUT_OCTETS, host));
            for (int i = 1; i < samples.size(); i++) {
                assertEquals(
                        samples.get(i - 1).at().plusSeconds(1),
                        samples.get(i).at(),
                        "a gap at host " + host);
            }
            assertFalse(samples.getFirst().at().isAfter(world.time().start().plusSeconds(60)));
            assertFalse(samples.getLast().at().isBefore(world.time().start().plusSeconds(119)));
        }
        assertEquals(12, told("does not answer, samples are kept"));
        assertEquals(12, told("the controller is back, 0 samples wait"));
    }

    private long told(String text) {
        return transcript.stream().filter(line -> line.contains(text)).count();
    }

    @Test
    void aWorldCanDoWithoutAgents() {
        World world = new World(WorldPlan.of(ABILENE, 1, () -> 0L).withoutAgents());
        world.runUntil(Duration.ofSeconds(60));
        assertEquals(List.of(), world.view().orElseThrow().agents());
    }
}
