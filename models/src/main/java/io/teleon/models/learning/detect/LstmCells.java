package io.teleon.models.learning.detect;

/// A layer of LSTM cells (Hochreiter & Schmidhuber, Neural Computation 9, 1997) over a short
/// window, forwards and backwards through time, so that it can learn while rows come in: the
/// engines that train the forecasters are for whole data sets.
///
/// All parameters lie in one array: for each gate (input, forget, candidate, output) and each cell
/// a row of input weights, hidden weights and the bias.
final class LstmCells {

    private static final int GATES = 4;

    private final int inputs;
    private final int hidden;
    private final int width;

    /// Where this layer's parameters begin in the array of all.
    private final int from;

    /// [time + 1, hidden]; index 0 is the state before the window.
    private final double[][] state;

    private final double[][] cell;

    /// [time, gate x hidden], after their functions.
    private final double[][] gates;

    private final double[][] input;

    LstmCells(int inputs, int hidden, int times, int from) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.from = from;
        width = inputs + hidden + 1;
        state = new double[times + 1][hidden];
        cell = new double[times + 1][hidden];
        gates = new double[times][GATES * hidden];
        input = new double[times][inputs];
    }

    int parameters() {
        return GATES * hidden * width;
    }

    /// What each cell knows before the first time.
    double[] initialState() {
        return state[0];
    }

    double[] initialCell() {
        return cell[0];
    }

    double[] state(int time) {
        return state[time + 1];
    }

    double[] cell(int time) {
        return cell[time + 1];
    }

    /// The input of a time, to be filled before [#forward].
    double[] input(int time) {
        return input[time];
    }

    void forward(double[] parameters, int time) {
        double[] h = state[time];
        double[] gate = gates[time];
        for (int row = 0; row < GATES * hidden; row++) {
            int at = from + row * width;
            double sum = parameters[at + width - 1];
            for (int i = 0; i < inputs; i++) {
                sum += parameters[at + i] * input[time][i];
            }
            for (int i = 0; i < hidden; i++) {
                sum += parameters[at + inputs + i] * h[i];
            }
            gate[row] = row / hidden == 2 ? StrictMath.tanh(sum) : 1 / (1 + StrictMath.exp(-sum));
        }
        for (int i = 0; i < hidden; i++) {
            cell[time + 1][i] = gate[hidden + i] * cell[time][i] + gate[i] * gate[2 * hidden + i];
            state[time + 1][i] = gate[3 * hidden + i] * StrictMath.tanh(cell[time + 1][i]);
        }
    }

    /// One time backwards.
    ///
    /// @param slopes of the loss by the parameters, added to
    /// @param byState of the loss by the state after this time; afterwards by the one before it
    /// @param byCell the same of the cells
    void backward(
            double[] parameters, double[] slopes, int time, double[] byState, double[] byCell) {
        double[] gate = gates[time];
        double[] before = new double[GATES * hidden];
        for (int i = 0; i < hidden; i++) {
            double tanh = StrictMath.tanh(cell[time + 1][i]);
            double out = gate[3 * hidden + i];
            double byThisCell = byCell[i] + byState[i] * out * (1 - tanh * tanh);
            double in = gate[i];
            double forget = gate[hidden + i];
            double candidate = gate[2 * hidden + i];
            before[i] = byThisCell * candidate * in * (1 - in);
            before[hidden + i] = byThisCell * cell[time][i] * forget * (1 - forget);
            before[2 * hidden + i] = byThisCell * in * (1 - candidate * candidate);
            before[3 * hidden + i] = byState[i] * tanh * out * (1 - out);
            byCell[i] = byThisCell * forget;
            byState[i] = 0;
        }
        for (int row = 0; row < GATES * hidden; row++) {
            int at = from + row * width;
            double slope = before[row];
            for (int i = 0; i < inputs; i++) {
                slopes[at + i] += slope * input[time][i];
            }
            for (int i = 0; i < hidden; i++) {
                slopes[at + inputs + i] += slope * state[time][i];
                byState[i] += slope * parameters[at + inputs + i];
            }
            slopes[at + width - 1] += slope;
        }
    }
}
