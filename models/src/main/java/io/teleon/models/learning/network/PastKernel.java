package io.teleon.models.learning.network;

import java.util.List;

/// Layers that look back over what came in lately. State: the last rows that came in, newest first.
sealed interface PastKernel extends LayerKernel {

    /// Puts a row before the others; the oldest falls out.
    private static void remember(float[] row, int width, int rows, float[] state, int at) {
        System.arraycopy(state, at, state, at + width, (rows - 1) * width);
        System.arraycopy(row, 0, state, at, width);
    }

    /// A convolution and a rectifier.
    final class OfConvolution implements PastKernel {

        private static final int WIDTH = NetworkLayer.Convolution.WIDTH;

        private final int inputs;
        private final int outputs;

        /// Over the rows as they are remembered.
        private final Matrix weights;

        private final float[] bias;
        private final float[] past;
        private final float[] sums;

        OfConvolution(NetworkLayer.Convolution layer, List<float[]> arrays) {
            inputs = layer.inputs();
            outputs = layer.outputs();
            weights = new Matrix(outputs, WIDTH * inputs);
            bias = arrays.get(1);
            past = new float[weights.factors()];
            sums = new float[outputs];
            float[] filters = arrays.get(0);
            for (int output = 0; output < outputs; output++) {
                for (int i = 0; i < inputs; i++) {
                    for (int lag = 0; lag < WIDTH; lag++) {
                        // [output, input, bin]: the newest bin is the last of a filter.
                        int from = (output * inputs + i) * WIDTH + WIDTH - 1 - lag;
                        weights.set(output, lag * inputs + i, filters[from]);
                    }
                }
            }
        }

        @Override
        public int stateSize() {
            return WIDTH * inputs;
        }

        @Override
        public int outputs() {
            return outputs;
        }

        @Override
        public void step(float[] input, float[] state, int at, float[] output) {
            remember(input, inputs, WIDTH, state, at);
            System.arraycopy(state, at, past, 0, WIDTH * inputs);
            System.arraycopy(bias, 0, sums, 0, outputs);
            weights.addProduct(past, sums);
            for (int i = 0; i < outputs; i++) {
                output[i] = Math.max(0, sums[i]);
            }
        }
    }

    /// Attention over the last states.
    final class OfAttention implements PastKernel {

        private static final int SPAN = NetworkLayer.Attention.SPAN;

        private final int width;
        private final Matrix queries;
        private final float[] factors;
        private final float[] query;
        private final float unit;
        private final double[] scores = new double[SPAN];

        OfAttention(NetworkLayer.Attention layer, List<float[]> arrays) {
            width = layer.inputs();
            queries = Matrix.of(arrays.get(0), width, width);
            factors = new float[queries.factors()];
            query = new float[width];
            unit = (float) (1 / Math.sqrt(width));
        }

        @Override
        public int stateSize() {
            return SPAN * width;
        }

        @Override
        public int outputs() {
            return 2 * width;
        }

        @Override
        public void step(float[] input, float[] state, int at, float[] output) {
            remember(input, width, SPAN, state, at);
            System.arraycopy(input, 0, factors, 0, width);
            java.util.Arrays.fill(query, 0);
            queries.addProduct(factors, query);
            double most = Double.NEGATIVE_INFINITY;
            for (int lag = 0; lag < SPAN; lag++) {
                float score = 0;
                for (int i = 0; i < width; i++) {
                    score += query[i] * state[at + lag * width + i];
                }
                scores[lag] = score * unit;
                most = Math.max(most, scores[lag]);
            }
            double sum = 0;
            for (int lag = 0; lag < SPAN; lag++) {
                scores[lag] = StrictMath.exp(scores[lag] - most);
                sum += scores[lag];
            }
            System.arraycopy(input, 0, output, 0, width);
            java.util.Arrays.fill(output, width, 2 * width, 0);
            for (int lag = 0; lag < SPAN; lag++) {
                float share = (float) (scores[lag] / sum);
                for (int i = 0; i < width; i++) {
                    output[width + i] += share * state[at + lag * width + i];
                }
            }
        }
    }
}
