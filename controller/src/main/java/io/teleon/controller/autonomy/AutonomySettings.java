package io.teleon.controller.autonomy;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.policies.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the controller may do by itself, as it is told at its start.
///
/// @param program the policies that run, linked as one
/// @param forecasts whether programs are given forecasts; without them they can only react
/// @param tick between two looks at the network when nothing happens; must be shorter than what the
///   programs call fresh
/// @param managementPorts ports that carry the controller's own way to switches or agents: never
///   taken down
/// @param managementNode where that way begins, if it goes by the network itself
public record AutonomySettings(
        Program program,
        boolean forecasts,
        Duration tick,
        List<ConnectPoint> managementPorts,
        Optional<DatapathId> managementNode) {

    public static final Duration USUAL_TICK = Duration.ofSeconds(5);

    public AutonomySettings {
        managementPorts = List.copyOf(managementPorts);
        if (!tick.isPositive() || tick.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "tick " + tick + " is not above 0 and at most 1 min");
        }
    }

    /// The shipped programs for links and congestion, with forecasts.
    public static AutonomySettings full() {
        return new AutonomySettings(
                Programs.shipped(), true, USUAL_TICK, List.of(), Optional.empty());
    }

    /// The same programs and tuning, without forecasts.
    public static AutonomySettings reactive() {
        return new AutonomySettings(
                Programs.shipped(), false, USUAL_TICK, List.of(), Optional.empty());
    }
}
