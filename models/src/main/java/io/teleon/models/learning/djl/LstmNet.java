package io.teleon.models.learning.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import io.teleon.models.learning.LstmWeights;
import java.util.List;

/// The network as a block of DJL: one layer, one direction, with biases, the form in which engines
/// agree on the parameters, then a linear layer over the state of each bin.
final class LstmNet {

    private final int inputs;
    private final int hidden;
    private final int outputs;
    private final Block lstm;
    private final Block head;
    private final SequentialBlock block;

    LstmNet(int inputs, int hidden, int outputs) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.outputs = outputs;
        lstm = LSTM.builder().setStateSize(hidden).setNumLayers(1).build();
        head = Linear.builder().setUnits(outputs).build();
        block = new SequentialBlock().add(lstm).add(head);
    }

    Block block() {
        return block;
    }

    int inputs() {
        return inputs;
    }

    int hidden() {
        return hidden;
    }

    int outputs() {
        return outputs;
    }

    LstmWeights read() {
        return new LstmWeights(
                inputs,
                hidden,
                outputs,
                array(lstm, "i2h_WEIGHT").toFloatArray(),
                array(lstm, "h2h_WEIGHT").toFloatArray(),
                array(lstm, "i2h_BIAS").toFloatArray(),
                array(lstm, "h2h_BIAS").toFloatArray(),
                array(head, "weight").toFloatArray(),
                array(head, "bias").toFloatArray());
    }

    void write(LstmWeights weights) {
        array(lstm, "i2h_WEIGHT").set(weights.inputWeights());
        array(lstm, "h2h_WEIGHT").set(weights.hiddenWeights());
        array(lstm, "i2h_BIAS").set(weights.inputBias());
        array(lstm, "h2h_BIAS").set(weights.hiddenBias());
        array(head, "weight").set(weights.headWeights());
        array(head, "bias").set(weights.headBias());
    }

    static NDArray array(Block owner, String suffix) {
        return owner.getParameters().stream()
                .filter(entry -> entry.getKey().endsWith(suffix))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no parameter " + suffix + " in " + owner.getParameters().keys()))
                .getValue()
                .getArray();
    }

    /// Shortens the gradient of all parameters together to a norm (Pascanu, Mikolov & Bengio, ICML
    /// 2013); DJL's own clipping bends its direction, element by element.
    void clip(double norm) {
        List<NDArray> gradients =
                block.getParameters().values().stream()
                        .map(Parameter::getArray)
                        .map(NDArray::getGradient)
                        .toList();
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
}
