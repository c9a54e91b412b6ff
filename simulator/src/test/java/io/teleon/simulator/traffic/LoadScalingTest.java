package io.teleon.simulator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.Demand;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.RoutedDemand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadScalingTest {

    private static final Topology ABILENE = BuiltInTopologies.abilene();
    private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(2));

    @Test
    void bringsTheBusiestLinkToTheWantedPeak() {
        TrafficSource source =
                GeneratedTraffic.of(
                        ABILENE, Bandwidth.ofMegabits(1), TrafficShape.BACKBONE, new Chance(5));

        TrafficSource scaled = LoadScaling.toPeak(source, ABILENE, FROM, TO, 0.9);

        Routes routes = Routes.of(ABILENE);
        FluidNetwork network = FluidNetwork.of(ABILENE);
        double peak = 0;
        for (Instant time = FROM; time.isBefore(TO); time = time.plusSeconds(60)) {
            peak = Math.max(peak, network.solve(routed(scaled, time, routes)).maxUtilisation());
        }
        assertEquals(0.9, peak, 1e-9);
    }

    private static List<RoutedDemand> routed(TrafficSource source, Instant time, Routes routes) {
        return source.pairs().stream()
                .map(pair ->
                        RoutedDemand.along(
                                Demand.between(pair, source.rateAt(time).rate(pair).orElseThrow()),
                                routes.shortest(pair.source(), pair.target()).orElseThrow()))
                .toList();
    }

    @Test
    void refusesTrafficThatNoLinkCarries() {
        Topology islands = Topology.of(ABILENE.nodes(), List.of());
        TrafficSource source =
                GeneratedTraffic.of(
                        islands, Bandwidth.ofMegabits(1), TrafficShape.FLAT, new Chance(5));

        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> LoadScaling.factor(source, islands, FROM, TO, 0.9));
        assertTrue(String.valueOf(refusal.getMessage()).contains("no traffic crosses any link"));
    }

    @Test
    void oneSearchFromANodeFindsWhatASearchForEachPairFinds() {
        Routes routes = Routes.of(ABILENE);
        for (var source : ABILENE.nodes()) {
            for (var target : ABILENE.nodes()) {
                NodePair pair = new NodePair(source.id(), target.id());
                assertEquals(
                        routes.shortest(pair.source(), pair.target()),
                        routes.from(pair.source()).to(pair.target()));
            }
        }
    }
}
