package io.teleon.models.learning;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What the forecasters of one class of series share: the model, the grid, the shapes of their
/// errors, which they learn together, and scratch space. Owned by one thread.
final class ForecastClass {

    /// Last value, yesterday, last week.
    static final int NAIVE = 3;

    final ForecastModel model;
    final Duration step;
    final SeasonLags lags;
    final Horizons horizons;
    final float[] prior;
    final Optional<Committee> committee;
    final BandShape shape;
    final BandShape[] naiveShapes = new BandShape[NAIVE];
    final float[] outputs = new float[QuantileHeads.COUNT];
    final double[] points = new double[Members.COUNT];
    final double[] trust = new double[Members.COUNT];
    final double[] wholeTrust = new double[Members.COUNT];
    final double[] quantiles = new double[QuantileHeads.PER_HORIZON];
    final double[] naiveQuantiles = new double[QuantileHeads.PER_HORIZON];
    final double[] losses = new double[NAIVE + 1];

    /// Since they were last drained: of the forecaster, then of each naive one.
    private final double[] drained = new double[NAIVE + 1];

    /// Whether the network keeps silent, so that the simple members speak alone.
    boolean muted;

    ForecastClass(ForecastModel model, Duration step) {
        this.model = model;
        this.step = step;
        lags = SeasonLags.of(step);
        horizons = Horizons.of(step);
        prior = model.prior();
        committee =
                model.networks().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Committee(model.networks()));
        Arrays.fill(wholeTrust, 1);
        shape = new BandShape(horizons.count());
        for (int i = 0; i < NAIVE; i++) {
            naiveShapes[i] = new BandShape(Horizons.NEAR);
        }
    }

    /// Takes the losses of one bin of one series.
    void judged() {
        for (int i = 0; i < losses.length; i++) {
            drained[i] += losses[i];
        }
    }

    SeriesForecasters.Losses drainLosses() {
        double naive = drained[1];
        for (int i = 2; i < drained.length; i++) {
            naive = Math.min(naive, drained[i]);
        }
        SeriesForecasters.Losses sum = new SeriesForecasters.Losses(drained[0], naive);
        Arrays.fill(drained, 0);
        return sum;
    }

    /// The change that the linear model of all series foresees.
    double shared(int horizon, double[] inputs) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum += prior[horizon * inputs.length + i] * inputs[i];
        }
        return sum;
    }
}
