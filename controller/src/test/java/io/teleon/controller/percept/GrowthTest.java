package io.teleon.controller.percept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.percept.Picture.Measured;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.PortNumber;
import io.teleon.models.time.Chance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVERY = 10;
    private static final LinkId LINK =
            new LinkId(
                    new ConnectPoint(new DatapathId(1), new PortNumber(1)),
                    new ConnectPoint(new DatapathId(2), new PortNumber(1)));
    private static final List<IntentId> USERS = List.of(new IntentId("a"), new IntentId("b"));

    private final Growth growth = new Growth();

    private Optional<Double> read(int second, double value, List<IntentId> users) {
        return growth.soon(LINK, Optional.of(new Measured(value, START.plusSeconds(second))), users)
                .map(Measured::value);
    }

    /// What is said at the end of so many seconds of a course.
    private Optional<Double> follow(int from, int to, DoubleUnaryOperator course) {
        Optional<Double> said = Optional.empty();
        for (int second = from; second <= to; second += EVERY) {
            said = read(second, course.applyAsDouble(second), USERS);
        }
        return said;
    }

    @Test
    void aStraightLineGoesOn() {
        assertEquals(900.0, follow(0, 300, s -> 300 + s).orElseThrow(), 1e-6);
    }

    @Test
    void whatFallsOrStaysIsNotForeseenToFall() {
        assertEquals(700.0, follow(0, 300, s -> 1000 - s).orElseThrow(), 1e-6);
        assertEquals(500.0, follow(310, 900, _ -> 500).orElseThrow(), 1e-6);
    }

    @Test
    void nothingIsSaidBeforeThreeMinutes() {
        assertEquals(Optional.empty(), follow(0, 170, s -> s));
        assertTrue(follow(180, 180, s -> s).isPresent());
    }

    @Test
    void aStepIsNoGrowth() {
        for (int second = 0; second <= 600; second += EVERY) {
            double value = Math.clamp(100 + 10.0 * (second - 300), 100, 400);
            assertEquals(
                    value, read(second, value, USERS).orElse(value), 1e-6, "at second " + second);
        }
    }

    /// The counters of a switch are read every so often, those of different ones not at once.
    @Test
    void whatIsReadInPartsGrowsAllTheSame() {
        double soon = follow(0, 600, s -> 300 + s - s % 30 + 10).orElseThrow();
        assertEquals(910 + 300, soon, 1e-6);
    }

    @Test
    void anotherWayIsNoGrowth() {
        follow(0, 300, _ -> 100);
        assertEquals(Optional.empty(), read(310, 500, List.of(new IntentId("c"))));
    }

    @Test
    void whatWasNotReadBeginsAnew() {
        follow(0, 300, s -> s);
        assertEquals(Optional.empty(), growth.soon(LINK, Optional.empty(), USERS));
        assertEquals(Optional.empty(), read(310, 310, USERS));
    }

    @Test
    void aReadingThatIsSeenTwiceCountsOnce() {
        follow(0, 300, s -> s);
        Optional<Double> once = read(310, 310, USERS);
        assertEquals(once, read(310, 310, USERS));
    }

    /// Five or six of six go up in 7 of 64 cases.
    @Test
    void whatMerelyWobblesIsSeldomTakenForGrowth() {
        RandomGenerator random = new Chance(1).stream("walk");
        int said = 0;
        int looks = 0;
        double value = 1000;
        for (int second = 0; second < 10 * 24 * 3600; second += EVERY) {
            value += random.nextGaussian();
            Optional<Double> soon = read(second, value, USERS);
            if (soon.isPresent()) {
                looks++;
                said += soon.get() > value + 1e-9 ? 1 : 0;
            }
        }
        double share = (double) said / looks;
        assertTrue(share > 0.07 && share < 0.15, "share of looks: " + share);
    }
}
