package io.teleon.simulator.bench;

import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.util.List;

/// A breach that was injected, and whether something was done about it in time.
///
/// @param from when it began in the run without actions, in seconds since the start
/// @param overloadedBefore link-seconds of overload, had nobody done anything
/// @param overloaded link-seconds of overload that came
record Breach(LinkId link, double from, double overloadedBefore, double overloaded) {

    /// It is caught when it is acted on so long after its beginning at the latest.
    static final Duration GRACE = Duration.ofSeconds(60);

    /// It is averted when no more than this share of its overload came.
    static final double AVERTED = 0.1;

    static boolean isAverted(double overloaded, double overloadedBefore) {
        return overloaded <= AVERTED * overloadedBefore;
    }

    /// Whether an action for its link was in force in time and was found to help.
    boolean isCaught(List<Remedy> remedies, String name) {
        return remedies.stream()
                .map(Remedy::acted)
                .anyMatch(acted -> acted.target().equals(name) && isInTime(acted));
    }

    /// Whether hardly any of it came and no action for its link was needed, since one for another
    /// link had led traffic of this one away in time and was found to help.
    boolean isPrevented(List<Remedy> remedies, String name) {
        return isAverted(overloaded, overloadedBefore)
                && !isCaught(remedies, name)
                && remedies.stream()
                        .anyMatch(one -> one.links().contains(link) && isInTime(one.acted()));
    }

    private boolean isInTime(MeasuredDays.Acted acted) {
        return acted.outcome().equals("confirmed")
                && acted.begun() <= from + GRACE.toSeconds()
                && acted.over() > from;
    }
}
