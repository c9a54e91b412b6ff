package io.teleon.models.learning;

/// The uncertainty of one forecaster on one series: its usual error, and on each side how much the
/// pooled shape has to be stretched so that one value in twenty lies beyond (adaptive conformal
/// inference, Gibbs & Candes, NeurIPS 2021, by a factor instead of a level).
final class Band {

    private static final double MEMORY_BINS = 144;
    private static final double FIRST_BINS = 4;
    private static final double STRETCH_RATE = 0.03;
    private static final double BEYOND = 0.05;
    private static final double LEAST_STRETCH = 0.3;
    private static final double MOST_STRETCH = 4;

    private final BandShape shape;
    private final float[] usual;
    private final float[] count;
    private final float[] lower;
    private final float[] upper;

    Band(BandShape shape, int horizons) {
        this.shape = shape;
        usual = new float[horizons];
        count = new float[horizons];
        lower = new float[horizons];
        upper = new float[horizons];
        for (int i = 0; i < horizons; i++) {
            lower[i] = 1;
            upper[i] = 1;
        }
    }

    /// The error to be expected.
    ///
    /// @param steps how far ahead the horizon is
    /// @param scale the change from bin to bin, which says something as long as no error is known
    double usualError(int horizon, int steps, double scale) {
        double guess = 0.8 * scale * Math.sqrt(Math.min(steps, 24));
        return Math.max(
                (usual[horizon] * count[horizon] + guess * FIRST_BINS)
                        / (count[horizon] + FIRST_BINS),
                1e-6 * scale);
    }

    /// @param unit the usual error, or what is known better of this moment
    /// @param quantiles overwritten: 0.05, 0.1, 0.5, 0.9, 0.95, rising
    void quantiles(int horizon, double centre, double unit, double[] quantiles) {
        double[] q = shape.at(horizon);
        quantiles[0] = centre + unit * q[0] * lower[horizon];
        quantiles[1] = centre + unit * q[1] * lower[horizon];
        quantiles[2] = centre;
        quantiles[3] = centre + unit * q[2] * upper[horizon];
        quantiles[4] = centre + unit * q[3] * upper[horizon];
    }

    /// Learns from what came.
    ///
    /// @param unit with which the quantiles were made
    /// @param below whether it came below the lowest quantile, or `above` the highest
    void learn(int horizon, double error, double unit, boolean below, boolean above) {
        count[horizon] = (float) Math.min(count[horizon] + 1, MEMORY_BINS);
        usual[horizon] += (float) ((Math.abs(error) - usual[horizon]) / count[horizon]);
        // By the stretch of before: that of after has already answered this error.
        double stretch = error < 0 ? lower[horizon] : upper[horizon];
        lower[horizon] = stretched(lower[horizon], below);
        upper[horizon] = stretched(upper[horizon], above);
        shape.learn(horizon, Math.clamp(error / (unit * stretch), -20, 20));
    }

    private static float stretched(float stretch, boolean beyond) {
        double next = stretch * (1 + STRETCH_RATE * ((beyond ? 1 : 0) - BEYOND));
        return (float) Math.clamp(next, LEAST_STRETCH, MOST_STRETCH);
    }
}
