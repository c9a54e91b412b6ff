package io.teleon.models.learning;

import io.teleon.models.learning.network.NetworkKernel;
import io.teleon.models.learning.network.NetworkWeights;
import java.util.Arrays;
import java.util.List;

/// Networks that say together what the mean of them is: what one learned by luck another did not
/// (Hansen & Salamon, IEEE Trans. Pattern Analysis and Machine Intelligence 12, 1990). On the Java
/// kernel; not thread-safe.
final class Committee {

    private final List<NetworkKernel> kernels;
    private final float[] said;

    /// @param networks from the same inputs to the same outputs, at least one
    Committee(List<NetworkWeights> networks) {
        kernels = networks.stream().map(NetworkKernel::new).toList();
        said = new float[networks.getFirst().outputs()];
    }

    /// What a series has to remember, zeros at first: for each network an array.
    float[][] newState() {
        return kernels.stream()
                .map(kernel -> new float[kernel.stateSize()])
                .toArray(float[][]::new);
    }

    /// Takes one more bin.
    void step(float[] input, float[][] state) {
        for (int i = 0; i < state.length; i++) {
            kernels.get(i).step(input, state[i]);
        }
    }

    /// @param output overwritten
    void read(float[][] state, float[] output) {
        if (state.length == 1) {
            kernels.getFirst().read(state[0], output);
            return;
        }
        Arrays.fill(output, 0);
        for (int i = 0; i < state.length; i++) {
            kernels.get(i).read(state[i], said);
            for (int j = 0; j < output.length; j++) {
                output[j] += said[j] / state.length;
            }
        }
    }
}
