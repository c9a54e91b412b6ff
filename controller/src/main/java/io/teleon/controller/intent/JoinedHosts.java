package io.teleon.controller.intent;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.journal.JournalWriter;
import io.teleon.controller.topology.HostTracker;
import io.teleon.models.intent.Intent;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The hosts that intents join: which intents, and where each host was last, which is journalled.
///
/// A host with everything it needs in its own tables may say nothing for hours. Without this, a
/// restart would forget where it is while none of its intents happens to be placed, or forget its
/// address where it is the source of all that are.
///
/// Bounded by the intents.
final class JoinedHosts {

    private final HostTracker hosts;
    private final JournalWriter journal;
    private final NavigableMap<HostId, NavigableSet<Integer>> byHost = new TreeMap<>();
    private final NavigableMap<HostId, Host> noted = new TreeMap<>();

    JoinedHosts(HostTracker hosts, JournalWriter journal) {
        this.hosts = hosts;
        this.journal = journal;
    }

    void add(Intent intent, int serial, Instant now) {
        for (HostId host : of(intent)) {
            byHost.computeIfAbsent(host, _ -> new TreeSet<>()).add(serial);
            note(host, now);
        }
    }

    void remove(Intent intent, int serial) {
        for (HostId host : of(intent)) {
            NavigableSet<Integer> serials = byHost.getOrDefault(host, new TreeSet<>());
            serials.remove(serial);
            if (serials.isEmpty()) {
                byHost.remove(host);
                noted.remove(host);
            }
        }
    }

    private static List<HostId> of(Intent intent) {
        return switch (intent) {
            case Intent.HostToHost pair -> List.of(pair.source(), pair.target());
            case Intent.PointToPoint _ -> List.of();
        };
    }

    /// The intents that join a host, by serial number.
    List<Integer> joining(HostId host) {
        return List.copyOf(byHost.getOrDefault(host, new TreeSet<>()));
    }

    /// A host came, moved or told its address.
    void note(HostId id, Instant now) {
        if (byHost.containsKey(id)) {
            hosts.host(id)
                    .filter(host -> !host.equals(noted.get(id)))
                    .ifPresent(host -> {
                        noted.put(id, host);
                        journal.append(new JournalEntry.HostKnown(now, host));
                    });
        }
    }

    /// Entries that lead to the present state.
    List<JournalEntry> snapshot(Instant now) {
        return noted.values().stream()
                .<JournalEntry>map(host -> new JournalEntry.HostKnown(now, host))
                .toList();
    }

    /// Where an earlier life last knew the hosts of these intents; what it knew of others is
    /// forgotten. To be called before any of these intents is added.
    void restore(List<JournalEntry> history, List<Intent> intents) {
        NavigableSet<HostId> joined = new TreeSet<>();
        intents.forEach(intent -> joined.addAll(of(intent)));
        for (JournalEntry entry : history) {
            if (entry instanceof JournalEntry.HostKnown(Instant _, Host host)
                    && joined.contains(host.id())) {
                noted.put(host.id(), host);
            }
        }
        noted.values().forEach(host -> hosts.presume(host.id(), host.location(), host.address()));
    }
}
