package io.teleon.controller.autonomy;

import io.teleon.controller.learning.LearningSettings;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.policies.program.Policy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the controller may do by itself, as it is told at its start.
///
/// @param programs the policies that run, until people put others in their place
/// @param forecasts whether programs are given forecasts; without them they can only react
/// @param tick between two looks at the network when nothing happens; must be shorter than what the
///   programs call fresh
/// @param levels how far actions may go until people say otherwise, by their names (`steer`); what
///   people said, in the journal, goes before it
/// @param management the controller's own way to switches and agents, where it goes by the network
/// @param learning how the forecasting model is kept good; empty where it stays the one it is
public record AutonomySettings(
        ProgramSet programs,
        boolean forecasts,
        Duration tick,
        SortedMap<String, Policy.Mode> levels,
        ManagementPlan management,
        Optional<LearningSettings> learning) {

    public static final Duration USUAL_TICK = Duration.ofSeconds(5);

    public AutonomySettings {
        checkTick(tick);
        checkLevels(levels);
        levels = new TreeMap<>(levels);
    }

    /// The shipped programs for links and congestion, with forecasts.
    public static AutonomySettings full() {
        return shippedPrograms(true);
    }

    /// The same programs and tuning, without forecasts.
    public static AutonomySettings reactive() {
        return shippedPrograms(false);
    }

    private static AutonomySettings shippedPrograms(boolean forecasts) {
        return new AutonomySettings(
                Programs.shippedSet(),
                forecasts,
                USUAL_TICK,
                new TreeMap<>(),
                ManagementPlan.NONE,
                Optional.empty());
    }

    /// The same with this tick and these levels.
    public AutonomySettings with(Duration otherTick, Map<String, Policy.Mode> otherLevels) {
        return new AutonomySettings(
                programs, forecasts, otherTick, new TreeMap<>(otherLevels), management, learning);
    }

    /// The same, with its model kept good.
    public AutonomySettings with(LearningSettings other) {
        return new AutonomySettings(
                programs, forecasts, tick, levels, management, Optional.of(other));
    }

    /// The same, reaching switches so.
    public AutonomySettings with(ManagementPlan other) {
        return new AutonomySettings(programs, forecasts, tick, levels, other, learning);
    }

    /// @throws IllegalArgumentException where a tick is of no use
    public static void checkTick(Duration tick) {
        if (!tick.isPositive() || tick.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "tick " + tick + " is not above 0 and at most 1 min");
        }
    }

    /// @throws IllegalArgumentException for a level that is not one of the ladder
    public static void checkLevels(Map<String, Policy.Mode> levels) {
        levels.forEach((action, level) -> {
            switch (level) {
                case OFF, SUGGEST, APPROVE, AUTO -> {}
                case SHADOW, DRY_RUN ->
                        throw new IllegalArgumentException(
                                "level of "
                                        + action
                                        + " is "
                                        + level.name().toLowerCase(Locale.ROOT).replace('_', '-')
                                        + ", expected off, suggest, approve or auto");
            }
        });
    }
}
