package io.teleon.simulator.traffic;

import io.teleon.models.traffic.NodePair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Another source's traffic with surges that people want while it is played. As long as nobody
/// wants any it is the other's, bit for bit. Owned by the world's thread.
public final class WhimsicalTraffic implements TrafficSource {

    private static final int MOST_SURGES = 32;

    private final TrafficSource source;
    private final List<Surge> surges = new ArrayList<>();
    private TrafficSource surged;

    public WhimsicalTraffic(TrafficSource source) {
        this.source = source;
        this.surged = source;
    }

    /// What it would be if nobody wanted anything.
    public TrafficSource source() {
        return source;
    }

    /// Adds a surge; those that are over at its beginning are forgotten.
    ///
    /// @return whether there was room for it
    public boolean add(Surge surge) {
        surges.removeIf(old -> !old.end().isAfter(surge.begin()));
        return surges.size() < MOST_SURGES && change(surges.add(surge));
    }

    /// Ends a surge before its time.
    public boolean remove(Surge surge) {
        return change(surges.remove(surge));
    }

    private boolean change(boolean changed) {
        surged = surges.isEmpty() ? source : SurgedTraffic.of(source, surges);
        return changed;
    }

    @Override
    public List<NodePair> pairs() {
        return source.pairs();
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        surged.fill(time, bitsPerSecond);
    }
}
