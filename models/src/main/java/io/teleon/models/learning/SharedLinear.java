package io.teleon.models.learning;

import java.time.Duration;
import java.util.List;

/// One linear model of the next changes for all series together: what a series that nobody has seen
/// yet begins with.
final class SharedLinear {

    private static final double SHRINKAGE = 20;
    private static final double LARGEST_TARGET = 5;

    private SharedLinear() {}

    /// @param values by series and bin, NaN where missing
    /// @return [horizon, input]
    static float[] fit(List<double[]> values, long stepSeconds) {
        SeasonLags lags = SeasonLags.of(Duration.ofSeconds(stepSeconds));
        int count = LinearInputs.COUNT;
        double[][] gram = new double[count][count];
        double[][] cross = new double[Horizons.NEAR][count];
        double[] inputs = new double[count];
        for (double[] series : values) {
            History history = new History(lags.memory());
            for (int bin = 0; bin + Horizons.NEAR < series.length; bin++) {
                history.push(series[bin]);
                if (bin < Horizons.NEAR || Double.isNaN(series[bin])) {
                    continue;
                }
                LinearInputs.fill(history, lags, inputs);
                add(series, bin, history, inputs, gram, cross);
            }
        }
        return solve(gram, cross);
    }

    private static void add(
            double[] series,
            int bin,
            History history,
            double[] inputs,
            double[][] gram,
            double[][] cross) {
        for (int h = 1; h <= Horizons.NEAR; h++) {
            if (Double.isNaN(series[bin + h])) {
                return;
            }
        }
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] += inputs[i] * inputs[j];
            }
        }
        for (int h = 0; h < Horizons.NEAR; h++) {
            double change = (series[bin + h + 1] - history.last()) / history.scale();
            double y = Math.clamp(change, -LARGEST_TARGET, LARGEST_TARGET);
            for (int i = 0; i < inputs.length; i++) {
                cross[h][i] += inputs[i] * y;
            }
        }
    }

    private static float[] solve(double[][] gram, double[][] cross) {
        int count = gram.length;
        for (int i = 0; i < count; i++) {
            gram[i][i] += SHRINKAGE;
            for (int j = 0; j < i; j++) {
                gram[j][i] = gram[i][j];
            }
        }
        float[] weights = new float[cross.length * count];
        for (int h = 0; h < cross.length; h++) {
            double[] solution = Cholesky.of(gram).solve(cross[h]);
            for (int i = 0; i < count; i++) {
                weights[h * count + i] = (float) solution[i];
            }
        }
        return weights;
    }
}
