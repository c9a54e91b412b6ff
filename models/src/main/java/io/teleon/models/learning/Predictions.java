package io.teleon.models.learning;

import java.util.Arrays;

/// What one model said of some series, made in each bin for some horizons.
final class Predictions {

    /// [step, series][bin of issue], NaN where it said nothing.
    private final double[][][] centres;

    private double seconds;

    Predictions(int steps, int series, int bins) {
        centres = new double[steps][series][bins];
        for (double[][] step : centres) {
            for (double[] row : step) {
                Arrays.fill(row, Double.NaN);
            }
        }
    }

    void put(int step, int series, int bin, double centre) {
        centres[step][series][bin] = centre;
    }

    double at(int step, int series, int bin) {
        return centres[step][series][bin];
    }

    void took(long nanos) {
        seconds += nanos / 1e9;
    }

    double seconds() {
        return seconds;
    }
}
