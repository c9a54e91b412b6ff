package io.teleon.simulator.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.network.DatapathId;
import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhimsicalTrafficTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final NodePair ONE = new NodePair(new DatapathId(1), new DatapathId(2));
    private static final NodePair OTHER = new NodePair(new DatapathId(2), new DatapathId(1));

    private final TrafficSource steady =
            new TrafficSource() {
                @Override
                public List<NodePair> pairs() {
                    return List.of(ONE, OTHER);
                }

                @Override
                public void fill(Instant time, double[] bitsPerSecond) {
                    bitsPerSecond[0] = 100;
                    bitsPerSecond[1] = 7;
                }
            };

    private static Surge surge(Instant begin) {
        return new Surge(
                List.of(ONE),
                begin,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                3);
    }

    private static double[] rates(TrafficSource source, Instant at) {
        double[] rates = new double[2];
        source.fill(at, rates);
        return rates;
    }

    @Test
    void isTheOthersUntilSomebodyWantsASurgeAndAgainWhenItIsTakenBack() {
        WhimsicalTraffic traffic = new WhimsicalTraffic(steady);
        Instant top = START.plusSeconds(15);
        assertArrayEquals(new double[] {100, 7}, rates(traffic, top));
        assertTrue(traffic.add(surge(START)));
        assertArrayEquals(new double[] {300, 7}, rates(traffic, top));
        assertArrayEquals(new double[] {100, 7}, rates(traffic.source(), top));
        assertTrue(traffic.remove(surge(START)));
        assertFalse(traffic.remove(surge(START)));
        assertArrayEquals(new double[] {100, 7}, rates(traffic, top));
    }

    @Test
    void takesSoManyAtOnceAndForgetsThoseThatAreOver() {
        WhimsicalTraffic traffic = new WhimsicalTraffic(steady);
        int taken = 0;
        while (traffic.add(surge(START.plusMillis(taken)))) {
            taken++;
        }
        assertEquals(32, taken);
        assertTrue(traffic.add(surge(START.plusSeconds(60))), "the others are over by then");
    }
}
