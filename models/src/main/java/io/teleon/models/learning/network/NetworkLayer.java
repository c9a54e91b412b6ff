package io.teleon.models.learning.network;

import java.util.List;

/// One layer of a network: what it is made of. Every layer speaks in every bin, from that bin and
/// earlier ones.
public sealed interface NetworkLayer {

    /// An array of parameters.
    ///
    /// @param gates that share the rows
    /// @param rows first index, the outputs or `gates` times as many
    /// @param columns second index; 1 for a bias
    record Shape(String name, int gates, int rows, int columns) {

        public int count() {
            return rows * columns;
        }

        public boolean isBias() {
            return name.endsWith("bias");
        }
    }

    /// Numbers that come in for each bin.
    int inputs();

    /// Numbers that go out for each bin.
    int outputs();

    /// Its parameters, in the order of files.
    List<Shape> shapes();

    /// What a recurrent cell is.
    enum Cell {
        /// Long short-term memory (Hochreiter & Schmidhuber, Neural Computation 9, 1997); gates
        /// input, forget, candidate, output.
        LSTM(4),
        /// Gated recurrent unit (Cho et al., EMNLP 2014) in the form of cuDNN, which resets after
        /// the product; gates reset, update, new.
        GRU(3),
        /// A hyperbolic tangent of input and state (Elman, Cognitive Science 14, 1990).
        PLAIN(1);

        private final int gates;

        Cell(int gates) {
            this.gates = gates;
        }

        public int gates() {
            return gates;
        }
    }

    /// Cells of one direction, with two biases as cuDNN has them, so that engines agree.
    record Recurrent(Cell cell, int inputs, int hidden) implements NetworkLayer {

        @Override
        public int outputs() {
            return hidden;
        }

        @Override
        public List<Shape> shapes() {
            int gates = cell.gates();
            int rows = gates * hidden;
            return List.of(
                    new Shape("input weights", gates, rows, inputs),
                    new Shape("hidden weights", gates, rows, hidden),
                    new Shape("input bias", gates, rows, 1),
                    new Shape("hidden bias", gates, rows, 1));
        }
    }

    /// A bidirectional LSTM (Schuster & Paliwal, IEEE Trans. Signal Processing 45, 1997) that looks
    /// at no later bin: one direction runs along the series, the other, anew for each bin, from it
    /// back over the last [#SPAN] bins. Its outputs are those of both.
    record BothWays(int inputs, int hidden) implements NetworkLayer {

        /// Bins read backwards.
        public static final int SPAN = 12;

        public Recurrent direction() {
            return new Recurrent(Cell.LSTM, inputs, hidden);
        }

        @Override
        public int outputs() {
            return 2 * hidden;
        }

        @Override
        public List<Shape> shapes() {
            return java.util.stream.Stream.of(direction(), direction())
                    .flatMap(one -> one.shapes().stream())
                    .toList();
        }
    }

    /// A convolution over the last [#WIDTH] bins, then a rectifier.
    record Convolution(int inputs, int outputs) implements NetworkLayer {

        public static final int WIDTH = 5;

        @Override
        public List<Shape> shapes() {
            return List.of(
                    new Shape("filters", 1, outputs, inputs * WIDTH),
                    new Shape("filter bias", 1, outputs, 1));
        }
    }

    /// Attention of a state over the last [#SPAN] states, itself among them, scored by a bilinear
    /// form (Luong, Pham & Manning, EMNLP 2015, "general"). Its outputs are the state and what it
    /// found.
    record Attention(int inputs) implements NetworkLayer {

        public static final int SPAN = 24;

        @Override
        public int outputs() {
            return 2 * inputs;
        }

        @Override
        public List<Shape> shapes() {
            return List.of(new Shape("query weights", 1, inputs, inputs));
        }
    }

    /// A linear layer; the last one of every network.
    record Dense(int inputs, int outputs) implements NetworkLayer {

        /// Its weights start as those of a layer with four gates do: small, for the network begins
        /// by adding little.
        private static final int GATES = 4;

        @Override
        public List<Shape> shapes() {
            return List.of(
                    new Shape("head weights", GATES, outputs, inputs),
                    new Shape("head bias", GATES, outputs, 1));
        }
    }
}
