package io.teleon.models.learning.network;

import io.teleon.models.learning.network.NetworkLayer.Attention;
import io.teleon.models.learning.network.NetworkLayer.BothWays;
import io.teleon.models.learning.network.NetworkLayer.Cell;
import io.teleon.models.learning.network.NetworkLayer.Convolution;
import io.teleon.models.learning.network.NetworkLayer.Dense;
import io.teleon.models.learning.network.NetworkLayer.Recurrent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The family of recurrent networks that can be trained.
///
/// Only layers of one direction with biases are used, the form in which engines agree on the
/// parameters; what has more layers or directions is put together from those.
public enum Architecture {
    LSTM("lstm", "LSTM"),
    GRU("gru", "GRU"),
    RNN("rnn", "plain recurrent network"),
    STACKED("lstm-stacked", "two LSTM layers"),
    BIDIRECTIONAL("lstm-bidirectional", "bidirectional LSTM"),
    CONVOLUTION("conv-lstm", "convolution and LSTM"),
    ATTENTION("lstm-attention", "LSTM with attention");

    private final String word;
    private final String title;

    Architecture(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// As commands, tables and files call it.
    public String word() {
        return word;
    }

    /// As people call it.
    public String title() {
        return title;
    }

    public static Optional<Architecture> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /// The layers, each of which takes what the one before gives; the last is a [Dense].
    ///
    /// @param hidden cells of each recurrent layer and direction
    public List<NetworkLayer> layers(int inputs, int hidden, int outputs) {
        return switch (this) {
            case LSTM -> recurrent(Cell.LSTM, inputs, hidden, outputs);
            case GRU -> recurrent(Cell.GRU, inputs, hidden, outputs);
            case RNN -> recurrent(Cell.PLAIN, inputs, hidden, outputs);
            case STACKED ->
                    List.of(
                            new Recurrent(Cell.LSTM, inputs, hidden),
                            new Recurrent(Cell.LSTM, hidden, hidden),
                            new Dense(hidden, outputs));
            case BIDIRECTIONAL ->
                    List.of(new BothWays(inputs, hidden), new Dense(2 * hidden, outputs));
            case CONVOLUTION ->
                    List.of(
                            new Convolution(inputs, hidden),
                            new Recurrent(Cell.LSTM, hidden, hidden),
                            new Dense(hidden, outputs));
            case ATTENTION ->
                    List.of(
                            new Recurrent(Cell.LSTM, inputs, hidden),
                            new Attention(hidden),
                            new Dense(2 * hidden, outputs));
        };
    }

    private static List<NetworkLayer> recurrent(Cell cell, int inputs, int hidden, int outputs) {
        return List.of(new Recurrent(cell, inputs, hidden), new Dense(hidden, outputs));
    }

    /// All arrays of parameters, layer by layer.
    public List<NetworkLayer.Shape> shapes(int inputs, int hidden, int outputs) {
        return layers(inputs, hidden, outputs).stream()
                .flatMap(layer -> layer.shapes().stream())
                .toList();
    }
}
