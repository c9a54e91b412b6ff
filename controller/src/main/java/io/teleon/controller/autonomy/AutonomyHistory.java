package io.teleon.controller.autonomy;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.policies.engine.SnapshotCodec;
import io.teleon.policies.program.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a journal says of autonomy: the state its entries lead to.
///
/// @param actions those that may still hold something in the network
/// @param newest the action with the highest number there ever was
record AutonomyHistory(
        List<JournalEntry.AutonomyOrdered> orders,
        List<ActionMemo> actions,
        Optional<ActionMemo> newest,
        Optional<JournalEntry.PolicyEpoch> epoch,
        long lastNotice) {

    static AutonomyHistory of(List<JournalEntry> history) {
        List<JournalEntry.AutonomyOrdered> orders = new ArrayList<>();
        NavigableMap<Long, ActionMemo> actions = new TreeMap<>();
        Optional<JournalEntry.PolicyEpoch> epoch = Optional.empty();
        for (JournalEntry entry : history) {
            if (!(entry instanceof JournalEntry.OfAutonomy ours)) {
                continue;
            }
            switch (ours) {
                case JournalEntry.AutonomyOrdered ordered -> orders.add(ordered);
                case JournalEntry.ActionNoted noted -> actions.put(noted.memo().id(), noted.memo());
                case JournalEntry.PolicyEpoch kept -> epoch = Optional.of(kept);
                case JournalEntry.ModelInForce _ -> {} // the learning's own
            }
        }
        Optional<ActionMemo> newest =
                Optional.ofNullable(actions.lastEntry()).map(Map.Entry::getValue);
        actions.values().removeIf(memo -> !memo.state().holdsNetwork());
        return new AutonomyHistory(
                List.copyOf(orders),
                List.copyOf(actions.values()),
                newest,
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
