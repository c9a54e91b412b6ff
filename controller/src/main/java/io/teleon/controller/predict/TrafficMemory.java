package io.teleon.controller.predict;

import io.teleon.models.learning.upkeep.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was measured of some series over the last [#DAYS] days, bin by bin: 9 KB a series at five
/// minutes.
///
/// It holds at most [#MOST_SERIES]. Where there is no room, a new one takes the place of one that
/// is gone, of those the one that is gone longest; where all are there, it is not remembered:
/// nothing is learned from it, and when another model comes into force its forecasts begin anew.
public final class TrafficMemory {

    public static final int DAYS = 8;
    public static final int MOST_SERIES = 1000;

    private final Duration step;
    private final int capacity;

    private final Map<String, Ring> rings = new TreeMap<>();

    /// Those that were gone when the newest bin began, longest first; some may be back.
    private final Deque<String> gone = new ArrayDeque<>();

    /// One series.
    private static final class Ring {
        /// By bin; NaN where nothing was measured.
        private final float[] values;

        /// The last bin that was told of it, be it as missing.
        private long last;

        Ring(int capacity) {
            values = new float[capacity];
            Arrays.fill(values, Float.NaN);
        }
    }

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
        Ring ring = rings.get(name);
        if (ring == null) {
            if (rings.size() >= MOST_SERIES && !evict()) {
                return;
            }
            ring = new Ring(capacity);
            rings.put(name, ring);
        }
        ring.values[slot(bin)] = (float) value;
        ring.last = bin;
    }

    /// A series is gone when a whole bin has passed without it.
    private boolean isGone(Ring ring) {
        return ring.last < newest - 1;
    }

    private boolean evict() {
        while (!gone.isEmpty()) {
            String name = gone.remove();
            Ring ring = rings.get(name);
            if (ring != null && isGone(ring)) {
                rings.remove(name);
                return true;
            }
        }
        return false;
    }

    private void open(long bin) {
        if (newest == Long.MIN_VALUE) {
            newest = bin - 1;
        }
        // What was skipped is missing; a gap longer than the memory clears all of it.
        for (long next = Math.max(newest + 1, bin - capacity + 1); next <= bin; next++) {
            int slot = slot(next);
            rings.values().forEach(ring -> ring.values[slot] = Float.NaN);
        }
        if (bin > newest) {
            known = (int) Math.min(capacity, known + bin - newest);
            newest = bin;
            gone.clear();
            rings.entrySet().stream()
                    .filter(entry -> isGone(entry.getValue()))
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().last))
                    .forEach(entry -> gone.add(entry.getKey()));
        }
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
        rings.values().forEach(ring -> values.add(since(ring.values, newest - bins + 1)));
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
            rings.forEach((name, ring) -> told.bin(name, end, ring.values[slot]));
        }
    }

    /// Told of a bin of a series.
    @FunctionalInterface
    public interface Told {
        void bin(String name, Instant end, double value);
    }
}
