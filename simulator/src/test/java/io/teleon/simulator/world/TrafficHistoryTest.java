package io.teleon.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.traffic.GeneratedTraffic;
import io.teleon.simulator.traffic.MirroredTraffic;
import io.teleon.simulator.traffic.SourceHistory;
import io.teleon.simulator.traffic.TrafficShape;
import io.teleon.simulator.traffic.TrafficSource;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TrafficHistoryTest {

    private static final Topology ABILENE = BuiltInTopologies.abilene();
    private static final Instant START = WorldPlan.USUAL_START;
    private static final Duration DAY = Duration.ofDays(1);

    private static TrafficSource source() {
        return GeneratedTraffic.of(
                ABILENE, Bandwidth.ofGigabits(5), TrafficShape.BACKBONE, new Chance(4));
    }

    @Test
    void tellsWhatARunMeasures() {
        TrafficSource source = source();
        World world =
                new World(
                        WorldPlan.of(ABILENE, 1, () -> 0L)
                                .withTraffic(source)
                                .withoutAgents()
                                .unchecked());
        world.submitWhenDiscovered(world.allPairs());
        world.runUntil(Duration.ofMinutes(11));

        Instant end = START.plus(Duration.ofMinutes(10));
        TrafficHistory.Bin bin =
                new SourceHistory(source(), source(), START, DAY)
                        .binsBefore(end.plusSeconds(7))
                        .getLast();
        assertEquals(end, bin.end());
        for (NodePair pair : world.allPairs()) {
            double measured = rate(world, pair, end.minus(TrafficHistory.BIN), end.plusSeconds(30));
            double told = bin.bitsPerSecond().getOrDefault(pair, Double.NaN);
            assertEquals(told, measured, 0.02 * told, pair.toString());
        }
    }

    /// By the counters of the intent's ingress rule, as the controller read them.
    private static double rate(World world, NodePair pair, Instant from, Instant to) {
        List<Sample> samples =
                world.telemetry()
                        .range(
                                new SeriesId(
                                        Metric.INTENT_OCTETS,
                                        new Resource.OfIntent(world.intentId(pair))),
                                from,
                                to);
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = Duration.between(first.at(), last.at()).toNanos() * 1e-9;
        return (last.value() - first.value()) * 8 / seconds;
    }

    @Test
    void reachesBackAsFarAsItSays() {
        List<TrafficHistory.Bin> bins =
                new SourceHistory(source(), source(), START, DAY.multipliedBy(2)).binsBefore(START);
        assertEquals(576, bins.size());
        assertEquals(START, bins.getLast().end());
        for (int i = 1; i < bins.size(); i++) {
            assertEquals(
                    TrafficHistory.BIN, Duration.between(bins.get(i - 1).end(), bins.get(i).end()));
        }
        assertTrue(bins.stream().allMatch(bin -> bin.bitsPerSecond().size() == 132));
    }

    @Test
    void misleadsBeforeTheStartOnly() {
        SourceHistory wrong =
                new SourceHistory(new MirroredTraffic(source()), source(), START, DAY);
        SourceHistory right = new SourceHistory(source(), source(), START, DAY);
        Instant later = START.plus(Duration.ofHours(1));
        List<TrafficHistory.Bin> told = wrong.binsBefore(later);
        List<TrafficHistory.Bin> true_ = right.binsBefore(later);
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).end().isAfter(START)) {
                assertEquals(true_.get(i), told.get(i));
            } else {
                assertNotEquals(true_.get(i), told.get(i));
            }
        }
    }
}
