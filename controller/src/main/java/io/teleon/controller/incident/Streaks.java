package io.teleon.controller.incident;

import io.teleon.models.network.LinkId;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// How many readings of a link in a row were bad, or good: one alone may be a slip. Bounded by the
/// links there are. Owned by the control loop's thread.
final class Streaks {

    private final double bad;
    private final double good;
    private final Map<LinkId, Streak> streaks = new TreeMap<>();

    /// @param times above zero they were bad, below zero good
    private record Streak(int times, Instant at) {}

    /// @param bad from here on a reading is bad
    /// @param good up to here it is good; between the two it ends either streak
    Streaks(double bad, double good) {
        this.bad = bad;
        this.good = good;
    }

    /// @return how many in a row were bad; below zero, how many were good; empty where this one was
    ///   counted before
    OptionalInt count(LinkId link, double value, Instant at) {
        Streak before = streaks.getOrDefault(link, new Streak(0, Instant.MIN));
        if (!at.isAfter(before.at())) {
            return OptionalInt.empty();
        }
        int times =
                value >= bad
                        ? Math.max(0, before.times()) + 1
                        : value <= good ? Math.min(0, before.times()) - 1 : 0;
        streaks.put(link, new Streak(times, at));
        return OptionalInt.of(times);
    }
}
