package io.teleon.simulator.world;

import io.teleon.controller.learning.LearningSettings;
import io.teleon.controller.learning.Workshop;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.controller.topology.ManagementPlan;
import java.util.Optional;

/// How the controller of a world is started, the first time and after each kill.
///
/// @param history what its store tells of traffic before it started
/// @param learning how it keeps its forecasting model good; usually it goes by the shipped one, so
///   that a transcript does not depend on a learning engine
/// @param management by which switch and ports it reaches the others
public record ControllerPlan(
        AutonomyMode autonomy,
        Optional<TrafficHistory> history,
        Optional<Learning> learning,
        ManagementPlan management) {

    /// @param workshop carries out work on models, within the same step of the virtual time
    public record Learning(LearningSettings settings, Workshop workshop) {}

    public ControllerPlan(
            AutonomyMode autonomy, Optional<TrafficHistory> history, Optional<Learning> learning) {
        this(autonomy, history, learning, ManagementPlan.NONE);
    }

    public ControllerPlan(AutonomyMode autonomy, Optional<TrafficHistory> history) {
        this(autonomy, history, Optional.empty(), ManagementPlan.NONE);
    }

    /// No autonomy, and nothing known from before.
    public static final ControllerPlan PLAIN =
            new ControllerPlan(AutonomyMode.NONE, Optional.empty());
}
