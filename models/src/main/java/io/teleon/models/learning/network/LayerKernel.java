package io.teleon.models.learning.network;

import java.util.List;

/// One layer in plain Java, a bin at a time. Not thread-safe: it has scratch space.
sealed interface LayerKernel permits LstmCell, GruCell, PlainCell, BothWaysKernel, PastKernel {

    /// Numbers that a series has to remember for it; zeros before the first bin.
    int stateSize();

    /// Numbers that go out for each bin.
    int outputs();

    /// Takes one more bin.
    ///
    /// @param input what the layer before said, its numbers first
    /// @param state of the series; what is this layer's begins at `at` and is changed in place
    /// @param output overwritten, its first [#outputs] numbers
    void step(float[] input, float[] state, int at, float[] output);

    /// @param arrays of this layer, as its shapes say
    static LayerKernel of(NetworkLayer layer, List<float[]> arrays) {
        return switch (layer) {
            case NetworkLayer.Recurrent recurrent -> cell(recurrent, arrays);
            case NetworkLayer.BothWays both ->
                    new BothWaysKernel(
                            both,
                            new LstmCell(both.direction(), arrays.subList(0, 4)),
                            new LstmCell(both.direction(), arrays.subList(4, 8)));
            case NetworkLayer.Convolution convolution ->
                    new PastKernel.OfConvolution(convolution, arrays);
            case NetworkLayer.Attention attention -> new PastKernel.OfAttention(attention, arrays);
            case NetworkLayer.Dense dense ->
                    throw new IllegalArgumentException(dense + " is not the last layer");
        };
    }

    private static LayerKernel cell(NetworkLayer.Recurrent layer, List<float[]> arrays) {
        return switch (layer.cell()) {
            case LSTM -> new LstmCell(layer, arrays);
            case GRU -> new GruCell(layer, arrays);
            case PLAIN -> new PlainCell(layer, arrays);
        };
    }
}
