package io.teleon.controller.topology;

import io.teleon.models.network.ConnectPoint;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How many packets of one port the controller looks at in a second. What is above is dropped and
/// counted, so that one noisy host cannot occupy the loop.
public final class PacketInLimit {

    private final int maxPerSecond;
    private final NavigableMap<ConnectPoint, Count> counts = new TreeMap<>();
    private long dropped;

    private record Count(long second, int packets) {}

    public PacketInLimit(int maxPerSecond) {
        this.maxPerSecond = maxPerSecond;
    }

    public boolean admits(ConnectPoint port, Instant now) {
        long second = now.getEpochSecond();
        Count count = counts.get(port);
        int before = count != null && count.second() == second ? count.packets() : 0;
        if (before >= maxPerSecond) {
            dropped++;
            return false;
        }
        counts.put(port, new Count(second, before + 1));
        return true;
    }

    public long dropped() {
        return dropped;
    }
}
