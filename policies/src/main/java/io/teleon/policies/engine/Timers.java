package io.teleon.policies.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Wakes sources when their time has come.
///
/// A source whose time moves on, as that of a fact does with each measurement, is not touched: its
/// entry is found to be early when it comes up, and moves then.
final class Timers {

    private record Entry(long at, Source source) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at));

    int size() {
        return entries.size();
    }

    /// Sees to it that a source is looked at when it says, or before.
    void arm(Source source) {
        long due = source.due();
        if (due < source.armed) {
            source.armed = due;
            entries.add(new Entry(due, source));
        }
    }

    /// Wakes all whose time has come.
    void elapse(long now) {
        Entry first = entries.peek();
        while (first != null && first.at() <= now) {
            entries.remove();
            Source source = first.source();
            if (first.at() == source.armed) {
                source.armed = Micros.NEVER;
                if (source.due() <= now) {
                    source.elapsed(now);
                }
                arm(source);
            }
            first = entries.peek();
        }
    }

    /// The least time after now at which one of them could change.
    long next() {
        Entry first = entries.peek();
        while (first != null) {
            Source source = first.source();
            if (first.at() == source.armed) {
                if (source.due() == first.at()) {
                    return first.at();
                }
                source.armed = Micros.NEVER;
                entries.remove();
                arm(source);
            } else {
                entries.remove();
            }
            first = entries.peek();
        }
        return Micros.NEVER;
    }
}
