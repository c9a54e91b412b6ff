package io.teleon.simulator.traffic;

import io.teleon.models.traffic.NodePair;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Another source's traffic with its day turned around: what it offers half a day later. Who learns
/// from it expects the night's ebb at the evening's flood.
///
/// @param source a pure function of the time
public record MirroredTraffic(TrafficSource source) implements TrafficSource {

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    @Override
    public List<NodePair> pairs() {
        return source.pairs();
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        source.fill(time.plus(HALF_A_DAY), bitsPerSecond);
    }
}
