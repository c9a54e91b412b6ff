package io.teleon.policies.engine;

import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What has happened of one kind, as long as it is kept, in the order of time; the newest 10 000.
final class EventTable {

    private static final int MOST = 10_000;

    /// Occurrences in the order of time; changes when one comes. (That one goes changes nothing: no
    /// window is longer than what is kept, or it has its own time.)
    static final class Occurrences extends Source {
        final List<Facts.Occurrence> list = new ArrayList<>();

        private void add(Facts.Occurrence occurrence) {
            int place = list.size();
            while (place > 0 && list.get(place - 1).at() > occurrence.at()) {
                place--;
            }
            list.add(place, occurrence);
            changed();
        }

        private void remove(Facts.Occurrence occurrence) {
            list.remove(occurrence);
            changed();
        }
    }

    private final long keep;
    private final Occurrences all = new Occurrences();

    /// By their first argument, where they have one.
    private final Map<Value, Occurrences> byFirst = new HashMap<>();

    /// How many of these were left when they were swept last.
    private int kinds;

    EventTable(long keep) {
        this.keep = keep;
    }

    Occurrences all() {
        return all;
    }

    /// Those with a first argument; to be read at once where they are not watched.
    Occurrences withFirst(Value value) {
        return byFirst.computeIfAbsent(value, _ -> new Occurrences());
    }

    /// How many are kept, and how many first arguments have a list.
    int size() {
        return all.list.size() + byFirst.size();
    }

    /// Forgets first arguments with nothing that nobody looks at.
    void sweep() {
        if (byFirst.size() > 2 * kinds + 16) {
            byFirst.values().removeIf(some -> some.list.isEmpty() && !some.isWatched());
            kinds = byFirst.size();
        }
    }

    void add(Facts.Occurrence occurrence) {
        all.add(occurrence);
        if (!occurrence.arguments().isEmpty()) {
            withFirst(occurrence.arguments().getFirst()).add(occurrence);
        }
        if (all.list.size() > MOST) {
            remove(all.list.getFirst());
        }
    }

    void expire(long now) {
        while (!all.list.isEmpty() && all.list.getFirst().at() <= now - keep) {
            remove(all.list.getFirst());
        }
    }

    private void remove(Facts.Occurrence occurrence) {
        all.remove(occurrence);
        if (!occurrence.arguments().isEmpty()) {
            Value first = occurrence.arguments().getFirst();
            Occurrences some = withFirst(first);
            some.remove(occurrence);
            if (some.list.isEmpty() && !some.isWatched()) {
                byFirst.remove(first);
            }
        }
    }
}
