package io.teleon.models.learning;

/// The parameters of a recurrent network: one layer of LSTM cells (Hochreiter & Schmidhuber, Neural
/// Computation 9, 1997) with biases, then a linear layer. Gates stand in the order input, forget,
/// candidate, output, as cuDNN and MXNet have them.
///
/// @param inputWeights [4 hidden, inputs]
/// @param hiddenWeights [4 hidden, hidden]
/// @param inputBias [4 hidden]
/// @param hiddenBias [4 hidden]
/// @param headWeights [outputs, hidden]
/// @param headBias [outputs]
// Two networks are compared by their archives, never by equals; arrays are copied on the way in.
@SuppressWarnings("ArrayRecordComponent")
public record LstmWeights(
        int inputs,
        int hidden,
        int outputs,
        float[] inputWeights,
        float[] hiddenWeights,
        float[] inputBias,
        float[] hiddenBias,
        float[] headWeights,
        float[] headBias) {

    static final int MOST_UNITS = 1024;

    public LstmWeights {
        if (inputs < 1
                || hidden < 1
                || outputs < 1
                || Math.max(inputs, Math.max(hidden, outputs)) > MOST_UNITS) {
            throw new IllegalArgumentException(
                    inputs
                            + " inputs, "
                            + hidden
                            + " cells and "
                            + outputs
                            + " outputs are not all in [1, "
                            + MOST_UNITS
                            + "]");
        }
        inputWeights = checked("input weights", inputWeights, 4 * hidden * inputs);
        hiddenWeights = checked("hidden weights", hiddenWeights, 4 * hidden * hidden);
        inputBias = checked("input bias", inputBias, 4 * hidden);
        hiddenBias = checked("hidden bias", hiddenBias, 4 * hidden);
        headWeights = checked("head weights", headWeights, outputs * hidden);
        headBias = checked("head bias", headBias, outputs);
    }

    private static float[] checked(String name, float[] values, int count) {
        if (values.length != count) {
            throw new IllegalArgumentException(values.length + " " + name + ", not " + count);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(name + " have a value of " + value);
            }
        }
        return values.clone();
    }
}
