package io.teleon.models.learning;

/// How the errors of a forecaster are spread, for each horizon, pooled over all series of a class:
/// the quantiles of error / usual error, tracked one by one as they come (the quantile tracking of
/// Angelopoulos, Candes & Tibshirani, NeurIPS 2023, which holds in the long run whatever the errors
/// do).
final class BandShape {

    private static final double[] FIRST = {-2.4, -1.7, 1.7, 2.4};
    private static final double[] LEVELS = {0.05, 0.1, 0.9, 0.95};
    private static final double FIRST_RATE = 0.3;
    private static final double LEAST_RATE = 0.004;

    /// [horizon, quantile].
    private final double[][] quantiles;

    private final long[] learned;

    BandShape(int horizons) {
        quantiles = new double[horizons][];
        for (int i = 0; i < horizons; i++) {
            quantiles[i] = FIRST.clone();
        }
        learned = new long[horizons];
    }

    /// Rising, around zero.
    double[] at(int horizon) {
        return quantiles[horizon];
    }

    /// @param error in units of the usual error
    void learn(int horizon, double error) {
        double rate = Math.max(LEAST_RATE, FIRST_RATE / Math.sqrt(1.0 + learned[horizon]++));
        double[] q = quantiles[horizon];
        for (int i = 0; i < q.length; i++) {
            q[i] += rate * (LEVELS[i] - (error < q[i] ? 1 : 0));
        }
        q[1] = Math.min(q[1], 0);
        q[0] = Math.min(q[0], q[1]);
        q[2] = Math.max(q[2], 0);
        q[3] = Math.max(q[3], q[2]);
    }
}
