package io.teleon.models.learning;

/// The exponentially weighted mean (Brown, 1956).
final class Ewma implements Forecaster {

    private final double weight;
    private double mean = Double.NaN;

    /// @param weight of the newest value, in (0, 1]
    Ewma(double weight) {
        this.weight = weight;
    }

    @Override
    public void observe(double value) {
        if (!Double.isNaN(value)) {
            mean = Double.isNaN(mean) ? value : mean + weight * (value - mean);
        }
    }

    @Override
    public double ahead(int steps) {
        return mean;
    }
}
