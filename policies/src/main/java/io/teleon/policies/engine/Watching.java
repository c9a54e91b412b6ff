package io.teleon.policies.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes what is read while an answer is made, so that its reader is woken when some of it changes.
///
/// What an answer does not rest on may be dropped again: that of `a and b` with b false rests on b
/// alone. So it watches one literal that keeps a guard from being true, not all of them
/// (policy-language 6.4).
final class Watching {

    private static final int MOST_SPARE = 100_000;

    /// Stands for time among what is read.
    private static final Source TIME = new Source();

    private final Timers timers;
    private final boolean on;

    private Source[] sources = new Source[256];
    private double[] lows = new double[256];
    private double[] highs = new double[256];
    private long[] times = new long[256];
    private int size;
    private int[] pauses = new int[64];
    private int open;
    private int paused;
    private long recordings;

    private @Nullable Watch spare;
    private int spares;
    private int held;

    private List<Reader> restless = new ArrayList<>();
    private List<Reader> restlessBefore = new ArrayList<>();

    /// @param on whether anything is noted at all
    Watching(Timers timers, boolean on) {
        this.timers = timers;
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    /// How many answers were made so far, where they are watched.
    long answersMade() {
        return recordings;
    }

    /// How many pairs of a reader and what it reads there are.
    int watches() {
        return held;
    }

    // --- while an answer is made

    /// An answer begins; others may be made while it is.
    ///
    /// @return what [#end] wants to know
    int begin() {
        if (open == pauses.length) {
            pauses = Arrays.copyOf(pauses, open * 2);
        }
        pauses[open++] = paused;
        paused = 0;
        return size;
    }

    /// Whether what is read now is noted.
    boolean isNoted() {
        return on && open > 0 && paused == 0;
    }

    /// What is read from here on does not belong to the answer.
    void pause() {
        paused++;
    }

    void resume() {
        paused--;
    }

    void read(Source source) {
        add(source, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Micros.NEVER);
    }

    /// All values from low to high would have given the same answer.
    void read(Source source, double low, double high) {
        add(source, low, high, Micros.NEVER);
    }

    /// The answer may change at a time.
    void until(long time) {
        if (time != Micros.NEVER) {
            add(TIME, 0, 0, time);
        }
    }

    /// The answer may change at any time.
    void always() {
        add(TIME, 0, 0, Long.MIN_VALUE);
    }

    private void add(Source source, double low, double high, long time) {
        if (!isNoted()) {
            return;
        }
        if (size == sources.length) {
            sources = Arrays.copyOf(sources, size * 2);
            lows = Arrays.copyOf(lows, size * 2);
            highs = Arrays.copyOf(highs, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        sources[size] = source;
        lows[size] = low;
        highs[size] = high;
        times[size] = time;
        size++;
    }

    int mark() {
        return size;
    }

    /// Takes back what was noted between two marks.
    void drop(int from, int to) {
        int count = size - to;
        if (from == to || paused > 0) {
            return;
        }
        System.arraycopy(sources, to, sources, from, count);
        System.arraycopy(lows, to, lows, from, count);
        System.arraycopy(highs, to, highs, from, count);
        System.arraycopy(times, to, times, from, count);
        size -= to - from;
    }

    // --- when it is there

    /// The answer is made: from now on its reader watches what it read.
    ///
    /// @param base of its beginning
    void end(Reader reader, int base) {
        paused = pauses[--open];
        if (!on) {
            return;
        }
        recordings++;
        reader.due = Micros.NEVER;
        reader.always = false;
        Watch last = null;
        Watch old = reader.reads;
        for (int i = base; i < size; i++) {
            Source source = sources[i];
            if (source == TIME) {
                time(reader, times[i]);
            } else if (source.recording == recordings) {
                narrow(source, lows[i], highs[i]);
            } else {
                Watch watch;
                if (old != null && old.source.equals(source)) {
                    watch = old;
                    old = old.nextOfReader;
                } else {
                    watch = watch(reader, source);
                    if (last == null) {
                        reader.reads = watch;
                    } else {
                        last.nextOfReader = watch;
                    }
                    watch.nextOfReader = old;
                }
                watch.low = lows[i];
                watch.high = highs[i];
                source.quiet(watch.low, watch.high);
                source.recording = recordings;
                source.recorded = watch;
                last = watch;
            }
        }
        size = base;
        if (last == null) {
            reader.reads = null;
        } else {
            last.nextOfReader = null;
        }
        release(old);
        timers.arm(reader);
    }

    private void time(Reader reader, long time) {
        if (time == Long.MIN_VALUE) {
            if (!reader.always) {
                reader.always = true;
                restless.add(reader);
            }
        } else {
            reader.due = Math.min(reader.due, time);
        }
    }

    private static void narrow(Source source, double low, double high) {
        Watch watch = source.recorded;
        if (watch != null) {
            watch.low = Math.max(watch.low, low);
            watch.high = Math.min(watch.high, high);
            source.quiet(watch.low, watch.high);
        }
    }

    private Watch watch(Reader reader, Source source) {
        Watch watch = spare;
        if (watch == null) {
            watch = new Watch(reader, source);
        } else {
            spare = watch.nextOfReader;
            spares--;
            watch.reader = reader;
            watch.source = source;
        }
        held++;
        watch.link();
        timers.arm(source);
        return watch;
    }

    private void release(@Nullable Watch from) {
        Watch watch = from;
        while (watch != null) {
            Watch next = watch.nextOfReader;
            watch.unlink();
            held--;
            if (spares < MOST_SPARE) {
                watch.nextOfReader = spare;
                spare = watch;
                spares++;
            }
            watch = next;
        }
    }

    /// A reader is no longer needed.
    void leave(Reader reader) {
        reader.gone = true;
        forget(reader);
    }

    /// A reader reads nothing for now.
    void forget(Reader reader) {
        Watch reads = reader.reads;
        reader.reads = null;
        reader.due = Micros.NEVER;
        reader.always = false;
        release(reads);
    }

    // --- with each epoch

    /// Wakes all whose answers change all the time.
    void wakeRestless() {
        List<Reader> before = restless;
        restless = restlessBefore;
        restlessBefore = before;
        for (Reader reader : before) {
            if (reader.always) {
                reader.always = false;
                reader.wake();
            }
        }
        before.clear();
    }

    /// Whether somebody's answer changes all the time.
    boolean isRestless() {
        for (Reader reader : restless) {
            if (reader.always) {
                return true;
            }
        }
        return false;
    }
}
