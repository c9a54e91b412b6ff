package io.teleon.simulator.world;

import io.teleon.models.network.LinkId;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// When links were in trouble in truth: asked for more than they carry, cut, or lossy. Against it
/// is held what a controller did about them. At most [#MOST] spells are kept, the first ones.
public final class TroubleLog {

    private static final int MOST = 100_000;

    private final NavigableMap<LinkId, Long> since = new TreeMap<>();
    private final List<Trouble> over = new ArrayList<>();

    TroubleLog() {}

    /// A spell of trouble of one directed link. Times are nanoseconds since the start.
    public record Trouble(LinkId link, long fromNanos, long toNanos) {}

    void note(LinkId link, boolean isInTrouble, long nowNanos) {
        if (isInTrouble) {
            since.putIfAbsent(link, nowNanos);
            return;
        }
        Long from = since.isEmpty() ? null : since.remove(link);
        if (from != null && over.size() < MOST) {
            over.add(new Trouble(link, from, nowNanos));
        }
    }

    /// What is over and what goes on until now.
    List<Trouble> all(long nowNanos) {
        List<Trouble> all = new ArrayList<>(over);
        since.forEach((link, from) -> all.add(new Trouble(link, from, nowNanos)));
        return all;
    }
}
