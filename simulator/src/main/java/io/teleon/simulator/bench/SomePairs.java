package io.teleon.simulator.bench;

import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.traffic.TrafficSource;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/// Another source's traffic for some of its pairs only. Single owner.
final class SomePairs implements TrafficSource {

    private final TrafficSource source;
    private final List<NodePair> pairs;
    private final int[] positions;
    private final double[] all;

    /// @param pairs in ascending order, all known to the source
    SomePairs(TrafficSource source, List<NodePair> pairs) {
        this.source = source;
        this.pairs = List.copyOf(pairs);
        List<NodePair> known = source.pairs();
        positions = pairs.stream().mapToInt(p -> Collections.binarySearch(known, p)).toArray();
        all = new double[known.size()];
    }

    @Override
    public List<NodePair> pairs() {
        return pairs;
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        source.fill(time, all);
        for (int i = 0; i < positions.length; i++) {
            bitsPerSecond[i] = all[positions[i]];
        }
    }
}
