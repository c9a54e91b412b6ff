package io.teleon.models.learning;

/// How the outputs of the network are read as quantiles of what the linear model did not foresee,
/// for each horizon a group of [#PER_HORIZON]: the median, then four widths, which a softplus makes
/// positive, so that quantiles never cross: from the median down to 0.1, from there to 0.05, and up
/// to 0.9 and 0.95.
public final class QuantileHeads {

    /// The probabilities, rising.
    static final double[] LEVELS = {0.05, 0.1, 0.5, 0.9, 0.95};

    public static final int PER_HORIZON = 5;
    public static final int COUNT = PER_HORIZON * Horizons.NEAR;

    private QuantileHeads() {}

    /// The probabilities of the quantiles, rising.
    public static double[] levels() {
        return LEVELS.clone();
    }

    static double median(float[] outputs, int horizon) {
        return outputs[horizon * PER_HORIZON];
    }

    /// @param into [PER_HORIZON], rising
    static void read(float[] outputs, int horizon, double[] into) {
        int at = horizon * PER_HORIZON;
        double median = outputs[at];
        into[2] = median;
        into[1] = median - softplus(outputs[at + 1]);
        into[0] = into[1] - softplus(outputs[at + 2]);
        into[3] = median + softplus(outputs[at + 3]);
        into[4] = into[3] + softplus(outputs[at + 4]);
    }

    private static double softplus(double x) {
        return x > 20 ? x : StrictMath.log1p(StrictMath.exp(x));
    }
}
