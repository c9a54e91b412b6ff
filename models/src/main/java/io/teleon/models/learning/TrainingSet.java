package io.teleon.models.learning;

import java.time.Duration;
import java.util.List;

/// What a network learns from: for each series and bin its inputs, the changes that came and those
/// that the linear model foresaw, in units of the series' scale, and the weight of the bin.
///
/// Bins before [#learnFrom] only warm up; those from [#validFrom] on choose when to stop.
public final class TrainingSet {

    private final int series;
    private final int bins;
    private final int validFrom;
    private final int learnFrom;

    /// [series, bin, input].
    private final float[] inputs;

    /// [series, bin, horizon], what came without what was foreseen; 0 where it did not come.
    private final float[] residuals;

    /// [series, bin, horizon], 0 where it did not come; averages about 1.
    private final float[] weights;

    private TrainingSet(int series, int bins, int learnFrom, int validFrom) {
        this.series = series;
        this.bins = bins;
        this.learnFrom = learnFrom;
        this.validFrom = validFrom;
        inputs = new float[series * bins * RecurrentInputs.COUNT];
        residuals = new float[series * bins * Horizons.NEAR];
        weights = new float[series * bins * Horizons.NEAR];
    }

    /// @param values by series and bin, NaN where missing, all of the same length
    /// @param firstBin since the epoch
    /// @param trainBins how many of the bins train; the rest validate
    /// @param alike whether each bin counts alike, and not by the scale of its series
    static TrainingSet of(
            List<double[]> values,
            long firstBin,
            long stepSeconds,
            int trainBins,
            float[] prior,
            boolean weekly,
            boolean alike) {
        int bins = values.getFirst().length;
        SeasonLags lags = SeasonLags.of(Duration.ofSeconds(stepSeconds));
        TrainingSet set =
                new TrainingSet(
                        values.size(), bins, Math.min(4 * Horizons.NEAR, trainBins / 4), trainBins);
        for (int i = 0; i < values.size(); i++) {
            set.add(
                    i,
                    values.get(i),
                    firstBin,
                    new SeriesState(stepSeconds, lags, prior, weekly),
                    alike);
        }
        set.balance();
        return set;
    }

    private void add(int index, double[] values, long firstBin, SeriesState state, boolean alike) {
        for (int bin = 0; bin < bins; bin++) {
            state.step(firstBin + bin, values[bin]);
            int row = index * bins + bin;
            System.arraycopy(
                    state.inputs(), 0, inputs, row * RecurrentInputs.COUNT, RecurrentInputs.COUNT);
            if (bin < learnFrom || Double.isNaN(values[bin])) {
                continue;
            }
            double last = state.history().last();
            double scale = state.history().scale();
            for (int h = 0; h < Horizons.NEAR; h++) {
                int target = bin + h + 1;
                // What lies beyond the span of training must not teach.
                boolean outside = target >= bins || (bin < validFrom && target >= validFrom);
                if (!outside && !Double.isNaN(values[target])) {
                    double change = (values[target] - last) / scale;
                    int at = row * Horizons.NEAR + h;
                    residuals[at] = (float) (change - state.linear().change(h));
                    weights[at] = alike ? 1 : (float) scale;
                }
            }
        }
    }

    /// Weighs in units of the mean, so that the loss does not depend on the unit of the series.
    private void balance() {
        double sum = 0;
        long count = 0;
        for (float weight : weights) {
            if (weight > 0) {
                sum += weight;
                count++;
            }
        }
        double mean = count == 0 ? 1 : sum / count;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] / mean);
        }
    }

    public int series() {
        return series;
    }

    public int bins() {
        return bins;
    }

    public int learnFrom() {
        return learnFrom;
    }

    public int validFrom() {
        return validFrom;
    }

    public int inputCount() {
        return RecurrentInputs.COUNT;
    }

    public int horizonCount() {
        return Horizons.NEAR;
    }

    /// Copies bins [from, from + count) of a series to an offset of `into`.
    public void copyInputs(int index, int from, int count, float[] into, int offset) {
        int width = RecurrentInputs.COUNT;
        System.arraycopy(inputs, (index * bins + from) * width, into, offset, count * width);
    }

    public void copyResiduals(int index, int from, int count, float[] into, int offset) {
        int width = Horizons.NEAR;
        System.arraycopy(residuals, (index * bins + from) * width, into, offset, count * width);
    }

    public void copyWeights(int index, int from, int count, float[] into, int offset) {
        int width = Horizons.NEAR;
        System.arraycopy(weights, (index * bins + from) * width, into, offset, count * width);
    }
}
