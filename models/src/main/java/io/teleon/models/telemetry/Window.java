package io.teleon.models.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Values of one series on a fixed grid of time, oldest first, with explicit gaps. Immutable.
///
/// Slot `i` covers [start + i steps, start + (i + 1) steps).
public final class Window {

    private final Instant start;
    private final Duration step;

    /// Not a number where nothing was measured.
    private final double[] values;

    private Window(Instant start, Duration step, double[] values) {
        this.start = start;
        this.step = step;
        this.values = values;
    }

    /// @param values oldest first, not a number for a gap
    public static Window of(Instant start, Duration step, double... values) {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("step " + step + " is not above zero");
        }
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("value " + value + " is not finite");
            }
        }
        return new Window(start, step, values.clone());
    }

    public Instant start() {
        return start;
    }

    /// The end of the last slot, no longer part of the window.
    public Instant end() {
        return start.plus(step.multipliedBy(values.length));
    }

    public Duration step() {
        return step;
    }

    public int size() {
        return values.length;
    }

    public OptionalDouble value(int index) {
        return isGap(index) ? OptionalDouble.empty() : OptionalDouble.of(values[index]);
    }

    public boolean isGap(int index) {
        return Double.isNaN(values[index]);
    }

    public int gapCount() {
        return (int) Arrays.stream(values).filter(Double::isNaN).count();
    }

    /// A copy, oldest first, not a number where there is a gap.
    public double[] values() {
        return values.clone();
    }

    /// The newest slots, all where there are fewer.
    public Window last(int count) {
        int from = Math.max(0, values.length - Math.max(0, count));
        return new Window(
                start.plus(step.multipliedBy(from)),
                step,
                Arrays.copyOfRange(values, from, values.length));
    }

    /// Gaps equal gaps.
    @Override
    public boolean equals(Object other) {
        return other instanceof Window that
                && start.equals(that.start)
                && step.equals(that.step)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * start.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Window["
                + values.length
                + " x "
                + step
                + " from "
                + start
                + ", "
                + gapCount()
                + " gaps]";
    }
}
