package io.teleon.models.learning.network;

import java.util.ArrayList;
import java.util.List;

/// The network of [NetworkWeights] in plain Java, one bin at a time, with the state of each series
/// carried by the caller. It gives what the learning engines give, but needs none.
///
/// Not thread-safe: it has scratch space.
public final class NetworkKernel {

    private final List<LayerKernel> layers = new ArrayList<>();

    /// What each layer says, by layer.
    private final float[][] said;

    private final int inputs;
    private final int outputs;
    private final int stateSize;
    private final Matrix head;
    private final float[] headBias;
    private final float[] features;

    public NetworkKernel(NetworkWeights weights) {
        inputs = weights.inputs();
        outputs = weights.outputs();
        List<NetworkLayer> all = weights.layers();
        int at = 0;
        for (NetworkLayer layer : all.subList(0, all.size() - 1)) {
            int count = layer.shapes().size();
            layers.add(LayerKernel.of(layer, weights.arrays().subList(at, at + count)));
            at += count;
        }
        said = layers.stream().map(layer -> new float[layer.outputs()]).toArray(float[][]::new);
        NetworkLayer last = all.getLast();
        head = Matrix.of(weights.arrays().get(at), outputs, last.inputs());
        headBias = weights.arrays().get(at + 1);
        features = new float[head.factors()];
        stateSize = last.inputs() + layers.stream().mapToInt(LayerKernel::stateSize).sum();
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }

    /// How many numbers a series has to remember; zeros before its first bin.
    public int stateSize() {
        return stateSize;
    }

    /// Takes one more bin into the state of a series.
    ///
    /// @param input [inputs]
    /// @param state [stateSize], changed in place
    public void step(float[] input, float[] state) {
        float[] row = input;
        int at = said[said.length - 1].length;
        for (int i = 0; i < said.length; i++) {
            LayerKernel layer = layers.get(i);
            layer.step(row, state, at, said[i]);
            at += layer.stateSize();
            row = said[i];
        }
        System.arraycopy(row, 0, state, 0, row.length);
    }

    /// What the state says.
    ///
    /// @param output [outputs], overwritten
    public void read(float[] state, float[] output) {
        System.arraycopy(state, 0, features, 0, said[said.length - 1].length);
        System.arraycopy(headBias, 0, output, 0, outputs);
        head.addProduct(features, output);
    }
}
