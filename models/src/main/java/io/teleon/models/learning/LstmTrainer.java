package io.teleon.models.learning;

/// Learns the parameters of a network; a learning engine stands behind it.
public interface LstmTrainer {

    /// What came out: the parameters of the epoch that validated best.
    record Trained(
            LstmWeights weights, int epochs, int bestEpoch, double trainLoss, double validLoss) {}

    /// Told after each epoch.
    @FunctionalInterface
    interface Progress {
        void epoch(int epoch, int of, double trainLoss, double validLoss);
    }

    /// The engine's name.
    String engine();

    /// Blocks while it learns. The same set and settings give the same bits.
    Trained train(TrainingSet set, TrainingSettings settings, Progress progress);

    /// What a network says after each bin of each series, from a state of zeros.
    ///
    /// @param inputs [series, bin, input]
    /// @return [series, bin, output]
    float[] run(LstmWeights weights, float[] inputs, int series, int bins);
}
