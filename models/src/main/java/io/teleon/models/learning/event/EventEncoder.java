package io.teleon.models.learning.event;

import io.teleon.models.learning.network.NetworkKernel;
import java.util.List;

/// The forward pass of [EncoderWeights] in plain Java: words into a vector of length 1.
///
/// Not thread-safe, as its kernels are not.
public final class EventEncoder {

    private final EncoderWeights weights;
    private final NetworkKernel forward;
    private final NetworkKernel backward;

    public EventEncoder(EncoderWeights weights) {
        this.weights = weights;
        forward = new NetworkKernel(weights.forward());
        backward = new NetworkKernel(weights.backward());
    }

    /// @param words of one message; none gives a vector of zeros
    /// @return one number for each output, of length 1 together
    public float[] embed(List<String> words) {
        if (words.isEmpty()) {
            return new float[weights.outputs()];
        }
        int count = words.size();
        int hidden = weights.hidden();
        float[][] inputs = new float[count][];
        for (int i = 0; i < count; i++) {
            inputs[i] = embedded(words.get(i));
        }
        float[] attention = new float[count];
        float[][] states = new float[count][2 * hidden];
        run(forward, inputs, false, states, 0, attention);
        run(backward, inputs, true, states, hidden, attention);
        return unit(output(context(states, attention)));
    }

    private float[] embedded(String word) {
        int[] parts = WordParts.of(word);
        float[] sum = new float[weights.size()];
        for (int part : parts) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weights.parts()[part * sum.length + i] / parts.length;
            }
        }
        return sum;
    }

    private void run(
            NetworkKernel kernel,
            float[][] inputs,
            boolean reverse,
            float[][] states,
            int offset,
            float[] attention) {
        // Begins with what the cells say.
        float[] state = new float[kernel.stateSize()];
        float[] said = new float[1];
        for (int step = 0; step < inputs.length; step++) {
            int at = reverse ? inputs.length - 1 - step : step;
            kernel.step(inputs[at], state);
            kernel.read(state, said);
            attention[at] += said[0];
            System.arraycopy(state, 0, states[at], offset, weights.hidden());
        }
    }

    private float[] context(float[][] states, float[] attention) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : attention) {
            largest = Math.max(largest, value);
        }
        float[] context = new float[2 * weights.hidden()];
        float total = 0;
        for (int at = 0; at < states.length; at++) {
            float share = (float) StrictMath.exp(attention[at] - largest);
            total += share;
            for (int i = 0; i < context.length; i++) {
                context[i] += share * states[at][i];
            }
        }
        for (int i = 0; i < context.length; i++) {
            context[i] /= total;
        }
        return context;
    }

    private float[] output(float[] context) {
        float[] output = weights.outputBias().clone();
        for (int i = 0; i < output.length; i++) {
            for (int j = 0; j < context.length; j++) {
                output[i] += weights.outputWeights()[i * context.length + j] * context[j];
            }
        }
        return output;
    }

    private static float[] unit(float[] values) {
        double square = 1e-12;
        for (float value : values) {
            square += (double) value * value;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < values.length; i++) {
            values[i] /= length;
        }
        return values;
    }
}
