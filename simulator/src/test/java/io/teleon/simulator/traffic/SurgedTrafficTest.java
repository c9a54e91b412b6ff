package io.teleon.simulator.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Link;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class SurgedTrafficTest {

    private static final Topology ABILENE = BuiltInTopologies.abilene();
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final TrafficSource BASE =
            GeneratedTraffic.of(
                    ABILENE, Bandwidth.ofGigabits(5), TrafficShape.BACKBONE, new Chance(3));

    @Property(tries = 200)
    void isTheBaseOutsideAndContinuousInside(
            @ForAll @IntRange(min = 0, max = 3000) int begin,
            @ForAll @IntRange(min = 1, max = 900) int rise,
            @ForAll @IntRange(min = 0, max = 900) int hold,
            @ForAll @IntRange(min = 1, max = 900) int fall,
            @ForAll @DoubleRange(min = 0, max = 20) double factor,
            @ForAll @IntRange(min = 0, max = 6000) int at) {
        Surge surge = surge(BASE.pairs().subList(0, 40), begin, rise, hold, fall, factor);
        TrafficSource surged = SurgedTraffic.of(BASE, List.of(surge));
        Instant time = START.plusSeconds(at);

        double[] base = rates(BASE, time);
        double[] rates = rates(surged, time);

        if (at < begin || at >= begin + rise + hold + fall) {
            assertArrayEquals(base, rates, 0);
        }
        for (int pair = 0; pair < rates.length; pair++) {
            double ratio = rates[pair] / base[pair];
            double least = pair < 40 ? Math.min(1, factor) : 1;
            double most = pair < 40 ? Math.max(1, factor) : 1;
            assertTrue(ratio >= least - 1e-9 && ratio <= most + 1e-9, "factor " + ratio);
        }
        // In a millisecond no more than the slope allows.
        double step = Math.abs(surge.factorAt(time.plusMillis(1)) - surge.factorAt(time));
        assertTrue(step <= Math.abs(factor - 1) * 1e-3 / Math.min(rise, fall) + 1e-9);
    }

    @Test
    void holdsItsFactor() {
        Surge surge = surge(BASE.pairs(), 60, 60, 60, 60, 3);
        assertEquals(1, surge.factorAt(START.plusSeconds(60)));
        assertEquals(2, surge.factorAt(START.plusSeconds(90)), 1e-12);
        assertEquals(3, surge.factorAt(START.plusSeconds(150)), 1e-12);
        assertEquals(2, surge.factorAt(START.plusSeconds(210)), 1e-12);
        assertEquals(1, surge.factorAt(START.plusSeconds(240)));
    }

    @Test
    void bringsALinkToTheWantedLoadWhileItHolds() {
        Link link = ABILENE.links().get(3);
        Surge surge =
                LinkSurge.toLoad(
                        link, 1.2, surge(List.of(), 600, 300, 1200, 300, 1), BASE, ABILENE);
        TrafficSource surged = SurgedTraffic.of(BASE, List.of(surge));

        double sum = 0;
        int samples = 0;
        List<Integer> by = DefaultPaths.of(BASE.pairs(), ABILENE).by(link.id());
        for (int at = 905; at < 2100; at += 10) {
            double[] rates = rates(surged, START.plusSeconds(at));
            sum += by.stream().mapToDouble(pair -> rates[pair]).sum();
            samples++;
        }
        double capacity = link.capacity().bitsPerSecond();
        assertEquals(1.2, sum / samples / capacity, 0.005);
        assertEquals(by.size(), surge.pairs().size());
    }

    @Test
    void refusesAWall() {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> surge(BASE.pairs(), 0, 0, 60, 60, 3));
        assertTrue(String.valueOf(refusal.getMessage()).contains("below 1 s"));
    }

    private static Surge surge(
            List<NodePair> pairs, int begin, int rise, int hold, int fall, double factor) {
        return new Surge(
                pairs,
                START.plusSeconds(begin),
                Duration.ofSeconds(rise),
                Duration.ofSeconds(hold),
                Duration.ofSeconds(fall),
                factor);
    }

    private static double[] rates(TrafficSource source, Instant time) {
        double[] rates = new double[source.pairs().size()];
        source.fill(time, rates);
        return rates;
    }
}
