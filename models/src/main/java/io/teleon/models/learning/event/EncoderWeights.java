package io.teleon.models.learning.event;

import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkWeights;

/// The parameters of a network that reads words into a vector: embeddings of parts of words, one
/// layer of LSTM in each direction (Schuster & Paliwal, IEEE Transactions on Signal Processing 45,
/// 1997), attention over their states (Bahdanau, Cho & Bengio, ICLR 2015), and a linear layer.
///
/// The head of each direction is its share of the attention that a word gets.
///
/// @param parts [bucket, size]: embeddings of whole words and of their trigrams, by [WordParts]
/// @param forward an LSTM from `size` inputs to 1 output
/// @param backward the same, over the words in reverse
/// @param outputWeights [output, 2 cells], forward first
/// @param outputBias one for each output
// Two networks are compared by their archives, never by equals; arrays are copied on the way in.
@SuppressWarnings("ArrayRecordComponent")
public record EncoderWeights(
        float[] parts,
        NetworkWeights forward,
        NetworkWeights backward,
        float[] outputWeights,
        float[] outputBias) {

    public static final int MOST_OUTPUTS = 256;

    public EncoderWeights {
        if (forward.architecture() != Architecture.LSTM
                || backward.architecture() != Architecture.LSTM
                || forward.inputs() != backward.inputs()
                || forward.hidden() != backward.hidden()
                || forward.outputs() != 1
                || backward.outputs() != 1) {
            throw new IllegalArgumentException("the two directions do not fit together");
        }
        if (parts.length != WordParts.BUCKETS * forward.inputs()) {
            throw new IllegalArgumentException(
                    parts.length
                            + " numbers of embeddings, not "
                            + WordParts.BUCKETS * forward.inputs());
        }
        if (outputBias.length < 1
                || outputBias.length > MOST_OUTPUTS
                || outputWeights.length != outputBias.length * 2 * forward.hidden()) {
            throw new IllegalArgumentException(
                    outputWeights.length + " output weights and " + outputBias.length + " biases");
        }
        parts = parts.clone();
        outputWeights = outputWeights.clone();
        outputBias = outputBias.clone();
    }

    /// Numbers of an embedded part, and inputs of the cells.
    public int size() {
        return forward.inputs();
    }

    /// Cells in each direction.
    public int hidden() {
        return forward.hidden();
    }

    /// Numbers of the vector that a text becomes.
    public int outputs() {
        return outputBias.length;
    }
}
