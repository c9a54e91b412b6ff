package io.teleon.controller.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Bins that were read from where they were kept. Bounded: the newest [#MOST_BINS], 14 days.
public final class PastTraffic implements TrafficHistory {

    /// As far back as forecasts look.
    public static final int MOST_BINS = 14 * 288;

    private final NavigableMap<Instant, Bin> bins = new TreeMap<>();

    /// The later of two with the same end counts.
    public void add(Bin bin) {
        bins.put(bin.end(), bin);
        Instant oldest = bins.lastKey().minus(BIN.multipliedBy(MOST_BINS));
        bins.headMap(oldest, true).clear();
    }

    /// The same bins, whatever is added later.
    public PastTraffic copy() {
        PastTraffic copy = new PastTraffic();
        copy.bins.putAll(bins);
        return copy;
    }

    public boolean isEmpty() {
        return bins.isEmpty();
    }

    public int size() {
        return bins.size();
    }

    /// Where nothing was kept for a while, bins in which nothing was measured take the place.
    @Override
    public List<Bin> binsBefore(Instant now) {
        NavigableMap<Instant, Bin> past = bins.headMap(now, true);
        List<Bin> all = new ArrayList<>();
        if (!past.isEmpty()) {
            for (Instant end = past.firstKey(); !end.isAfter(past.lastKey()); end = end.plus(BIN)) {
                all.add(past.getOrDefault(end, new Bin(end, new LinkedHashMap<>())));
            }
        }
        return all;
    }
}
