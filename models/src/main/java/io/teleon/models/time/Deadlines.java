package io.teleon.models.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// What is to be done at later times, earliest first and in the order of asking where times are
/// equal. Owned by one thread; it reads no clock: its owner says what time it is.
///
/// Nothing is ever taken back: a deadline that has lost its meaning finds so itself when it comes.
public final class Deadlines {

    /// What happens when a deadline comes.
    @FunctionalInterface
    public interface Deadline {

        void passed(Instant now);
    }

    private record Entry(Instant at, long sequence, Deadline deadline) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::sequence));
    private long sequence;

    public void at(Instant at, Deadline deadline) {
        entries.add(new Entry(at, sequence++, deadline));
    }

    /// The earliest one still to come.
    public Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::at);
    }

    /// Has every deadline up to and including `now` pass, also those that are set meanwhile.
    public void pass(Instant now) {
        for (Entry first = entries.peek();
                first != null && !first.at().isAfter(now);
                first = entries.peek()) {
            entries.remove();
            first.deadline().passed(now);
        }
    }
}
