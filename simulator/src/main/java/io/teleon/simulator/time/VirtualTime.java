package io.teleon.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// The clock of a simulated world and what is still to happen in it: a queue of actions ordered by
/// (time, order of planning). Owned by the thread that runs the world.
///
/// Times are nanoseconds since the start, which reach 292 years.
public final class VirtualTime {

    /// More than any run needs; beyond it something plans without end.
    private static final int MAX_PLANNED = 20_000_000;

    private final Instant start;
    private final PriorityQueue<Planned> queue = new PriorityQueue<>(1024);
    private long nowNanos;
    private long nextSequence;
    private long performed;

    private record Planned(long atNanos, long sequence, Runnable action)
            implements Comparable<Planned> {

        @Override
        public int compareTo(Planned other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    public VirtualTime(Instant start) {
        this.start = start;
    }

    public Instant start() {
        return start;
    }

    public Instant now() {
        return start.plusNanos(nowNanos);
    }

    /// Nanoseconds since the start.
    public long nowNanos() {
        return nowNanos;
    }

    public Duration elapsed() {
        return Duration.ofNanos(nowNanos);
    }

    /// How many actions were performed so far.
    public long performed() {
        return performed;
    }

    /// Nanoseconds from the start to this instant.
    public long nanosAt(Instant instant) {
        return Duration.between(start, instant).toNanos();
    }

    /// Plans an action at a time since the start; what is in the past happens now.
    public void at(long nanos, Runnable action) {
        if (queue.size() == MAX_PLANNED) {
            throw new IllegalStateException(MAX_PLANNED + " events are planned at " + now());
        }
        queue.add(new Planned(Math.max(nanos, nowNanos), nextSequence++, action));
    }

    public void at(Instant instant, Runnable action) {
        at(nanosAt(instant), action);
    }

    public void after(Duration delay, Runnable action) {
        at(nowNanos + delay.toNanos(), action);
    }

    /// When the next action is due.
    public OptionalLong nextNanos() {
        Planned next = queue.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.atNanos);
    }

    /// Performs the next action if it is due at or before this time.
    ///
    /// @return whether there was one
    public boolean performNext(long limitNanos) {
        Planned next = queue.peek();
        if (next == null || next.atNanos > limitNanos) {
            return false;
        }
        queue.remove();
        nowNanos = next.atNanos;
        performed++;
        next.action.run();
        return true;
    }

    /// Moves the clock on where nothing is due before.
    public void idleUntil(long nanos) {
        Planned next = queue.peek();
        if (next != null && next.atNanos <= nanos) {
            throw new IllegalStateException("something is due at " + next.atNanos + " ns");
        }
        nowNanos = Math.max(nowNanos, nanos);
    }

    /// Performs everything due up to and including this time, and leaves the clock there.
    public void runUntil(long nanos) {
        while (performNext(nanos)) {
            // each action may plan others
        }
        idleUntil(nanos);
    }
}
