package io.teleon.controller.autonomy;

import io.teleon.policies.program.Program;
import java.time.Duration;

/// What the controller may do by itself, as it is told at its start.
///
/// @param program the policies that run, linked as one
/// @param forecasts whether programs are given forecasts; without them they can only react
/// @param tick between two looks at the network when nothing happens; must be shorter than what the
///   programs call fresh
public record AutonomySettings(Program program, boolean forecasts, Duration tick) {

    public static final Duration USUAL_TICK = Duration.ofSeconds(5);

    public AutonomySettings {
        if (!tick.isPositive() || tick.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "tick " + tick + " is not above 0 and at most 1 min");
        }
    }

    /// The shipped programs for links and congestion, with forecasts.
    public static AutonomySettings full() {
        return new AutonomySettings(Programs.shipped(), true, USUAL_TICK);
    }

    /// The same programs and tuning, without forecasts.
    public static AutonomySettings reactive() {
        return new AutonomySettings(Programs.shipped(), false, USUAL_TICK);
    }
}
