package io.teleon.models.learning.network;

import java.util.List;

/// A layer of cells without gates. State: their outputs.
final class PlainCell implements LayerKernel {

    private final int inputs;
    private final int hidden;
    private final Matrix weights;
    private final float[] bias;
    private final float[] joined;
    private final float[] said;

    PlainCell(NetworkLayer.Recurrent layer, List<float[]> arrays) {
        inputs = layer.inputs();
        hidden = layer.hidden();
        weights = new Matrix(hidden, inputs + hidden);
        bias = new float[hidden];
        said = new float[hidden];
        joined = new float[weights.factors()];
        for (int row = 0; row < hidden; row++) {
            bias[row] = arrays.get(2)[row] + arrays.get(3)[row];
            for (int i = 0; i < inputs; i++) {
                weights.set(row, i, arrays.get(0)[row * inputs + i]);
            }
            for (int i = 0; i < hidden; i++) {
                weights.set(row, inputs + i, arrays.get(1)[row * hidden + i]);
            }
        }
    }

    @Override
    public int stateSize() {
        return hidden;
    }

    @Override
    public int outputs() {
        return hidden;
    }

    @Override
    public void step(float[] input, float[] state, int at, float[] output) {
        System.arraycopy(input, 0, joined, 0, inputs);
        System.arraycopy(state, at, joined, inputs, hidden);
        System.arraycopy(bias, 0, said, 0, hidden);
        weights.addProduct(joined, said);
        Squash.tangents(said);
        System.arraycopy(said, 0, state, at, hidden);
        System.arraycopy(said, 0, output, 0, hidden);
    }
}
