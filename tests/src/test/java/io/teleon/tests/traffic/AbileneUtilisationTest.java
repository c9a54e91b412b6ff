package io.teleon.tests.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.format.TrafficFiles;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.Demand;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.RoutedDemand;
import io.teleon.models.traffic.TrafficMatrix;
import io.teleon.models.traffic.TrafficSeries;
import io.teleon.simulator.traffic.LoadScaling;
import io.teleon.simulator.traffic.MatrixReplay;
import io.teleon.tests.environment.NeedsData;
import io.teleon.tests.environment.PublicData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@NeedsData("tm-abilene")
class AbileneUtilisationTest {

    private static final Topology ABILENE = BuiltInTopologies.abilene();
    private static final Routes ROUTES = Routes.of(ABILENE);
    private static final FluidNetwork NETWORK = FluidNetwork.of(ABILENE);

    @Test
    void theBusiestLinkUnderShortestPathsIsAsBusyAsTheReferenceSays() throws IOException {
        TrafficSeries series = series();
        Map<Instant, Double> reference = reference();

        assertEquals(240, reference.size());
        reference.forEach((time, utilisation) -> {
            int sample = (int) Duration.between(series.start(), time).dividedBy(series.interval());
            assertEquals(
                    utilisation,
                    NETWORK.solve(routed(series.sample(sample))).maxUtilisation(),
                    // The reference has six digits after the point.
                    1e-6,
                    "at " + time);
        });
    }

    @Test
    void scalingTheReplayMakesTheBusiestLinkPeakAtTheWantedLoad() throws IOException {
        TrafficSeries series = series();
        MatrixReplay replay = new MatrixReplay(series, series.start(), MatrixReplay.AfterEnd.WRAP);
        Instant end = series.start().plus(Duration.ofHours(2));

        var scaled = LoadScaling.toPeak(replay, ABILENE, series.start(), end, 0.9);

        double peak = 0;
        for (Instant time = series.start(); time.isBefore(end); time = time.plusSeconds(60)) {
            peak = Math.max(peak, NETWORK.solve(routed(scaled.rateAt(time))).maxUtilisation());
        }
        assertEquals(0.9, peak, 1e-9);
        assertTrue(LoadScaling.factor(replay, ABILENE, series.start(), end, 0.9) > 5);
    }

    private static List<RoutedDemand> routed(TrafficMatrix matrix) {
        List<RoutedDemand> routed = new ArrayList<>();
        for (NodePair pair : matrix.pairs()) {
            Demand demand = Demand.between(pair, matrix.rate(pair).orElseThrow());
            routed.add(
                    RoutedDemand.along(
                            demand, ROUTES.shortest(pair.source(), pair.target()).orElseThrow()));
        }
        return routed;
    }

    private static TrafficSeries series() throws IOException {
        Path file = PublicData.path("tm-abilene/abilene-20040301-20040310.mbps.csv.gz");
        return TrafficSeries.of(TrafficFiles.read(file, ABILENE), ABILENE);
    }

    private static Map<Instant, Double> reference() throws IOException {
        Map<Instant, Double> reference = new TreeMap<>();
        for (String line :
                Files.readAllLines(PublicData.path("tm-abilene/mlu_reference_hourly.tsv"))) {
            List<String> fields = List.of(line.split("\t", -1));
            if (!fields.getFirst().equals("time_utc")) {
                reference.put(
                        Instant.parse(fields.get(0) + ":00Z"), Double.parseDouble(fields.get(1)));
            }
        }
        return reference;
    }
}
