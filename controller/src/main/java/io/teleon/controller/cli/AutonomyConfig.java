package io.teleon.controller.cli;

import io.teleon.controller.autonomy.AutonomySettings;
import io.teleon.controller.autonomy.Programs;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.models.config.Default;
import io.teleon.models.format.Nearest;
import io.teleon.policies.program.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the controller may do by itself, in its configuration file.
///
/// @param levels how far actions of a kind may go until people say otherwise, by their names
/// @param management the controller's own way to switches and agents, where it goes by the network:
///   actions do not cut it
public record AutonomyConfig(
        @Default("none") Mode mode,
        @Default("5 s") Duration tick,
        @Default("{}") Map<String, Policy.Mode> levels,
        @Default("{}") ManagementPlan management) {

    /// How much runs.
    public enum Mode {
        /// No programs: nothing is done by itself.
        NONE,
        /// The shipped programs without forecasts: they can only react.
        REACTIVE,
        /// The shipped programs.
        FULL
    }

    public AutonomyConfig {
        // So that what is wrong is told with its place in the file.
        AutonomySettings.checkTick(tick);
        AutonomySettings.checkLevels(levels);
        if (mode != Mode.NONE && !levels.isEmpty()) {
            List<String> actions = Programs.actions();
            levels.keySet().forEach(name -> requireOneOf(actions, name));
        }
        if (mode == Mode.NONE && !levels.isEmpty()) {
            throw new IllegalArgumentException("levels are set, but in mode none no program runs");
        }
        if (mode == Mode.NONE && !management.isEmpty()) {
            throw new IllegalArgumentException(
                    "management is set, but in mode none no program runs");
        }
    }

    private static void requireOneOf(List<String> actions, String name) {
        if (!actions.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no action '" + name + "'" + Nearest.hint(name, actions));
        }
    }

    /// Empty where nothing is to run.
    public Optional<AutonomySettings> settings() {
        return switch (mode) {
            case NONE -> Optional.empty();
            case REACTIVE -> Optional.of(told(AutonomySettings.reactive()));
            case FULL -> Optional.of(told(AutonomySettings.full()));
        };
    }

    private AutonomySettings told(AutonomySettings usual) {
        return usual.with(tick, levels).with(management);
    }
}
