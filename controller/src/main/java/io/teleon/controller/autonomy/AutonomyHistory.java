package io.teleon.controller.autonomy;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.policies.engine.SnapshotCodec;
import io.teleon.policies.program.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a journal says of autonomy: the state its entries lead to.
///
/// @param actions those that may still hold something in the network
/// @param lastAction the highest number there ever was
record AutonomyHistory(
        List<Ask.ToAutonomy> orders,
        List<ActionMemo> actions,
        long lastAction,
        Optional<JournalEntry.PolicyEpoch> epoch,
        long lastNotice) {

    static AutonomyHistory of(List<JournalEntry> history) {
        List<Ask.ToAutonomy> orders = new ArrayList<>();
        NavigableMap<Long, ActionMemo> actions = new TreeMap<>();
        long last = 0;
        Optional<JournalEntry.PolicyEpoch> epoch = Optional.empty();
        for (JournalEntry entry : history) {
            if (!(entry instanceof JournalEntry.OfAutonomy ours)) {
                continue;
            }
            switch (ours) {
                case JournalEntry.AutonomyOrdered ordered -> orders.add(ordered.order());
                case JournalEntry.ActionNoted noted -> {
                    last = Math.max(last, noted.memo().id());
                    actions.put(noted.memo().id(), noted.memo());
                }
                case JournalEntry.PolicyEpoch kept -> epoch = Optional.of(kept);
            }
        }
        actions.values().removeIf(memo -> !memo.state().holdsNetwork());
        return new AutonomyHistory(
                List.copyOf(orders),
                List.copyOf(actions.values()),
                last,
                epoch,
                epoch.map(JournalEntry.PolicyEpoch::lastNotice).orElse(0L));
    }

    /// The engine as it was; a new one where the program has changed since.
    PolicyHost host(Program program, EventLog events, Instant now) {
        try {
            return new PolicyHost(program, epoch);
        } catch (SnapshotCodec.Unreadable e) {
            events.record(
                    now,
                    Severity.WARNING,
                    Event.Kind.AUTONOMY,
                    "policies",
                    "programs begin anew: what was kept is of others: " + e.getMessage());
            try {
                return new PolicyHost(program, Optional.empty());
            } catch (SnapshotCodec.Unreadable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
