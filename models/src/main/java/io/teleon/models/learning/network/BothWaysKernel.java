package io.teleon.models.learning.network;

/// A bidirectional layer. State: that of the direction along the series, then the last inputs,
/// newest first, for the one that reads them backwards in each bin anew.
final class BothWaysKernel implements LayerKernel {

    private final int inputs;
    private final int hidden;
    private final LstmCell along;
    private final LstmCell back;
    private final float[] backState;
    private final float[] row;
    private final float[] said;

    BothWaysKernel(NetworkLayer.BothWays layer, LstmCell along, LstmCell back) {
        inputs = layer.inputs();
        hidden = layer.hidden();
        this.along = along;
        this.back = back;
        backState = new float[back.stateSize()];
        row = new float[inputs];
        said = new float[hidden];
    }

    @Override
    public int stateSize() {
        return along.stateSize() + NetworkLayer.BothWays.SPAN * inputs;
    }

    @Override
    public int outputs() {
        return 2 * hidden;
    }

    @Override
    public void step(float[] input, float[] state, int at, float[] output) {
        int past = at + along.stateSize();
        int kept = (NetworkLayer.BothWays.SPAN - 1) * inputs;
        System.arraycopy(state, past, state, past + inputs, kept);
        System.arraycopy(input, 0, state, past, inputs);
        java.util.Arrays.fill(backState, 0);
        for (int lag = 0; lag < NetworkLayer.BothWays.SPAN; lag++) {
            System.arraycopy(state, past + lag * inputs, row, 0, inputs);
            back.step(row, backState, 0, said);
        }
        System.arraycopy(said, 0, output, hidden, hidden);
        along.step(input, state, at, said);
        System.arraycopy(said, 0, output, 0, hidden);
    }
}
