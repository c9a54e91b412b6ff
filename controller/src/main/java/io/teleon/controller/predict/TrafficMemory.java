package io.teleon.controller.predict;

import io.teleon.models.learning.upkeep.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was measured of some series over the last [#DAYS] days, bin by bin: 9 KB a series at five
/// minutes. At most [#MOST_SERIES]; others are not remembered, which only means that nothing is
/// learned from them.
public final class TrafficMemory {

    public static final int DAYS = 8;
    public static final int MOST_SERIES = 1000;

    private final Duration step;
    private final int capacity;

    /// By series, a ring by bin; NaN where nothing was measured.
    private final Map<String, float[]> rings = new TreeMap<>();

    /// Bins since the epoch: the newest, and how many of the last are known.
    private long newest = Long.MIN_VALUE;

    private int known;

    public TrafficMemory(Duration step) {
        this.step = step;
        capacity = (int) (Duration.ofDays(DAYS).toSeconds() / step.toSeconds());
    }

    /// @param end of the bin, on the grid; older bins than the newest are ignored
    /// @param value NaN where it is missing
    public void add(String name, Instant end, double value) {
        long bin = Math.floorDiv(end.getEpochSecond(), step.toSeconds());
        if (bin < newest) {
            return;
        }
        open(bin);
        float[] ring = rings.get(name);
        if (ring == null) {
            if (rings.size() >= MOST_SERIES) {
                return;
            }
            ring = new float[capacity];
            Arrays.fill(ring, Float.NaN);
            rings.put(name, ring);
        }
        ring[slot(bin)] = (float) value;
    }

    private void open(long bin) {
        if (newest == Long.MIN_VALUE) {
            newest = bin - 1;
        }
        // What was skipped is missing; a gap longer than the memory clears all of it.
        for (long next = Math.max(newest + 1, bin - capacity + 1); next <= bin; next++) {
            int slot = slot(next);
            rings.values().forEach(ring -> ring[slot] = Float.NaN);
        }
        known = (int) Math.min(capacity, known + Math.max(0, bin - newest));
        newest = bin;
    }

    private int slot(long bin) {
        return (int) Math.floorMod(bin, (long) capacity);
    }

    /// How many bins it knows, up to the newest.
    public int bins() {
        return known;
    }

    /// The end of the newest bin.
    public Instant newestEnd() {
        return Instant.ofEpochSecond(newest * step.toSeconds());
    }

    /// The newest bins, of which the last are to be judged by.
    ///
    /// @param bins at most [#bins]
    public Trial.Span span(int bins, int judgedBins) {
        List<double[]> values = new ArrayList<>();
        rings.values().forEach(ring -> values.add(since(ring, newest - bins + 1)));
        return new Trial.Span(
                List.copyOf(rings.keySet()),
                values,
                newestEnd().minus(step.multipliedBy(bins)),
                step,
                bins - judgedBins);
    }

    private double[] since(float[] ring, long from) {
        double[] values = new double[(int) (newest - from + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = ring[slot(from + i)];
        }
        return values;
    }

    /// Tells each bin of each series after a moment, bin by bin.
    public void replay(Instant after, Told told) {
        long from =
                Math.max(
                        newest - known + 1,
                        Math.floorDiv(after.getEpochSecond(), step.toSeconds()) + 1);
        for (long bin = from; bin <= newest; bin++) {
            Instant end = Instant.ofEpochSecond(bin * step.toSeconds());
            int slot = slot(bin);
            rings.forEach((name, ring) -> told.bin(name, end, ring[slot]));
        }
    }

    /// Told of a bin of a series.
    @FunctionalInterface
    public interface Told {
        void bin(String name, Instant end, double value);
    }
}
