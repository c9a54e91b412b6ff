package io.teleon.models.learning.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.models.learning.Networks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkKernelTest {

    private static final int BINS = 40;

    @Property(tries = 60)
    void doesWhatTheEquationsSay(
            @ForAll Architecture architecture,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 19) int hidden) {
        NetworkWeights weights = Networks.drawn(architecture, seed, hidden);
        NetworkKernel kernel = new NetworkKernel(weights);
        float[] inputs = Networks.inputs(seed + 1, BINS);
        float[] state = new float[kernel.stateSize()];
        float[] said = new float[weights.outputs()];
        List<double[]> rows = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            float[] input =
                    Arrays.copyOfRange(
                            inputs, bin * weights.inputs(), (bin + 1) * weights.inputs());
            kernel.step(input, state);
            rows.add(PlainNetwork.doubles(input));
            if (bin % 13 == 0 || bin == BINS - 1) {
                kernel.read(state, said);
                double[] expected = PlainNetwork.lastRow(weights, rows);
                for (int i = 0; i < said.length; i++) {
                    assertEquals(expected[i], said[i], 1e-4 * Math.max(1, Math.abs(expected[i])));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksAtNothingButItsStateSoSeriesDoNotMeet(Architecture architecture) {
        NetworkWeights weights = Networks.drawn(architecture, 3, 6);
        NetworkKernel shared = new NetworkKernel(weights);
        NetworkKernel alone = new NetworkKernel(weights);
        float[][] states = new float[2][shared.stateSize()];
        float[] state = new float[alone.stateSize()];
        for (int bin = 0; bin < BINS; bin++) {
            shared.step(Networks.inputs(bin, 1), states[0]);
            shared.step(Networks.inputs(1000 + bin, 1), states[1]);
            alone.step(Networks.inputs(bin, 1), state);
        }

        assertArrayEquals(state, states[0]);
    }

    @Test
    void itsTangentIsWithinAMillionthEverywhere() {
        float[] values = new float[4001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 2000) / 100f;
        }
        float[] squashed = values.clone();
        Squash.tangents(squashed);
        for (int i = 0; i < values.length; i++) {
            assertEquals(StrictMath.tanh(values[i]), squashed[i], 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameStepsGiveTheSameBits(Architecture architecture) {
        NetworkKernel kernel = new NetworkKernel(Networks.drawn(architecture, 1, 12));
        float[][] state = new float[2][kernel.stateSize()];
        float[] input = Networks.inputs(2, 1);
        // Long enough that the compiler replaces the interpreter on the way.
        for (int run = 0; run < 2; run++) {
            for (int i = 0; i < 4000; i++) {
                kernel.step(input, state[run]);
            }
        }

        assertArrayEquals(state[0], state[1]);
    }

    @Test
    void weightsThatAreNoNumbersOrTooFewAreRefused() {
        List<float[]> arrays = new ArrayList<>(Networks.drawn(Architecture.GRU, 1, 4).arrays());
        arrays.set(5, new float[59]);
        assertEquals(
                "59 head bias, not 60",
                assertThrows(IllegalArgumentException.class, () -> gru(arrays)).getMessage());
        arrays.set(5, new float[60]);
        arrays.get(0)[7] = Float.NaN;
        assertEquals(
                "input weights have a value of NaN",
                assertThrows(IllegalArgumentException.class, () -> gru(arrays)).getMessage());
    }

    private static NetworkWeights gru(List<float[]> arrays) {
        return new NetworkWeights(Architecture.GRU, 20, 4, 60, arrays);
    }
}
