package io.teleon.simulator.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GeneratedTrafficTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Bandwidth TOTAL = Bandwidth.ofGigabits(4);
    private static final Topology ABILENE = BuiltInTopologies.abilene();

    @Property(tries = 20)
    void dependsOnSeedAndTimeAloneNotOnWhatWasAskedBefore(@ForAll long seed) {
        TrafficSource source = generated(TrafficShape.BACKBONE, seed);
        List<Instant> times = new ArrayList<>();
        SplittableRandom chance = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            times.add(MONDAY.plusMillis(chance.nextLong(Duration.ofDays(8).toMillis())));
            times.add(times.getLast().plusSeconds(chance.nextInt(90)));
        }

        for (Instant time : times) {
            assertEquals(generated(TrafficShape.BACKBONE, seed).rateAt(time), source.rateAt(time));
        }
    }

    @Test
    void offersItsMeanTotalOverAWeek() {
        TrafficShape noBursts = new TrafficShape(0.35, 0.75, 0.8, 0, Duration.ZERO, 0, 1.5);
        TrafficSource source = generated(noBursts, 1);
        double sum = 0;
        int samples = 7 * 24 * 12;
        for (int i = 0; i < samples; i++) {
            sum += source.rateAt(MONDAY.plus(Duration.ofMinutes(5L * i))).total().bitsPerSecond();
        }
        assertEquals(TOTAL.bitsPerSecond(), sum / samples, 1e-3 * TOTAL.bitsPerSecond());
    }

    @Test
    void isHigherInTheEveningThanInTheNightAndLowerOnSundays() {
        TrafficSource source = generated(TrafficShape.BACKBONE, 1);
        // 20:00 and 8:00 of solar time in the middle of North America.
        double evening = total(source, MONDAY.plus(Duration.ofHours(26)));
        double morning = total(source, MONDAY.plus(Duration.ofHours(14)));
        double sunday = total(source, MONDAY.plus(Duration.ofHours(26 + 6 * 24 - 24)));

        assertTrue(evening > 1.5 * morning, evening + " against " + morning);
        assertTrue(sunday < 0.85 * evening, sunday + " against " + evening);
    }

    @Test
    void neverJumpsFromOneMomentToTheNext() {
        TrafficSource source = generated(TrafficShape.BACKBONE, 7);
        double[] before = source.rateAt(MONDAY.minusSeconds(7200)).rates();
        for (int second = -7199; second < 7200; second++) {
            double[] now = source.rateAt(MONDAY.plusSeconds(second)).rates();
            for (int pair = 0; pair < now.length; pair++) {
                // A burst of factor 4 rises within 12 seconds at the quickest.
                assertTrue(Math.abs(now[pair] - before[pair]) <= 0.5 * before[pair]);
            }
            before = now;
        }
    }

    @Test
    void anotherNodeDoesNotChangeTheMassesOfTheOthers() {
        TrafficSource whole = generated(TrafficShape.FLAT, 3);
        Topology smaller = Topology.of(ABILENE.nodes().subList(0, 11), List.of());
        TrafficSource part = GeneratedTraffic.of(smaller, TOTAL, TrafficShape.FLAT, new Chance(3));

        double ratio = whole.rateAt(MONDAY).rateAt(0) / part.rateAt(MONDAY).rateAt(0);
        double[] scaled = part.scaledBy(ratio).rateAt(MONDAY).rates();
        double[] same =
                part.pairs().stream()
                        .mapToDouble(pair ->
                                whole.rateAt(MONDAY).rate(pair).orElseThrow().bitsPerSecond())
                        .toArray();
        assertArrayEquals(same, scaled, 1e-3);
    }

    @Test
    void noiseHasMeanZeroVarianceOneAndTheCorrelationOfItsMemory() {
        AutoregressiveNoise noise = new AutoregressiveNoise(10);
        int steps = 200_000;
        double sum = 0;
        double squares = 0;
        double lagged = 0;
        double previous = 0;
        for (int step = 0; step < steps; step++) {
            double value = noise.at(new Draws(42), step);
            sum += value;
            squares += value * value;
            lagged += value * previous;
            previous = value;
        }
        // Ten correlated steps weigh as one: about 1e4 independent values, 5 deviations allowed.
        assertEquals(0, sum / steps, 0.05);
        assertEquals(1, squares / steps, 0.07);
        assertEquals(StrictMath.exp(-0.1), lagged / squares, 0.01);
    }

    private static double total(TrafficSource source, Instant time) {
        return source.rateAt(time).total().bitsPerSecond();
    }

    private static TrafficSource generated(TrafficShape shape, long seed) {
        return GeneratedTraffic.of(ABILENE, TOTAL, shape, new Chance(seed));
    }
}
