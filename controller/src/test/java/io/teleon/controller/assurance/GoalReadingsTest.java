package io.teleon.controller.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.report.GoalView;
import io.teleon.controller.report.GoalView.State;
import io.teleon.models.intent.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Against all readings there ever were, looked through anew each time.
class GoalReadingsTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final double SHARE_ERROR = 0.001;
    private static final List<Goal> GOALS =
            List.of(
                    Goal.parse("p50 delay < 9 ms"),
                    Goal.parse("p95 delay < 15 ms, daily 00:04-00:11 UTC"),
                    Goal.parse("p99 delay < 18 ms, tue 00:00-12:00 UTC"),
                    Goal.parse("loss < 1 %, mon 00:02-00:20 UTC"));

    /// @param lost of 100 packets a second, whichever they are
    private record Reading(Instant at, double delayMicros, double lost, double sent) {}

    private static final class Given implements Measurements {

        private final List<Reading> all = new ArrayList<>();

        private Optional<Reading> last() {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        }

        @Override
        public Optional<Sent> sent(int serial) {
            return last().map(r -> new Sent(r.at(), r.sent()));
        }

        @Override
        public OptionalDouble delivered(int serial) {
            return last().stream().mapToDouble(r -> 1 - r.lost()).findFirst();
        }

        @Override
        public Optional<Delay> delay(int serial) {
            return last().map(r ->
                    new Delay(
                            r.at(),
                            Duration.ofNanos(Math.round(r.delayMicros() * 1e3) + 500_000),
                            Duration.ofNanos(500_000),
                            Duration.ZERO));
        }
    }

    @Property(tries = 200)
    void standsByTheReadingsOfItsTimesInTheLastMinutes(@ForAll long seed) {
        Random random = new Random(seed);
        Given given = new Given();
        GoalReadings readings = new GoalReadings(MONDAY);
        Instant now = MONDAY;
        for (int step = 0; step < 150; step++) {
            now = now.plusSeconds(1 + random.nextInt(20));
            if (random.nextInt(5) > 0) {
                given.all.add(
                        new Reading(
                                now,
                                random.nextInt(20_000),
                                random.nextInt(100) < 80 ? 0 : random.nextInt(8) / 100.0,
                                1 + random.nextInt(1000)));
            }
            readings.take(7, given, now);
            List<GoalView> found = readings.assess(GOALS, SHARE_ERROR, now);
            assertEquals(found, readings.last());
            for (int i = 0; i < GOALS.size(); i++) {
                assertStands(GOALS.get(i), given.all, found.get(i), now);
            }
        }
    }

    private static void assertStands(Goal goal, List<Reading> all, GoalView found, Instant now) {
        List<Reading> counted =
                all.stream()
                        .filter(r -> r.at().plusSeconds(300).isAfter(now))
                        .filter(r -> goal.isValidAt(r.at()))
                        .toList();
        if (!goal.isValidAt(now)) {
            assertEquals(State.OUT_OF_TIME, found.state());
        } else if (counted.size() < 10) {
            assertEquals(State.NOT_MEASURED, found.state());
            assertEquals(counted.size(), found.readings());
        } else if (goal.measure().isDelay()) {
            double quantile = goal.measure().quantile();
            double least =
                    counted.stream()
                            .mapToDouble(Reading::delayMicros)
                            .filter(v ->
                                    counted.stream().filter(r -> r.delayMicros() <= v).count()
                                            >= quantile * counted.size())
                            .min()
                            .orElseThrow();
            assertEquals(least, found.measured().orElseThrow(), 1e-9);
            assertEquals(least < goal.below() ? State.MET : State.MISSED, found.state());
        } else {
            double sent = counted.stream().mapToDouble(Reading::sent).sum();
            double lost = counted.stream().mapToDouble(r -> r.lost() * r.sent()).sum();
            assertEquals(lost / sent, found.measured().orElseThrow(), 1e-9);
            double sure = lost / sent - SHARE_ERROR / 2;
            if (Math.abs(sure - goal.below()) > 1e-9) {
                assertEquals(sure < goal.below() ? State.MET : State.MISSED, found.state());
            }
        }
    }

    @Example
    void oneReadingIsTakenOnceHoweverOftenItIsLookedAt() {
        Given given = new Given();
        given.all.add(new Reading(MONDAY, 100, 0, 1));
        GoalReadings readings = new GoalReadings(MONDAY);
        for (int n = 0; n < 20; n++) {
            readings.take(7, given, MONDAY.plusSeconds(n));
        }
        GoalView stands =
                readings.assess(GOALS.subList(0, 1), SHARE_ERROR, MONDAY.plusSeconds(20))
                        .getFirst();
        assertEquals(1, stands.readings());
        assertEquals("p50 delay < 9 ms: not measured", stands.text());
    }
}
