package io.teleon.models.learning.network;

import java.util.List;

/// A layer of LSTM cells. State: their outputs, then what they remember.
final class LstmCell implements LayerKernel {

    private static final int CANDIDATE = 2;

    private final int inputs;
    private final int hidden;

    /// Over input and state together; rows of gates that pass a logistic function are halved, which
    /// is exact.
    private final Matrix weights;

    private final float[] bias;
    private final float[] gates;
    private final float[] joined;
    private final float[] said;

    LstmCell(NetworkLayer.Recurrent layer, List<float[]> arrays) {
        inputs = layer.inputs();
        hidden = layer.hidden();
        int width = 4 * hidden;
        weights = new Matrix(width, inputs + hidden);
        bias = new float[width];
        gates = new float[width];
        joined = new float[weights.factors()];
        said = new float[hidden];
        float[] inputWeights = arrays.get(0);
        float[] hiddenWeights = arrays.get(1);
        for (int gate = 0; gate < width; gate++) {
            float factor = gate / hidden == CANDIDATE ? 1f : 0.5f;
            bias[gate] = factor * (arrays.get(2)[gate] + arrays.get(3)[gate]);
            for (int i = 0; i < inputs; i++) {
                weights.set(gate, i, factor * inputWeights[gate * inputs + i]);
            }
            for (int i = 0; i < hidden; i++) {
                weights.set(gate, inputs + i, factor * hiddenWeights[gate * hidden + i]);
            }
        }
    }

    @Override
    public int stateSize() {
        return 2 * hidden;
    }

    @Override
    public int outputs() {
        return hidden;
    }

    @Override
    public void step(float[] input, float[] state, int at, float[] output) {
        System.arraycopy(input, 0, joined, 0, inputs);
        System.arraycopy(state, at, joined, inputs, hidden);
        System.arraycopy(bias, 0, gates, 0, gates.length);
        weights.addProduct(joined, gates);
        Squash.tangents(gates);
        int cell = at + hidden;
        for (int i = 0; i < hidden; i++) {
            float remembered =
                    (0.5f + 0.5f * gates[hidden + i]) * state[cell + i]
                            + (0.5f + 0.5f * gates[i]) * gates[2 * hidden + i];
            state[cell + i] = remembered;
            said[i] = remembered;
        }
        Squash.tangents(said);
        for (int i = 0; i < hidden; i++) {
            said[i] *= 0.5f + 0.5f * gates[3 * hidden + i];
        }
        System.arraycopy(said, 0, state, at, hidden);
        System.arraycopy(said, 0, output, 0, hidden);
    }
}
