package io.teleon.models.learning;

/// One step of the network of [LstmWeights], in plain Java with the state carried by the caller.
///
/// The arithmetic is `float` multiplication, addition and division in a fixed order, so it gives
/// the same bits on every machine, and its inner loops are of the form that the compiler turns into
/// vector instructions. The hyperbolic tangent is a rational function (the minimax approximation of
/// degree 13/6 that Eigen uses, within 5e-7 of the true one), for `StrictMath.tanh` takes fifty
/// times as long; the logistic function is (1 + tanh(x/2)) / 2.
///
/// Not thread-safe: it has scratch space.
public final class LstmKernel {

    private static final float LARGEST = 7.905311f;

    private final int inputs;
    private final int hidden;
    private final int outputs;

    /// [input or hidden or a row of zeros up to a multiple of four, gate]; rows of gates that pass
    /// a logistic function are halved, which is exact.
    private final float[][] columns;

    private final float[] bias;

    /// [hidden or zeros, output].
    private final float[][] head;

    private final float[] headBias;
    private final float[] gates;
    private final float[] joined;

    public LstmKernel(LstmWeights weights) {
        inputs = weights.inputs();
        hidden = weights.hidden();
        outputs = weights.outputs();
        int width = 4 * hidden;
        int rows = (inputs + hidden + 3) / 4 * 4;
        columns = new float[rows][width];
        bias = new float[width];
        gates = new float[width];
        joined = new float[rows];
        for (int gate = 0; gate < width; gate++) {
            boolean logistic = gate / hidden != 2;
            float factor = logistic ? 0.5f : 1f;
            bias[gate] = factor * (weights.inputBias()[gate] + weights.hiddenBias()[gate]);
            for (int i = 0; i < inputs; i++) {
                columns[i][gate] = factor * weights.inputWeights()[gate * inputs + i];
            }
            for (int i = 0; i < hidden; i++) {
                columns[inputs + i][gate] = factor * weights.hiddenWeights()[gate * hidden + i];
            }
        }
        head = new float[(hidden + 3) / 4 * 4][outputs];
        headBias = weights.headBias().clone();
        for (int output = 0; output < outputs; output++) {
            for (int i = 0; i < hidden; i++) {
                head[i][output] = weights.headWeights()[output * hidden + i];
            }
        }
    }

    public int inputs() {
        return inputs;
    }

    public int hidden() {
        return hidden;
    }

    public int outputs() {
        return outputs;
    }

    /// Takes one more input into the state of a series.
    ///
    /// @param input [inputs]
    /// @param state [hidden], the cells' outputs, changed in place
    /// @param cell [hidden], what the cells remember, changed in place
    public void step(float[] input, float[] state, float[] cell) {
        System.arraycopy(input, 0, joined, 0, inputs);
        System.arraycopy(state, 0, joined, inputs, hidden);
        System.arraycopy(bias, 0, gates, 0, gates.length);
        multiply(columns, joined, gates);
        squash(gates);
        for (int i = 0; i < hidden; i++) {
            cell[i] =
                    (0.5f + 0.5f * gates[hidden + i]) * cell[i]
                            + (0.5f + 0.5f * gates[i]) * gates[2 * hidden + i];
            state[i] = cell[i];
        }
        squash(state);
        for (int i = 0; i < hidden; i++) {
            state[i] *= 0.5f + 0.5f * gates[3 * hidden + i];
        }
    }

    /// What the state says.
    ///
    /// @param output [outputs], overwritten
    public void read(float[] state, float[] output) {
        System.arraycopy(state, 0, joined, 0, hidden);
        for (int i = hidden; i < head.length; i++) {
            joined[i] = 0;
        }
        System.arraycopy(headBias, 0, output, 0, outputs);
        multiply(head, joined, output);
        for (int i = inputs + hidden; i < joined.length; i++) {
            joined[i] = 0;
        }
    }

    private static void multiply(float[][] rows, float[] factors, float[] sums) {
        int width = rows[0].length;
        for (int row = 0; row < rows.length; row += 4) {
            float[] a = rows[row];
            float[] b = rows[row + 1];
            float[] c = rows[row + 2];
            float[] d = rows[row + 3];
            float fa = factors[row];
            float fb = factors[row + 1];
            float fc = factors[row + 2];
            float fd = factors[row + 3];
            for (int i = 0; i < width; i++) {
                sums[i] += (a[i] * fa + b[i] * fb) + (c[i] * fc + d[i] * fd);
            }
        }
    }

    /// The hyperbolic tangent of each.
    static void squash(float[] values) {
        for (int i = 0; i < values.length; i++) {
            float x = Math.max(-LARGEST, Math.min(LARGEST, values[i]));
            float s = x * x;
            float p = -2.7607684e-16f * s + 2.000188e-13f;
            p = p * s - 8.604672e-11f;
            p = p * s + 5.1222973e-8f;
            p = p * s + 1.48572235e-5f;
            p = p * s + 6.3726195e-4f;
            p = p * s + 4.8935246e-3f;
            float q = 1.1982584e-6f * s + 1.1853471e-4f;
            q = q * s + 2.2684347e-3f;
            q = q * s + 4.893525e-3f;
            values[i] = x * p / q;
        }
    }
}
