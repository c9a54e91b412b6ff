package io.teleon.models.learning.djl;

import io.teleon.models.learning.Networks;
import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;

/// Starts the engine and computes something; for a process of its own.
final class OfflineStartMain {

    private OfflineStartMain() {}

    public static void main(String[] arguments) {
        NetworkWeights weights = Networks.drawn(Architecture.LSTM, 1, 4);
        float[] said = DjlTrainer.start().run(weights, Networks.inputs(2, 3), 1, 3);
        System.exit(said.length == 3 * weights.outputs() ? 0 : 1);
    }
}
