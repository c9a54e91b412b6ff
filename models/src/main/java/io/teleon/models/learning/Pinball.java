package io.teleon.models.learning;

/// The pinball loss of quantiles, which is least on average where they are the true ones (Koenker &
/// Bassett, Econometrica 46, 1978).
final class Pinball {

    private Pinball() {}

    /// The mean over the quantiles.
    ///
    /// @param quantiles in the order of [QuantileHeads#LEVELS]
    static double loss(double[] quantiles, double actual) {
        double sum = 0;
        for (int i = 0; i < quantiles.length; i++) {
            double level = QuantileHeads.LEVELS[i];
            double error = actual - quantiles[i];
            sum += Math.max(level * error, (level - 1) * error);
        }
        return sum / quantiles.length;
    }
}
