package io.teleon.models.learning.network;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Networks written from the papers' equations, in double, with the functions of the JDK, over all
/// bins at once: slow, and unlike the kernel in everything.
final class PlainNetwork {

    private PlainNetwork() {}

    /// What a network says after the last of some bins.
    static double[] lastRow(NetworkWeights weights, List<double[]> inputs) {
        Iterator<float[]> arrays = weights.arrays().iterator();
        List<double[]> rows = inputs;
        for (NetworkLayer layer : weights.layers()) {
            rows =
                    switch (layer) {
                        case NetworkLayer.Recurrent recurrent ->
                                recur(new Cells(recurrent, arrays), rows);
                        case NetworkLayer.BothWays both -> bothWays(both, arrays, rows);
                        case NetworkLayer.Convolution convolution ->
                                convolve(convolution, arrays, rows);
                        case NetworkLayer.Attention attention -> attend(attention, arrays, rows);
                        case NetworkLayer.Dense dense -> {
                            float[] w = arrays.next();
                            float[] bias = arrays.next();
                            yield List.of(plus(times(w, dense.outputs(), rows.getLast()), bias));
                        }
                    };
        }
        return rows.getLast();
    }

    static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }

    /// Recurrent cells with their parameters.
    private static final class Cells {

        private final NetworkLayer.Recurrent layer;
        private final float[] w;
        private final float[] r;
        private final float[] wb;
        private final float[] rb;

        Cells(NetworkLayer.Recurrent layer, Iterator<float[]> arrays) {
            this.layer = layer;
            w = arrays.next();
            r = arrays.next();
            wb = arrays.next();
            rb = arrays.next();
        }

        int hidden() {
            return layer.hidden();
        }

        private double[] ofInput(double[] x) {
            return plus(times(w, layer.cell().gates() * layer.hidden(), x), wb);
        }

        private double[] ofState(double[] h) {
            return plus(times(r, layer.cell().gates() * layer.hidden(), h), rb);
        }

        void step(double[] x, double[] h, double[] c) {
            int n = layer.hidden();
            double[] a = ofInput(x);
            double[] b = ofState(h.clone());
            for (int i = 0; i < n; i++) {
                switch (layer.cell()) {
                    case LSTM -> {
                        double in = logistic(a[i] + b[i]);
                        double forget = logistic(a[n + i] + b[n + i]);
                        double candidate = StrictMath.tanh(a[2 * n + i] + b[2 * n + i]);
                        double out = logistic(a[3 * n + i] + b[3 * n + i]);
                        c[i] = forget * c[i] + in * candidate;
                        h[i] = out * StrictMath.tanh(c[i]);
                    }
                    case GRU -> {
                        double reset = logistic(a[i] + b[i]);
                        double update = logistic(a[n + i] + b[n + i]);
                        double fresh = StrictMath.tanh(a[2 * n + i] + reset * b[2 * n + i]);
                        h[i] = (1 - update) * fresh + update * h[i];
                    }
                    case PLAIN -> h[i] = StrictMath.tanh(a[i] + b[i]);
                }
            }
        }
    }

    private static List<double[]> recur(Cells cells, List<double[]> rows) {
        double[] h = new double[cells.hidden()];
        double[] c = new double[cells.hidden()];
        List<double[]> states = new ArrayList<>();
        for (double[] row : rows) {
            cells.step(row, h, c);
            states.add(h.clone());
        }
        return states;
    }

    private static List<double[]> bothWays(
            NetworkLayer.BothWays layer, Iterator<float[]> arrays, List<double[]> rows) {
        List<double[]> along = recur(new Cells(layer.direction(), arrays), rows);
        Cells back = new Cells(layer.direction(), arrays);
        List<double[]> said = new ArrayList<>();
        for (int bin = 0; bin < rows.size(); bin++) {
            List<double[]> window = new ArrayList<>();
            for (int lag = 0; lag < NetworkLayer.BothWays.SPAN; lag++) {
                window.add(bin - lag < 0 ? new double[layer.inputs()] : rows.get(bin - lag));
            }
            said.add(join(along.get(bin), recur(back, window).getLast()));
        }
        return said;
    }

    private static List<double[]> convolve(
            NetworkLayer.Convolution layer, Iterator<float[]> arrays, List<double[]> rows) {
        float[] filters = arrays.next();
        float[] bias = arrays.next();
        int width = NetworkLayer.Convolution.WIDTH;
        List<double[]> said = new ArrayList<>();
        for (int bin = 0; bin < rows.size(); bin++) {
            double[] sums = doubles(bias);
            for (int o = 0; o < sums.length; o++) {
                for (int k = 0; k < width; k++) {
                    int at = bin - width + 1 + k;
                    for (int i = 0; at >= 0 && i < layer.inputs(); i++) {
                        sums[o] += filters[(o * layer.inputs() + i) * width + k] * rows.get(at)[i];
                    }
                }
                sums[o] = Math.max(0, sums[o]);
            }
            said.add(sums);
        }
        return said;
    }

    private static List<double[]> attend(
            NetworkLayer.Attention layer, Iterator<float[]> arrays, List<double[]> rows) {
        float[] w = arrays.next();
        int n = layer.inputs();
        List<double[]> said = new ArrayList<>();
        for (int bin = 0; bin < rows.size(); bin++) {
            double[] query = times(w, n, rows.get(bin));
            double[] found = new double[n];
            double sum = 0;
            for (int lag = 0; lag < NetworkLayer.Attention.SPAN; lag++) {
                double[] key = bin - lag < 0 ? new double[n] : rows.get(bin - lag);
                double score = 0;
                for (int i = 0; i < n; i++) {
                    score += query[i] * key[i];
                }
                double share = StrictMath.exp(score / Math.sqrt(n));
                sum += share;
                for (int i = 0; i < n; i++) {
                    found[i] += share * key[i];
                }
            }
            for (int i = 0; i < n; i++) {
                found[i] /= sum;
            }
            said.add(join(rows.get(bin), found));
        }
        return said;
    }

    private static double[] times(float[] matrix, int rows, double[] vector) {
        double[] product = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i * vector.length + j] * vector[j];
            }
        }
        return product;
    }

    private static double[] plus(double[] values, float[] bias) {
        for (int i = 0; i < values.length; i++) {
            values[i] += bias[i];
        }
        return values;
    }

    private static double[] join(double[] a, double[] b) {
        double[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
