package io.teleon.simulator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.models.network.DatapathId;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoisyTrafficTest {

    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration MEMORY = Duration.ofMinutes(20);

    private static TrafficSource steady() {
        TrafficSeries series =
                TrafficSeries.of(
                        BEGIN,
                        Duration.ofMinutes(5),
                        List.of(new NodePair(new DatapathId(1), new DatapathId(2))),
                        new double[][] {{100}});
        return new MatrixReplay(series, BEGIN, MatrixReplay.AfterEnd.WRAP);
    }

    private static TrafficSource noisy(double deviation, long seed) {
        return NoisyTraffic.of(steady(), deviation, MEMORY, new Chance(seed));
    }

    @Test
    void wobblesAroundItsSourceByWhatWasAskedFor() {
        TrafficSource noisy = noisy(0.1, 1);
        double[] rate = new double[1];
        int count = 100_000;
        double sum = 0;
        double squares = 0;
        for (int minute = 0; minute < count; minute++) {
            noisy.fill(BEGIN.plus(Duration.ofMinutes(minute)), rate);
            sum += rate[0];
            squares += rate[0] * rate[0];
        }
        double mean = sum / count;

        assertEquals(100, mean, 0.5);
        assertEquals(10, Math.sqrt(squares / count - mean * mean), 0.5);
    }

    @Test
    void isTheSameForASeedInWhateverOrderItIsAsked() {
        TrafficSource forward = noisy(0.1, 1);
        Instant early = BEGIN.plusSeconds(90);
        Instant late = BEGIN.plusSeconds(150);
        double first = forward.rateAt(early).rateAt(0);
        double second = forward.rateAt(late).rateAt(0);

        TrafficSource backward = noisy(0.1, 1);
        assertEquals(second, backward.rateAt(late).rateAt(0));
        assertEquals(first, backward.rateAt(early).rateAt(0));
        assertNotEquals(first, noisy(0.1, 2).rateAt(early).rateAt(0));
    }

    @Test
    void withoutDeviationItIsItsSource() {
        Instant time = BEGIN.plusSeconds(77);

        assertEquals(steady().rateAt(time).rateAt(0), noisy(0, 1).rateAt(time).rateAt(0));
    }

    @Test
    void refusesWhatTheProcessCannotDo() {
        assertThrows(IllegalArgumentException.class, () -> noisy(Double.NaN, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> NoisyTraffic.of(steady(), 0.1, Duration.ofHours(2), new Chance(1)));
    }
}
