package io.teleon.simulator.world;

import io.teleon.controller.telemetry.TrafficHistory;

import java.util.Optional;

/// How the controller of a world is started, the first time and after each kill.
///
/// @param history what its store tells of traffic before it started
public record ControllerPlan(AutonomyMode autonomy, Optional<TrafficHistory> history) {

    /// No autonomy, and nothing known from before.
    public static final ControllerPlan PLAIN =
            new ControllerPlan(AutonomyMode.NONE, Optional.empty());
}
