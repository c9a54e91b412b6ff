package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.jdbc.TrafficStore;
import io.teleon.controller.report.AutonomyView.LinkForecast;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.traffic.GeneratedTraffic;
import io.teleon.simulator.traffic.SourceHistory;
import io.teleon.simulator.traffic.TrafficShape;
import io.teleon.simulator.traffic.TrafficSource;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.WorldPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A controller that comes back foresees at once, by what it kept of the traffic.
class RememberedTrafficTest {

    private static final Duration DAYS = Duration.ofDays(9);

    @TempDir private Path folder;

    private static TrafficSource source(Topology topology) {
        return GeneratedTraffic.of(
                topology, Bandwidth.ofGigabits(1), TrafficShape.BACKBONE, new Chance(4));
    }

    private static Rehearsal network(Optional<TrafficHistory> history) {
        Topology topology = Networks.diamond();
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(source(topology))
                                .unchecked()
                                .withoutAgents()
                                .withController(new ControllerPlan(AutonomyMode.FULL, history)));
        for (NodePair pair : source(topology).pairs()) {
            rehearsal.submit(
                    rehearsal.between(
                            topology.nameOf(pair.source()), topology.nameOf(pair.target())));
        }
        rehearsal.play(Duration.ofMinutes(1));
        return rehearsal;
    }

    private static List<LinkForecast> forecasts(Rehearsal rehearsal) {
        return rehearsal.view().autonomy().forecasts();
    }

    @Test
    void whatAStoreKeptGivesForecastsTheirLicenceAtOnce() {
        Path file = folder.resolve("traffic");
        Topology topology = Networks.diamond();
        try (TrafficStore store = TrafficStore.open(file).orElseThrow()) {
            List<TrafficHistory.Bin> bins =
                    new SourceHistory(
                                    source(topology), source(topology), WorldPlan.USUAL_START, DAYS)
                            .binsBefore(WorldPlan.USUAL_START);
            bins.forEach(store::write);
        }
        try (TrafficStore store = TrafficStore.open(file).orElseThrow()) {
            Rehearsal rehearsal = network(store.takePast().map(past -> past));
            List<LinkForecast> known = forecasts(rehearsal);
            assertEquals(topology.linkCount(), known.size());
            long licensed = known.stream().filter(LinkForecast::licensed).count();
            assertTrue(licensed >= known.size() / 2, known::toString);
            assertTrue(known.stream().allMatch(f -> Double.isFinite(f.skill())), known::toString);
        }
        assertEquals(
                List.of(), forecasts(network(Optional.empty())), "without it there is nothing");
    }

    @Test
    void whatWasMeasuredBeforeARestartIsThereAfterIt() {
        Rehearsal rehearsal = network(Optional.empty());
        rehearsal.play(Duration.ofMinutes(70));
        List<LinkForecast> before = forecasts(rehearsal);
        assertFalse(before.isEmpty());
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(2));
        rehearsal.play(Duration.ofSeconds(40));
        assertEquals(
                before.stream().map(LinkForecast::at).toList(),
                forecasts(rehearsal).stream().map(LinkForecast::at).toList());
    }
}
