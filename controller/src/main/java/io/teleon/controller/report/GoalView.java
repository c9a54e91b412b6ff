package io.teleon.controller.report;

import io.teleon.models.intent.Goal;
import java.util.Locale;
import java.util.OptionalDouble;

/// One goal of an intent, and what is measured of it now, before it is asked how long.
///
/// @param measured over the newest readings, as [Goal#below] is given; empty where there are too
///   few
/// @param readings that it is of
public record GoalView(Goal goal, State state, OptionalDouble measured, int readings) {

    /// How a goal stands.
    public enum State {
        /// It is not one of its times.
        OUT_OF_TIME,
        /// Too little was measured in its time.
        NOT_MEASURED,
        MET,
        /// What is measured is not below the bound, whatever the error of the readings.
        MISSED
    }

    /// For people.
    public String text() {
        return switch (state) {
            case OUT_OF_TIME -> goal + ": not one of its times";
            case NOT_MEASURED -> goal + ": not measured";
            case MET -> goal + ": met, " + amount();
            case MISSED -> goal + ": missed, " + amount();
        };
    }

    private String amount() {
        double value = measured.orElse(Double.NaN);
        return goal.measure().isDelay()
                ? String.format(Locale.ROOT, "%.2f ms", value / 1e3)
                : String.format(Locale.ROOT, "%.3f %%", value * 100);
    }
}
