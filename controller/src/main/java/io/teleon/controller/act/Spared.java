package io.teleon.controller.act;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.models.network.ConnectPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Hosts that people have set free: what a person has judged is not judged again by a program in
/// the next minutes, also not by one that was restarted. Bounded by the ports there are, each for a
/// time. Owned by the control loop's thread.
final class Spared {

    private final JournalWriter journal;
    private final Map<ConnectPoint, Instant> until = new TreeMap<>();

    Spared(JournalWriter journal) {
        this.journal = journal;
    }

    void spare(ConnectPoint point, Instant end, Instant now) {
        until.put(point, end);
        journal.append(new JournalEntry.HostSpared(now, point, end));
    }

    /// Why what is plugged in there is not to be contained by a program, if so.
    Optional<String> against(ConnectPoint point, Instant now) {
        return Optional.ofNullable(until.get(point))
                .filter(end -> end.isAfter(now))
                .map(end -> "it was set free and is left alone until " + end);
    }

    /// Forgets whose time is over.
    void sweep(Instant now) {
        until.values().removeIf(end -> !end.isAfter(now));
    }

    /// Takes over what an earlier life knew, oldest first.
    void restore(List<JournalEntry.HostSpared> past) {
        past.forEach(one -> until.put(one.point(), one.until()));
    }

    /// Entries that lead to the same.
    List<JournalEntry> snapshot(Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        until.forEach((point, end) -> {
            if (end.isAfter(now)) {
                entries.add(new JournalEntry.HostSpared(now, point, end));
            }
        });
        return entries;
    }
}
