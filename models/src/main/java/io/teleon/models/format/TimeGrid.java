package io.teleon.models.format;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The fixed interval that the times of a file lie on.
record TimeGrid(Instant start, Duration step, int slots) {

    /// Above this many intervals for each row the file is no series any more.
    private static final int MAX_SLOTS_PER_ROW = 100;

    private static final Duration SINGLE = Duration.ofDays(1);

    /// @param times ascending, at least one
    static TimeGrid of(Place place, List<Instant> times) {
        Instant start = times.getFirst();
        Duration step = times.size() == 1 ? SINGLE : least(times);
        for (Instant time : times) {
            Duration since = Duration.between(start, time);
            if (!step.multipliedBy(since.dividedBy(step)).equals(since)) {
                throw MalformedInput.isNot(
                        place,
                        "time " + time,
                        "a multiple of the least interval " + step + " after " + start);
            }
        }
        long slots = 1 + Duration.between(start, times.getLast()).dividedBy(step);
        if (slots > (long) MAX_SLOTS_PER_ROW * times.size()) {
            throw MalformedInput.isNot(
                    place,
                    "a file of " + times.size() + " rows for " + slots + " intervals of " + step,
                    "a series");
        }
        return new TimeGrid(start, step, (int) slots);
    }

    private static Duration least(List<Instant> times) {
        Duration least = Duration.between(times.get(0), times.get(1));
        for (int i = 2; i < times.size(); i++) {
            Duration between = Duration.between(times.get(i - 1), times.get(i));
            least = between.compareTo(least) < 0 ? between : least;
        }
        return least;
    }

    int slot(Instant time) {
        return (int) Duration.between(start, time).dividedBy(step);
    }
}
