package io.teleon.models.learning;

/// Foresees the next changes of one series by a linear model that it learns from the series itself,
/// starting from one that was learned from others.
final class LinearChanges {

    private static final double SHRINKAGE = 40;
    private static final double MEMORY = 0.999;
    private static final int SOLVE_EVERY = 12;

    /// Targets beyond this many units are learned as if they were that large: one surge must not
    /// bend the model for days.
    private static final double LARGEST_TARGET = 5;

    private final SeasonLags lags;
    private final OnlineRidge ridge;
    private final double[] inputs = new double[LinearInputs.COUNT];
    private final double[] changes = new double[Horizons.NEAR];

    /// [bin modulo NEAR, input] of the bins before.
    private final float[] past = new float[Horizons.NEAR * LinearInputs.COUNT];

    private final double[] pastLast = new double[Horizons.NEAR];
    private final double[] pastScale = new double[Horizons.NEAR];
    private long bins;

    /// @param prior [horizon, input]
    LinearChanges(SeasonLags lags, float[] prior) {
        this.lags = lags;
        ridge = new OnlineRidge(LinearInputs.COUNT, Horizons.NEAR, prior, SHRINKAGE, MEMORY);
    }

    /// After a bin was taken into the history: learns from what came, then foresees.
    void step(History history) {
        double value = history.back(0);
        for (int h = 1; h <= Math.min(Horizons.NEAR, bins); h++) {
            int slot = (int) ((bins - h) % Horizons.NEAR);
            if (!Double.isNaN(value) && pastScale[slot] > 0) {
                double y = (value - pastLast[slot]) / pastScale[slot];
                ridge.learnTarget(
                        h - 1,
                        past,
                        slot * LinearInputs.COUNT,
                        Math.clamp(y, -LARGEST_TARGET, LARGEST_TARGET));
                if (h == 1) {
                    ridge.learnInputs(past, slot * LinearInputs.COUNT);
                }
            }
        }
        if (bins > Horizons.NEAR && bins % SOLVE_EVERY == 0) {
            ridge.solve();
        }
        LinearInputs.fill(history, lags, inputs);
        int slot = (int) (bins % Horizons.NEAR);
        for (int i = 0; i < inputs.length; i++) {
            past[slot * inputs.length + i] = (float) inputs[i];
        }
        pastLast[slot] = history.last();
        // A bin that is missing would be learned as a day without change.
        pastScale[slot] = Double.isNaN(value) ? 0 : history.scale();
        bins++;
        for (int h = 0; h < changes.length; h++) {
            changes[h] = ridge.predict(h, inputs);
        }
    }

    /// The change from the last value to the one `index + 1` bins ahead, in units of the scale.
    double change(int index) {
        return changes[index];
    }

    double[] inputs() {
        return inputs;
    }
}
