package io.teleon.models.learning;

import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;

/// Learns the parameters of networks; a learning engine stands behind it.
public interface NetworkTrainer {

    /// What came out: the parameters of the epoch that validated best.
    record Trained(
            NetworkWeights weights,
            int epochs,
            int bestEpoch,
            double trainLoss,
            double validLoss) {}

    /// Told after each epoch.
    @FunctionalInterface
    interface Progress {
        void epoch(
                Architecture architecture, int epoch, int of, double trainLoss, double validLoss);
    }

    /// The engine's name.
    String engine();

    /// Blocks while it learns. The same set and settings give the same bits on the same engine.
    Trained train(
            Architecture architecture,
            TrainingSet set,
            TrainingSettings settings,
            Progress progress);

    /// What a network says after each bin of each series, from a state of zeros.
    ///
    /// @param inputs [series, bin, input]
    /// @return [series, bin, output]
    float[] run(NetworkWeights weights, float[] inputs, int series, int bins);
}
