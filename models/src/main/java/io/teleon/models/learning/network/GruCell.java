package io.teleon.models.learning.network;

import java.util.List;

/// A layer of gated recurrent units. State: their outputs.
final class GruCell implements LayerKernel {

    private final int inputs;
    private final int hidden;

    /// Rows of the two gates are halved, as in [LstmCell]; apart, for the state's part of the new
    /// value is reset before it is added.
    private final Matrix ofInput;

    private final Matrix ofState;
    private final float[] inputBias;
    private final float[] stateBias;
    private final float[] fromInput;
    private final float[] fromState;
    private final float[] joinedInput;
    private final float[] joinedState;
    private final float[] gates;
    private final float[] fresh;

    GruCell(NetworkLayer.Recurrent layer, List<float[]> arrays) {
        inputs = layer.inputs();
        hidden = layer.hidden();
        int width = 3 * hidden;
        ofInput = new Matrix(width, inputs);
        ofState = new Matrix(width, hidden);
        inputBias = new float[width];
        stateBias = new float[width];
        for (int gate = 0; gate < width; gate++) {
            float factor = gate < 2 * hidden ? 0.5f : 1f;
            inputBias[gate] = factor * arrays.get(2)[gate];
            stateBias[gate] = factor * arrays.get(3)[gate];
            for (int i = 0; i < inputs; i++) {
                ofInput.set(gate, i, factor * arrays.get(0)[gate * inputs + i]);
            }
            for (int i = 0; i < hidden; i++) {
                ofState.set(gate, i, factor * arrays.get(1)[gate * hidden + i]);
            }
        }
        fromInput = new float[width];
        fromState = new float[width];
        joinedInput = new float[ofInput.factors()];
        joinedState = new float[ofState.factors()];
        gates = new float[2 * hidden];
        fresh = new float[hidden];
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
        System.arraycopy(input, 0, joinedInput, 0, inputs);
        System.arraycopy(state, at, joinedState, 0, hidden);
        System.arraycopy(inputBias, 0, fromInput, 0, fromInput.length);
        System.arraycopy(stateBias, 0, fromState, 0, fromState.length);
        ofInput.addProduct(joinedInput, fromInput);
        ofState.addProduct(joinedState, fromState);
        for (int i = 0; i < gates.length; i++) {
            gates[i] = fromInput[i] + fromState[i];
        }
        Squash.tangents(gates);
        for (int i = 0; i < hidden; i++) {
            float reset = 0.5f + 0.5f * gates[i];
            fresh[i] = fromInput[2 * hidden + i] + reset * fromState[2 * hidden + i];
        }
        Squash.tangents(fresh);
        for (int i = 0; i < hidden; i++) {
            float kept = 0.5f + 0.5f * gates[hidden + i];
            output[i] = (1 - kept) * fresh[i] + kept * joinedState[i];
        }
        System.arraycopy(output, 0, state, at, hidden);
    }
}
