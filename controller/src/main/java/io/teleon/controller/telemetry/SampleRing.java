package io.teleon.controller.telemetry;

import java.time.Instant;
import java.util.Arrays;

/// The newest samples of one series, oldest first: times that only grow, and their values. Takes
/// room as it fills. For any number of threads.
final class SampleRing {

    private static final int FIRST_SIZE = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final int capacity;
    private long[] times = new long[0];
    private double[] values = new double[0];

    /// Where the oldest is.
    private int start;

    private int size;

    SampleRing(int capacity) {
        this.capacity = capacity;
    }

    /// Told of one sample.
    interface Reader {

        void read(Instant at, double value);
    }

    /// False where it is not newer than the newest, and not kept.
    synchronized boolean add(Instant at, double value) {
        long time = nanos(at);
        if (size > 0 && time <= times[place(size - 1)]) {
            return false;
        }
        if (size == times.length && size < capacity) {
            grow();
        }
        if (size == capacity) {
            start = place(1);
            size--;
        }
        times[place(size)] = time;
        values[place(size)] = value;
        size++;
        return true;
    }

    /// Reads those in [from, to).
    synchronized void read(Instant from, Instant to, Reader reader) {
        long first = nanos(from);
        long end = nanos(to);
        for (int i = 0; i < size; i++) {
            long time = times[place(i)];
            if (time >= first && time < end) {
                reader.read(instant(time), values[place(i)]);
            }
        }
    }

    synchronized void readLatest(Reader reader) {
        if (size > 0) {
            int last = place(size - 1);
            reader.read(instant(times[last]), values[last]);
        }
    }

    private void grow() {
        int length = Math.min(capacity, Math.max(FIRST_SIZE, 2 * times.length));
        // Until it has its full length nothing is ever dropped, so the oldest is at 0.
        times = Arrays.copyOf(times, length);
        values = Arrays.copyOf(values, length);
    }

    private int place(int index) {
        int at = start + index;
        return at < times.length ? at : at - times.length;
    }

    /// Nanoseconds since the epoch; beyond the years they reach (1677 to 2262), the last of them.
    private static long nanos(Instant at) {
        try {
            return Math.addExact(
                    Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
        } catch (ArithmeticException e) {
            return at.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
