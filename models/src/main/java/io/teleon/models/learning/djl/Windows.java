package io.teleon.models.learning.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import io.teleon.models.learning.TrainingSet;
import io.teleon.models.learning.TrainingSettings;

import java.util.random.RandomGenerator;

/// Cuts the span of training into windows, in another way and order for each epoch.
final class Windows {

    /// [series, bin, ...] of some windows.
    record Arrays(NDArray inputs, NDArray residuals, NDArray weights) {}

    /// Validation begins warm: so many windows before it.
    private static final int WARM_WINDOWS = 2;

    private final TrainingSet set;
    private final TrainingSettings settings;
    private final RandomGenerator random;
    private final int window;
    private final int perSeries;
    private final int[] order;
    private int shift;

    Windows(TrainingSet set, TrainingSettings settings, RandomGenerator random) {
        this.set = set;
        this.settings = settings;
        this.random = random;
        window = Math.min(settings.window(), set.validFrom());
        // One less than fit: epochs begin at different bins.
        perSeries = Math.max(1, set.validFrom() * 4 / (3 * window) - 1);
        order = new int[set.series() * perSeries];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    int batches() {
        return Math.max(1, order.length / settings.batch());
    }

    void shuffle() {
        shift = random.nextInt(Math.max(1, window));
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    Arrays batch(NDManager manager, int batch) {
        int count = Math.min(settings.batch(), order.length);
        int[] series = new int[count];
        int[] from = new int[count];
        for (int i = 0; i < count; i++) {
            int index = order[batch * settings.batch() + i];
            series[i] = index / perSeries;
            // Windows overlap by their warm-up, so that each bin is learned from once.
            int start = index % perSeries * (window * 3 / 4) + shift - window / 2;
            from[i] = Math.clamp(start, 0, set.validFrom() - window);
        }
        return arrays(manager, series, from, window, window / 4);
    }

    int validParts(int seriesAtOnce) {
        return set.validFrom() == set.bins() ? 0 : (set.series() + seriesAtOnce - 1) / seriesAtOnce;
    }

    Arrays valid(NDManager manager, int part, int seriesAtOnce) {
        int count = Math.min(seriesAtOnce, set.series() - part * seriesAtOnce);
        int start = Math.max(0, set.validFrom() - WARM_WINDOWS * window);
        int[] series = new int[count];
        int[] from = new int[count];
        for (int i = 0; i < count; i++) {
            series[i] = part * seriesAtOnce + i;
            from[i] = start;
        }
        return arrays(manager, series, from, set.bins() - start, set.validFrom() - start);
    }

    private Arrays arrays(NDManager manager, int[] series, int[] from, int bins, int warm) {
        int in = set.inputCount();
        int out = set.horizonCount();
        float[] inputs = new float[series.length * bins * in];
        float[] residuals = new float[series.length * bins * out];
        float[] weights = new float[series.length * bins * out];
        for (int i = 0; i < series.length; i++) {
            set.copyInputs(series[i], from[i], bins, inputs, i * bins * in);
            set.copyResiduals(series[i], from[i], bins, residuals, i * bins * out);
            set.copyWeights(
                    series[i], from[i] + warm, bins - warm, weights, (i * bins + warm) * out);
        }
        return new Arrays(
                manager.create(inputs, new Shape(series.length, bins, in)),
                manager.create(residuals, new Shape(series.length, bins, out)),
                manager.create(weights, new Shape(series.length, bins, out)));
    }
}
