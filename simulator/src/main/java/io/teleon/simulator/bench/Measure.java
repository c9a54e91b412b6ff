package io.teleon.simulator.bench;

import java.util.OptionalDouble;

/// A number that was measured, beside its baseline of the same run and what was promised of it.
///
/// @param baselineName what the baseline is of
/// @param reach what it must be at most (or at least)
/// @param aim what it should be
/// @param isCost whether less is better
public record Measure(
        String name,
        OptionalDouble value,
        String unit,
        String baselineName,
        OptionalDouble baseline,
        double reach,
        double aim,
        boolean isCost) {

    /// What was not measured is not reached.
    public boolean isReached() {
        return isWithin(reach);
    }

    public boolean isAimed() {
        return isWithin(aim);
    }

    private boolean isWithin(double bound) {
        return value.isPresent()
                && (isCost ? value.getAsDouble() <= bound : value.getAsDouble() >= bound);
    }
}
