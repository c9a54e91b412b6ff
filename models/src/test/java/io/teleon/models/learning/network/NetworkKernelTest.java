package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LstmKernelTest {

    @Property(tries = 30)
    void doesWhatTheEquationsSay(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 37) int hidden) {
        LstmWeights weights = Networks.drawn(seed, hidden);
        LstmKernel kernel = new LstmKernel(weights);
        float[] state = new float[hidden];
        float[] cell = new float[hidden];
        double[] plainState = new double[hidden];
        double[] plainCell = new double[hidden];
        float[] inputs = Networks.inputs(seed + 1, 20);
        for (int bin = 0; bin < 20; bin++) {
            float[] input =
                    Arrays.copyOfRange(
                            inputs, bin * weights.inputs(), (bin + 1) * weights.inputs());
            kernel.step(input, state, cell);
            plainStep(weights, input, plainState, plainCell);
        }
        float[] output = new float[weights.outputs()];
        kernel.read(state, output);
        for (int i = 0; i < hidden; i++) {
            assertEquals(plainState[i], state[i], 1e-5);
        }
        for (int i = 0; i < output.length; i++) {
            double sum = weights.headBias()[i];
            for (int j = 0; j < hidden; j++) {
                sum += weights.headWeights()[i * hidden + j] * plainState[j];
            }
            assertEquals(sum, output[i], 2e-5);
        }
    }

    /// Written from the equations, in double and with the functions of the JDK.
    private static void plainStep(
            LstmWeights weights, float[] input, double[] state, double[] cell) {
        int hidden = weights.hidden();
        double[] gates = new double[4 * hidden];
        for (int gate = 0; gate < gates.length; gate++) {
            gates[gate] = weights.inputBias()[gate] + weights.hiddenBias()[gate];
            for (int i = 0; i < input.length; i++) {
                gates[gate] += weights.inputWeights()[gate * input.length + i] * input[i];
            }
            for (int i = 0; i < hidden; i++) {
                gates[gate] += weights.hiddenWeights()[gate * hidden + i] * state[i];
            }
        }
        for (int i = 0; i < hidden; i++) {
            double in = logistic(gates[i]);
            double forget = logistic(gates[hidden + i]);
            double candidate = StrictMath.tanh(gates[2 * hidden + i]);
            double out = logistic(gates[3 * hidden + i]);
            cell[i] = forget * cell[i] + in * candidate;
            state[i] = out * StrictMath.tanh(cell[i]);
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Test
    void itsTangentIsWithinAMillionthEverywhere() {
        float[] values = new float[4001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 2000) / 100f;
        }
        float[] squashed = values.clone();
        LstmKernel.squash(squashed);
        for (int i = 0; i < values.length; i++) {
            assertEquals(StrictMath.tanh(values[i]), squashed[i], 1e-6);
        }
    }

    @Test
    void theSameStepsGiveTheSameBits() {
        LstmKernel kernel = new LstmKernel(Networks.drawn(1, 32));
        float[][] state = new float[2][32];
        float[][] cell = new float[2][32];
        float[] input = Networks.inputs(2, 1);
        // Long enough that the compiler replaces the interpreter on the way.
        for (int run = 0; run < 2; run++) {
            for (int i = 0; i < 20_000; i++) {
                kernel.step(input, state[run], cell[run]);
            }
        }

        assertArrayEquals(state[0], state[1]);
    }
}
