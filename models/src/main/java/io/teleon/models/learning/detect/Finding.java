package io.teleon.models.learning.detect;

import java.time.Instant;

/// What [Screening] has to say.
public sealed interface Finding {

    /// Of which node.
    String node();

    Instant at();

    /// A series is odd.
    ///
    /// @param surprise minus the decimal logarithm of the p-value
    record Odd(String node, String series, Instant at, double surprise, Sign sign)
            implements Finding {}

    /// Much of a node is odd at once: one event instead of many.
    ///
    /// @param odd how many of its series are
    /// @param series how many it has
    record OddNode(String node, Instant at, int odd, int series) implements Finding {

        /// The share of its series that are odd, in [0, 1].
        public double rate() {
            return (double) odd / series;
        }
    }
}
