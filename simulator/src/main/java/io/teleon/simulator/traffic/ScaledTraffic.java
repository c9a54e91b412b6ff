package io.teleon.simulator.traffic;

import io.teleon.models.traffic.NodePair;
import java.time.Instant;
import java.util.List;

/// Another source's traffic, so many times as much.
record ScaledTraffic(TrafficSource source, double factor) implements TrafficSource {

    ScaledTraffic {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "traffic scaled by " + factor + ", not zero or more");
        }
    }

    @Override
    public List<NodePair> pairs() {
        return source.pairs();
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        source.fill(time, bitsPerSecond);
        for (int pair = 0; pair < pairs().size(); pair++) {
            bitsPerSecond[pair] *= factor;
        }
    }
}
