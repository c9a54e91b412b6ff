package io.teleon.models.learning;

/// Foresees one series on a fixed grid, a value at a time: the baselines that every claim is held
/// against. What lies ahead is the same bin for all of them, so they can be compared.
public interface Forecaster {

    /// Takes the value of the next bin; NaN where it is missing.
    void observe(double value);

    /// What is expected `steps` bins after the last one, 1 for the next; NaN as long as nothing was
    /// seen.
    double ahead(int steps);
}
