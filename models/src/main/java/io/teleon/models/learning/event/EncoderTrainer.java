package io.teleon.models.learning.event;

import java.util.List;

/// Learns an [EncoderWeights] from messages of many kinds; a learning engine stands behind it.
public interface EncoderTrainer {

    /// Words of a message, and the number of its kind.
    record Example(List<String> words, int kind) {

        public Example {
            words = List.copyOf(words);
            if (words.isEmpty() || kind < 0) {
                throw new IllegalArgumentException(words.size() + " words of kind " + kind);
            }
        }
    }

    /// How it is learned.
    ///
    /// @param size of an embedded part of a word
    /// @param hidden cells in each direction
    /// @param outputs numbers of the vector
    record Settings(
            long seed, int size, int hidden, int outputs, int epochs, int batch, double rate) {

        public static Settings standard(long seed) {
            return new Settings(seed, 24, 24, 32, 12, 48, 4e-3);
        }

        public Settings withEpochs(int count) {
            return new Settings(seed, size, hidden, outputs, count, batch, rate);
        }
    }

    /// Told after each epoch.
    @FunctionalInterface
    interface Progress {
        void epoch(int epoch, int of, double loss, double right);
    }

    /// The engine's name.
    String engine();

    /// Blocks while it learns. The same examples and settings give the same bits.
    EncoderWeights train(List<Example> examples, Settings settings, Progress progress);

    /// What the engine makes of the words: one number for each output, of length 1 together.
    float[] run(EncoderWeights weights, List<String> words);
}
