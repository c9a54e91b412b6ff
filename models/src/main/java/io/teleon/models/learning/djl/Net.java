package io.teleon.models.learning.djl;

import ai.djl.ndarray.NDArray;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkLayer;
import io.teleon.models.learning.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A network on an engine, with its parameters read, written and drawn.
final class Net {

    /// Heads begin so much smaller than other layers: the network begins by agreeing with the
    /// linear model.
    private static final float HEAD = 0.1f;

    private final Architecture architecture;
    private final int inputs;
    private final int hidden;
    private final int outputs;
    private final NetworkBlock block;

    Net(Architecture architecture, int inputs, int hidden, int outputs) {
        this.architecture = architecture;
        this.inputs = inputs;
        this.hidden = hidden;
        this.outputs = outputs;
        block = new NetworkBlock(architecture.layers(inputs, hidden, outputs));
    }

    NetworkBlock block() {
        return block;
    }

    NetworkWeights read() {
        return new NetworkWeights(
                architecture,
                inputs,
                hidden,
                outputs,
                block.arrays().stream().map(NDArray::toFloatArray).toList());
    }

    void write(NetworkWeights weights) {
        List<NDArray> arrays = block.arrays();
        for (int i = 0; i < arrays.size(); i++) {
            arrays.get(i).set(weights.arrays().get(i));
        }
    }

    /// Shortens the gradient of all parameters together to a norm (Pascanu, Mikolov & Bengio, ICML
    /// 2013); DJL's own clipping bends its direction, element by element.
    void clip(double norm) {
        List<NDArray> gradients = block.gradients();
        double square = 0;
        for (NDArray gradient : gradients) {
            try (NDArray squares = gradient.square();
                    NDArray sum = squares.sum()) {
                square += sum.getFloat();
            }
        }
        double length = Math.sqrt(square);
        if (length > norm) {
            for (NDArray gradient : gradients) {
                gradient.muli(norm / length);
            }
        }
        gradients.forEach(NDArray::close);
    }

    /// Uniform after Glorot & Bengio (AISTATS 2010); biases are zero, but LSTM cells begin by
    /// remembering (Jozefowicz, Zaremba & Sutskever, ICML 2015).
    NetworkWeights firstWeights(RandomGenerator random) {
        List<float[]> arrays = new ArrayList<>();
        for (NetworkLayer layer : architecture.layers(inputs, hidden, outputs)) {
            for (NetworkLayer.Shape shape : layer.shapes()) {
                float[] values = shape.isBias() ? new float[shape.rows()] : uniform(random, shape);
                if (layer instanceof NetworkLayer.Dense) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] *= HEAD;
                    }
                }
                if (shape.name().equals("input bias") && shape.gates() == 4) {
                    for (int i = shape.rows() / 4; i < shape.rows() / 2; i++) {
                        values[i] = 1;
                    }
                }
                arrays.add(values);
            }
        }
        return new NetworkWeights(architecture, inputs, hidden, outputs, arrays);
    }

    private static float[] uniform(RandomGenerator random, NetworkLayer.Shape shape) {
        float[] values = new float[shape.count()];
        double fan = shape.rows() / (double) shape.gates() + shape.columns();
        double bound = Math.sqrt(6.0 / fan);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }
}
