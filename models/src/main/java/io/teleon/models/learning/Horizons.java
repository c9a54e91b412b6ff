package io.teleon.models.learning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which bins ahead are forecast: each of the next twelve, then the one after six hours and the one
/// after a day, where the grid has them.
final class Horizons {

    /// How many bins ahead are forecast one by one.
    static final int NEAR = 12;

    private static final List<Duration> FAR = List.of(Duration.ofHours(6), Duration.ofHours(24));

    /// Bins ahead, rising.
    private final int[] steps;

    private Horizons(int[] steps) {
        this.steps = steps;
    }

    static Horizons of(Duration step) {
        List<Integer> steps = new ArrayList<>();
        for (int i = 1; i <= NEAR; i++) {
            steps.add(i);
        }
        int day = SeasonLags.of(step).day();
        for (Duration far : FAR) {
            long bins = far.toSeconds() / step.toSeconds();
            if (far.toSeconds() % step.toSeconds() == 0 && bins > NEAR && bins <= day) {
                steps.add((int) bins);
            }
        }
        return new Horizons(steps.stream().mapToInt(Integer::intValue).toArray());
    }

    int count() {
        return steps.length;
    }

    /// How many bins ahead the horizon of an index is.
    int steps(int index) {
        return steps[index];
    }

    /// Whether forecasts of this horizon are made in each bin; those far ahead are remembered and
    /// judged once in an hour's worth of twelve bins only, which bounds what a series has to keep.
    boolean isNear(int index) {
        return index < NEAR;
    }
}
