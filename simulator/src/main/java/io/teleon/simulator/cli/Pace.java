package io.teleon.simulator.cli;

import java.time.Duration;
import java.util.OptionalDouble;

/// How fast virtual time goes by: `1x`, `60x`, `0.5x`, or `max` for as fast as it can.
///
/// @param factor virtual seconds a second; empty for no limit
record Pace(OptionalDouble factor) {

    static Pace parse(String text) {
        if (text.equals("max")) {
            return new Pace(OptionalDouble.empty());
        }
        if (text.matches("\\d{1,6}(\\.\\d{1,6})?x")) {
            double factor = Double.parseDouble(text.substring(0, text.length() - 1));
            if (factor > 0) {
                return new Pace(OptionalDouble.of(factor));
            }
        }
        throw new IllegalArgumentException(
                "speed '" + text + "' is not a number followed by x, such as '60x', nor 'max'");
    }

    boolean isMax() {
        return factor.isEmpty();
    }

    /// How far virtual time may be after so much real time.
    Duration reachedAfter(long wallNanos) {
        return Duration.ofNanos((long) (wallNanos * factor.orElse(1)));
    }

    @Override
    public String toString() {
        return factor.isEmpty() ? "max" : ("x" + factor.getAsDouble()).replaceFirst("\\.0$", "");
    }
}
