package io.teleon.models.learning;

/// Sums up the errors of one model at one horizon.
final class EvaluationScore {

    private double absolute;
    private double square;
    private double actual;
    private double pinball;
    private long within;
    private long count;

    /// By series.
    private final double[] seriesAbsolute;

    private final long[] seriesCount;

    EvaluationScore(int series) {
        seriesAbsolute = new double[series];
        seriesCount = new long[series];
    }

    void add(int series, double centre, double[] quantiles, double value) {
        double error = Math.abs(centre - value);
        absolute += error;
        square += error * error;
        actual += Math.abs(value);
        pinball += Pinball.loss(quantiles, value);
        within += value >= quantiles[0] && value <= quantiles[quantiles.length - 1] ? 1 : 0;
        count++;
        seriesAbsolute[series] += error;
        seriesCount[series]++;
    }

    /// @param changes by series, the mean change over the span of training
    EvaluationRow row(
            String model,
            String engine,
            int step,
            double[] changes,
            EvaluationCost cost,
            double windowsPerSecond) {
        double mase = 0;
        int scaled = 0;
        for (int i = 0; i < changes.length; i++) {
            if (changes[i] > 0 && seriesCount[i] > 0) {
                mase += seriesAbsolute[i] / seriesCount[i] / changes[i];
                scaled++;
            }
        }
        return new EvaluationRow(
                model,
                engine,
                step,
                absolute / actual,
                Math.sqrt(square / count),
                mase / scaled,
                pinball / actual,
                (double) within / count,
                cost.trainSeconds(),
                cost.bytes(),
                windowsPerSecond);
    }
}
