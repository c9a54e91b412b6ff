package io.teleon.models.learning.djl;

import io.teleon.models.learning.LstmWeights;
import io.teleon.models.learning.Networks;

/// Starts the engine and computes something; for a process of its own.
final class OfflineStartMain {

    private OfflineStartMain() {}

    public static void main(String[] arguments) {
        LstmWeights weights = Networks.drawn(1, 4);
        float[] said = MxnetTrainer.start().run(weights, Networks.inputs(2, 3), 1, 3);
        System.exit(said.length == 3 * weights.outputs() ? 0 : 1);
    }
}
