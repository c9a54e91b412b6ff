package io.teleon.controller.telemetry;

import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The traffic between nodes as it was measured before a controller started: what an earlier life
/// left in a store, so that forecasts need not begin with nothing.
public interface TrafficHistory {

    /// The length of a bin.
    Duration BIN = Duration.ofMinutes(5);

    /// All bins that ended by this time, oldest first, each a [#BIN] after the one before.
    List<Bin> binsBefore(Instant now);

    /// The mean rates in the five minutes before `end`.
    ///
    /// @param end on the grid of [#BIN] since the epoch
    /// @param bitsPerSecond of each ordered pair of nodes that was measured, in ascending order;
    ///   one that is missing was not measured, which is not zero
    record Bin(Instant end, SequencedMap<NodePair, Double> bitsPerSecond) {

        public Bin {
            if (Math.floorMod(end.getEpochSecond(), BIN.toSeconds()) != 0 || end.getNano() != 0) {
                throw new IllegalArgumentException(
                        "a bin that ends at " + end + ", off the grid of five minutes");
            }
            bitsPerSecond =
                    Collections.unmodifiableSequencedMap(new LinkedHashMap<>(bitsPerSecond));
        }
    }
}
