package io.teleon.controller.assurance;

import io.teleon.controller.report.GoalView;
import io.teleon.controller.report.GoalView.State;
import io.teleon.models.intent.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// What was measured of one intent that has goals, over the last minutes, and how its goals stand
/// by that. Owned by the control loop's thread.
///
/// A goal is looked at in its times only, and by readings of those times only. A quantile is that
/// of the readings of [#WINDOW] (the least value that so many of them do not exceed), a loss the
/// share of all that was sent in it. What the readings may be wrong by counts for the network: a
/// goal is missed where it is missed for certain. After a restart readings begin anew.
///
/// Bounded: readings older than the window go, and beyond [#MAX_READINGS] the oldest.
final class GoalReadings {

    static final Duration WINDOW = Duration.ofMinutes(5);

    /// Fewer say nothing.
    static final int MIN_READINGS = 10;

    private static final int MAX_READINGS = 512;

    private static final double NANOS_PER_MICRO = 1e3;

    /// In microseconds, less the error.
    private final Deque<Reading> delays = new ArrayDeque<>();

    /// The share that was lost, with what was sent for its weight.
    private final Deque<Reading> losses = new ArrayDeque<>();

    private final Instant begun;

    private List<GoalView> last = List.of();

    private record Reading(Instant at, double value, double weight) {}

    GoalReadings(Instant now) {
        this.begun = now;
    }

    /// Whether the first readings may still be to come.
    boolean areYoung(Instant now) {
        return now.isBefore(begun.plus(WINDOW));
    }

    /// Takes what was measured last, if that is news.
    void take(int serial, Measurements measured, Instant now) {
        measured.delay(serial)
                .filter(delay -> isNews(delays, delay.at()))
                .ifPresent(delay ->
                        delays.add(
                                new Reading(
                                        delay.at(),
                                        Math.max(
                                                0,
                                                delay.measured().minus(delay.error()).toNanos()
                                                        / NANOS_PER_MICRO),
                                        1)));
        OptionalDouble share = measured.delivered(serial);
        measured.sent(serial)
                .filter(sent -> share.isPresent() && isNews(losses, sent.at()))
                .ifPresent(sent ->
                        losses.add(
                                new Reading(
                                        sent.at(),
                                        1 - share.getAsDouble(),
                                        sent.packetsPerSecond())));
        for (Deque<Reading> readings : List.of(delays, losses)) {
            readings.removeIf(reading -> !reading.at().isAfter(now.minus(WINDOW)));
            if (readings.size() > MAX_READINGS) {
                readings.removeFirst();
            }
        }
    }

    private static boolean isNews(Deque<Reading> readings, Instant at) {
        return readings.isEmpty() || at.isAfter(readings.getLast().at());
    }

    /// How each goal stands now.
    ///
    /// @param shareError by which a single reading of a loss may be wrong
    List<GoalView> assess(List<Goal> goals, double shareError, Instant now) {
        last = goals.stream().map(goal -> assess(goal, shareError, now)).toList();
        return last;
    }

    /// As they were assessed last.
    List<GoalView> last() {
        return last;
    }

    private GoalView assess(Goal goal, double shareError, Instant now) {
        if (!goal.isValidAt(now)) {
            return new GoalView(goal, State.OUT_OF_TIME, OptionalDouble.empty(), 0);
        }
        Predicate<Reading> inTime = reading -> goal.isValidAt(reading.at());
        List<Reading> readings =
                (goal.measure().isDelay() ? delays : losses).stream().filter(inTime).toList();
        if (readings.size() < MIN_READINGS) {
            return new GoalView(goal, State.NOT_MEASURED, OptionalDouble.empty(), readings.size());
        }
        double value =
                goal.measure().isDelay()
                        ? quantile(readings, goal.measure().quantile())
                        : mean(readings);
        // Readings of both ends jitter apart, and shares above one are cut: a mean is too high by
        // no
        // more than half of what one reading may be wrong by.
        double error = goal.measure().isDelay() ? 0 : shareError / 2;
        State state = value - error < goal.below() ? State.MET : State.MISSED;
        return new GoalView(goal, state, OptionalDouble.of(value), readings.size());
    }

    private static double quantile(List<Reading> readings, double quantile) {
        List<Double> values = readings.stream().map(Reading::value).sorted().toList();
        int rank = (int) Math.ceil(quantile * values.size());
        return values.get(Math.max(0, rank - 1));
    }

    private static double mean(List<Reading> readings) {
        double weight = readings.stream().mapToDouble(Reading::weight).sum();
        double lost = readings.stream().mapToDouble(r -> r.value() * r.weight()).sum();
        return weight > 0 ? lost / weight : 0;
    }
}
