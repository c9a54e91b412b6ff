package io.teleon.models.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Puts the samples of one series on a grid of time and keeps the newest slots. Single owner: the
/// shard of the series.
///
/// The grid's lines are multiples of the step since the epoch, so the windows of all series line
/// up. In one slot the latest offer wins. A late value still fills its slot; at the bound the
/// oldest slot is dropped.
public final class WindowRecorder {

    private static final int MAX_CAPACITY = 1 << 20;

    private final Duration step;

    /// A ring: the slot with number n is at n modulo the length.
    private final double[] ring;

    /// One past the newest slot.
    private long end;

    private int size;

    public WindowRecorder(Duration step, int capacity) {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("step " + step + " is not above zero");
        }
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + " is not 1.." + MAX_CAPACITY);
        }
        this.step = step;
        ring = new double[capacity];
    }

    /// Records a value; false where it is older than the whole window and was dropped.
    public boolean offer(Instant at, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value " + value + " is not finite");
        }
        long slot = slot(at);
        if (size > 0 && slot < end - ring.length) {
            return false;
        }
        if (size == 0) {
            end = slot;
        }
        reach(slot);
        if (slot < end - size) {
            grow(slot);
        }
        ring[place(slot)] = value;
        return true;
    }

    /// Lets time pass without a value: slots that begin before `now` and have none are gaps.
    public void advance(Instant now) {
        if (size > 0) {
            reach(slot(now.minusNanos(1)));
        }
    }

    public Window window() {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = ring[place(end - size + i)];
        }
        return Window.of(Instant.EPOCH.plus(step.multipliedBy(end - size)), step, values);
    }

    /// Makes the slot the newest one, with gaps up to it, if it is newer.
    private void reach(long slot) {
        if (slot < end) {
            return;
        }
        long skipped = slot + 1 - end;
        if (skipped >= ring.length) {
            Arrays.fill(ring, Double.NaN);
        } else {
            for (long n = end; n <= slot; n++) {
                ring[place(n)] = Double.NaN;
            }
        }
        size = (int) Math.min(ring.length, size + skipped);
        end = slot + 1;
    }

    /// Takes in an older slot, within capacity, with gaps after it.
    private void grow(long slot) {
        for (long n = slot; n < end - size; n++) {
            ring[place(n)] = Double.NaN;
        }
        size = (int) (end - slot);
    }

    private int place(long slot) {
        return (int) Math.floorMod(slot, (long) ring.length);
    }

    private long slot(Instant at) {
        Duration since = Duration.between(Instant.EPOCH, at);
        long slot = since.dividedBy(step);
        boolean isBefore = step.multipliedBy(slot).compareTo(since) > 0;
        return isBefore ? slot - 1 : slot;
    }
}
