package io.teleon.models.learning;

/// What is remembered of one series: its history, the linear model it teaches, and the inputs of
/// the recurrent network as they follow from those.
final class SeriesState {

    private static final double ERROR_BINS = 12;

    private final long stepSeconds;
    private final boolean weekly;
    private final History history;
    private final LinearChanges linear;
    private final float[] inputs = new float[RecurrentInputs.COUNT];
    private double linearError;
    private double expected = Double.NaN;
    private double expectedScale = 1;

    SeriesState(long stepSeconds, SeasonLags lags, float[] prior, boolean weekly) {
        this.stepSeconds = stepSeconds;
        this.weekly = weekly;
        history = new History(lags.memory());
        linear = new LinearChanges(lags, prior);
    }

    /// @param bin since the epoch, one after the last
    /// @param value NaN where it is missing
    void step(long bin, double value) {
        if (!Double.isNaN(value) && !Double.isNaN(expected)) {
            double error = Math.min(8, Math.abs(value - expected) / expectedScale);
            linearError += (error - linearError) / ERROR_BINS;
        }
        history.push(value);
        linear.step(history);
        expectedScale = history.scale();
        expected = history.last() + expectedScale * linear.change(0);
        RecurrentInputs.fill(
                history,
                linear,
                linearError,
                Math.floorMod(bin * stepSeconds, 604_800L),
                weekly,
                inputs);
    }

    History history() {
        return history;
    }

    LinearChanges linear() {
        return linear;
    }

    float[] inputs() {
        return inputs;
    }
}
