package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemoved;
import io.teleon.controller.openflow.OpenFlowMessage.FlowRemovedReason;
import io.teleon.controller.openflow.TableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The flow tables of a switch and what changes them: flow-mods (OpenFlow 1.3.5 section 6.4),
/// time-outs (section 5.5), and the removal of what an entry leans on. Owned by its switch.
final class FlowTables {

    private final SwitchSettings settings;
    private final List<FlowTable> tables = new ArrayList<>();
    private final TreeSet<Expiry> expiries = new TreeSet<>(Expiry.ORDER);
    private final Map<FlowEntry, Expiry> expiryOf = new HashMap<>();
    private long nextSequence;

    FlowTables(SwitchSettings settings) {
        this.settings = settings;
        clear();
    }

    /// An entry and the instant before which it cannot expire.
    private record Expiry(Instant at, FlowEntry entry) {

        static final Comparator<Expiry> ORDER =
                Comparator.comparing(Expiry::at)
                        .thenComparingLong(expiry -> expiry.entry().sequence());
    }

    /// What a flow-mod or the time did.
    sealed interface Change {

        /// The messages about removed entries that asked for it; `changed` tells whether any entry
        /// is new, other or gone.
        record Done(boolean changed, List<FlowRemoved> removed) implements Change {}

        record Refused(ErrorCode error) implements Change {}
    }

    void clear() {
        tables.clear();
        expiries.clear();
        expiryOf.clear();
        for (int i = 0; i < settings.tables(); i++) {
            tables.add(new FlowTable(new TableId(i), settings.maxEntries()));
        }
    }

    List<FlowTable> all() {
        return tables;
    }

    FlowTable get(TableId id) {
        return tables.get(id.value());
    }

    boolean has(TableId id) {
        return id.value() < tables.size();
    }

    /// Carries out a flow-mod whose match and instructions were found valid.
    Change apply(FlowMod mod, Instant now) {
        return switch (mod.command()) {
            case ADD -> add(mod, now);
            case MODIFY, MODIFY_STRICT -> modify(mod);
            case DELETE, DELETE_STRICT -> {
                EntrySelector selector = EntrySelector.ofDelete(mod);
                yield removeAll(select(mod, selector), FlowRemovedReason.DELETE, now);
            }
        };
    }

    private Change add(FlowMod mod, Instant now) {
        FlowTable table = get(mod.table());
        if (mod.flags().contains(FlowMod.Flag.CHECK_OVERLAP)
                && table.entries().stream()
                        .anyMatch(entry ->
                                entry.priority() == mod.priority()
                                        && entry.match().overlaps(mod.match()))) {
            return new Change.Refused(ErrorCode.of(ErrorCode.Type.FLOW_MOD_FAILED, "OVERLAP"));
        }
        Optional<FlowEntry> replaced = table.find(mod.priority(), mod.match());
        if (replaced.isEmpty() && table.isFull()) {
            return new Change.Refused(ErrorCode.of(ErrorCode.Type.FLOW_MOD_FAILED, "TABLE_FULL"));
        }
        FlowEntry entry = new FlowEntry(mod, nextSequence++, now);
        replaced.ifPresent(old -> {
            if (!mod.flags().contains(FlowMod.Flag.RESET_COUNTS)) {
                entry.takeCounts(old);
            }
            remove(old);
        });
        table.add(entry);
        entry.deadline().ifPresent(at -> schedule(entry, at));
        return new Change.Done(true, List.of());
    }

    private Change modify(FlowMod mod) {
        List<FlowEntry> selected = select(mod, EntrySelector.ofModify(mod));
        selected.forEach(entry -> entry.modify(mod));
        return new Change.Done(!selected.isEmpty(), List.of());
    }

    private List<FlowEntry> select(FlowMod mod, EntrySelector selector) {
        boolean strict =
                mod.command() == FlowMod.Command.MODIFY_STRICT
                        || mod.command() == FlowMod.Command.DELETE_STRICT;
        if (!strict) {
            return select(mod.table(), selector);
        }
        List<FlowEntry> selected = new ArrayList<>();
        for (FlowTable table : within(mod.table())) {
            table.find(mod.priority(), mod.match()).filter(selector::fits).ifPresent(selected::add);
        }
        return selected;
    }

    /// The entries of a table (or of [TableId#ALL]) that the selector takes, by table, priority
    /// from high to low, and age.
    List<FlowEntry> select(TableId table, EntrySelector selector) {
        List<FlowEntry> selected = new ArrayList<>();
        for (FlowTable each : within(table)) {
            for (FlowEntry entry : each.entries()) {
                if (selector.takes(entry)) {
                    selected.add(entry);
                }
            }
        }
        return selected;
    }

    private List<FlowTable> within(TableId table) {
        return table.equals(TableId.ALL) ? tables : List.of(get(table));
    }

    /// Removes the entries of all tables of which this holds.
    Change.Done removeIf(Predicate<FlowEntry> doomed, FlowRemovedReason reason, Instant now) {
        List<FlowEntry> selected = new ArrayList<>();
        for (FlowTable table : tables) {
            table.entries().stream().filter(doomed).forEach(selected::add);
        }
        return removeAll(selected, reason, now);
    }

    private Change.Done removeAll(List<FlowEntry> entries, FlowRemovedReason reason, Instant now) {
        List<FlowRemoved> removed = new ArrayList<>();
        for (FlowEntry entry : entries) {
            remove(entry);
            report(entry, reason, now).ifPresent(removed::add);
        }
        return new Change.Done(!entries.isEmpty(), removed);
    }

    private void remove(FlowEntry entry) {
        get(entry.table()).remove(entry);
        Expiry expiry = expiryOf.remove(entry);
        if (expiry != null) {
            expiries.remove(expiry);
        }
    }

    private void schedule(FlowEntry entry, Instant at) {
        Expiry expiry = new Expiry(at, entry);
        expiries.add(expiry);
        expiryOf.put(entry, expiry);
    }

    private static Optional<FlowRemoved> report(
            FlowEntry entry, FlowRemovedReason reason, Instant now) {
        if (!entry.flags().contains(FlowMod.Flag.SEND_FLOW_REM)) {
            return Optional.empty();
        }
        return Optional.of(
                new FlowRemoved(
                        0,
                        entry.cookie(),
                        entry.priority(),
                        reason,
                        entry.table(),
                        entry.duration(now),
                        entry.idleTimeout(),
                        entry.hardTimeout(),
                        entry.packets(),
                        entry.bytes(),
                        entry.match()));
    }

    /// The instant before which no entry can expire. Use may have put off what was to expire then.
    Optional<Instant> nextDeadline() {
        return expiries.isEmpty() ? Optional.empty() : Optional.of(expiries.first().at());
    }

    /// Removes what has expired, in the order of the deadlines, then of age.
    Change.Done expire(Instant now) {
        List<FlowRemoved> removed = new ArrayList<>();
        boolean changed = false;
        while (!expiries.isEmpty() && !expiries.first().at().isAfter(now)) {
            FlowEntry entry = expiries.removeFirst().entry();
            expiryOf.remove(entry);
            Instant deadline = entry.deadline().orElseThrow();
            if (deadline.isAfter(now)) {
                schedule(entry, deadline);
                continue;
            }
            // The hard time-out is named where both are due: it would have come in any case.
            boolean hard = entry.hardDeadline().filter(at -> !at.isAfter(now)).isPresent();
            get(entry.table()).remove(entry);
            changed = true;
            report(
                            entry,
                            hard ? FlowRemovedReason.HARD_TIMEOUT : FlowRemovedReason.IDLE_TIMEOUT,
                            now)
                    .ifPresent(removed::add);
        }
        return new Change.Done(changed, removed);
    }
}
