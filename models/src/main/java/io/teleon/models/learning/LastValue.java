package io.teleon.models.learning;

/// Nothing changes.
final class LastValue implements Forecaster {

    private double last = Double.NaN;

    @Override
    public void observe(double value) {
        last = Double.isNaN(value) ? last : value;
    }

    @Override
    public double ahead(int steps) {
        return last;
    }
}
