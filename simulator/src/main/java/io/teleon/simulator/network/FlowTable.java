package io.teleon.simulator.network;

import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.TableId;
import io.teleon.simulator.network.packet.HeaderFields;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// One flow table (OpenFlow 1.3.5 section 5.2): entries, unique by match and priority, and the
/// counts of its look-ups. Owned by its switch. Crediting the table itself counts look-ups that
/// found nothing.
public final class FlowTable implements Counted {

    private final TableId id;
    private final int maxEntries;
    private final MatchIndex index = new MatchIndex();
    private final Map<Key, FlowEntry> byKey = new HashMap<>();
    private final Counter lookups = new Counter();
    private final Counter matched = new Counter();
    private final TreeSet<FlowEntry> ordered = new TreeSet<>(MatchIndex.bestFirst());

    FlowTable(TableId id, int maxEntries) {
        this.id = id;
        this.maxEntries = maxEntries;
    }

    private record Key(int priority, Match match) {}

    public TableId id() {
        return id;
    }

    boolean isFull() {
        return byKey.size() >= maxEntries;
    }

    int size() {
        return byKey.size();
    }

    /// The entry of the highest priority that takes the packet.
    Optional<FlowEntry> lookup(HeaderFields packet) {
        return index.lookup(packet);
    }

    Optional<FlowEntry> find(int priority, Match match) {
        return Optional.ofNullable(byKey.get(new Key(priority, match)));
    }

    void add(FlowEntry entry) {
        if (byKey.putIfAbsent(new Key(entry.priority(), entry.match()), entry) != null) {
            throw new IllegalStateException("two entries of one match and priority: " + entry);
        }
        index.add(entry);
        ordered.add(entry);
    }

    void remove(FlowEntry entry) {
        if (!byKey.remove(new Key(entry.priority(), entry.match()), entry)) {
            throw new IllegalStateException("entry is not in table " + id + ": " + entry);
        }
        index.remove(entry);
        ordered.remove(entry);
    }

    /// All entries, the highest priority first, then the oldest; to be read before the next change.
    Collection<FlowEntry> entries() {
        return Collections.unmodifiableCollection(ordered);
    }

    @Override
    public void credit(double packets, double bytes, Instant now) {
        lookups.add(packets, bytes);
    }

    /// Counts look-ups that found an entry.
    void creditMatched(double packets, double bytes) {
        lookups.add(packets, bytes);
        matched.add(packets, bytes);
    }

    MultipartReply.TableEntry statistics() {
        return new MultipartReply.TableEntry(id, size(), lookups.packets(), matched.packets());
    }
}
