package io.teleon.controller.autonomy;

import io.teleon.controller.act.ActionMemo;
import io.teleon.controller.act.ActionReasons;
import io.teleon.controller.act.TargetMemo;
import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.PolicyText;
import io.teleon.controller.report.Severity;
import io.teleon.policies.engine.SnapshotCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a journal says of autonomy: the state its entries lead to.
///
/// @param actions those that may still hold something in the network, and those that did something
///   to it of late
/// @param reloaded texts of policies that people put in the place of others, by name
/// @param newest the action with the highest number there ever was
record AutonomyHistory(
        List<JournalEntry.AutonomyOrdered> orders,
        List<ActionMemo> actions,
        Optional<ActionMemo> newest,
        Optional<JournalEntry.PolicyEpoch> epoch,
        long lastNotice,
        List<JournalEntry.TicketNoted> tickets,
        List<TargetMemo> targets,
        List<JournalEntry.HostSpared> spared,
        Map<Long, ActionReasons> reasons,
        Map<String, String> reloaded) {

    static AutonomyHistory of(List<JournalEntry> history) {
        List<JournalEntry.AutonomyOrdered> orders = new ArrayList<>();
        NavigableMap<Long, ActionMemo> actions = new TreeMap<>();
        Optional<JournalEntry.PolicyEpoch> epoch = Optional.empty();
        List<JournalEntry.TicketNoted> tickets = new ArrayList<>();
        NavigableMap<String, TargetMemo> targets = new TreeMap<>();
        List<JournalEntry.HostSpared> spared = new ArrayList<>();
        NavigableMap<Long, ActionReasons> reasons = new TreeMap<>();
        Map<String, String> reloaded = new TreeMap<>();
        for (JournalEntry entry : history) {
            if (!(entry instanceof JournalEntry.OfAutonomy ours)) {
                continue;
            }
            switch (ours) {
                case JournalEntry.AutonomyOrdered ordered -> orders.add(ordered);
                case JournalEntry.ActionNoted noted -> actions.put(noted.memo().id(), noted.memo());
                case JournalEntry.ActionReasoned reasoned ->
                        reasons.put(reasoned.action(), reasoned.reasons());
                case JournalEntry.TargetNoted noted ->
                        targets.put(noted.memo().target(), noted.memo());
                case JournalEntry.TicketNoted noted -> tickets.add(noted);
                case JournalEntry.HostSpared one -> spared.add(one);
                case JournalEntry.PolicyReloaded(var _, String policy, String text) ->
                        reloaded.put(policy, text);
                case JournalEntry.PolicyEpoch kept -> epoch = Optional.of(kept);
                case JournalEntry.ModelInForce _ -> {} // the learning's own
            }
        }
        Optional<ActionMemo> newest =
                Optional.ofNullable(actions.lastEntry()).map(Map.Entry::getValue);
        actions.values().removeIf(memo -> !memo.state().holdsNetwork() && memo.deeds().isEmpty());
        reasons.keySet().retainAll(actions.keySet());
        return new AutonomyHistory(
                List.copyOf(orders),
                List.copyOf(actions.values()),
                newest,
                epoch,
                epoch.map(JournalEntry.PolicyEpoch::lastNotice).orElse(0L),
                List.copyOf(tickets),
                List.copyOf(targets.values()),
                List.copyOf(spared),
                reasons,
                reloaded);
    }

    /// The engine as it was; a new one where the program has changed since.
    ///
    /// @param configured what runs where people did not say otherwise
    PolicyHost host(ProgramSet configured, EventLog events, Instant now) {
        ProgramSet programs = programs(configured, events, now);
        try {
            return new PolicyHost(programs, epoch);
        } catch (SnapshotCodec.Unreadable e) {
            events.record(
                    now,
                    Severity.WARNING,
                    Event.Kind.AUTONOMY,
                    "policies",
                    "programs begin anew: what was kept is of others: " + e.getMessage());
            try {
                return new PolicyHost(programs, Optional.empty());
            } catch (SnapshotCodec.Unreadable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// What people have put in the place of what is configured, unless it is not understood any
    /// more.
    private ProgramSet programs(ProgramSet configured, EventLog events, Instant now) {
        List<PolicyText> texts = configured.texts();
        for (Map.Entry<String, String> one : reloaded.entrySet()) {
            texts = ProgramSet.replaced(texts, one.getKey(), one.getValue());
        }
        if (texts.equals(configured.texts())) {
            return configured;
        }
        ProgramSet.Checked checked = ProgramSet.check(texts);
        return checked.programs()
                .orElseGet(() -> {
                    events.record(
                            now,
                            Severity.WARNING,
                            Event.Kind.AUTONOMY,
                            "policies",
                            "policies "
                                    + String.join(", ", reloaded.keySet())
                                    + " run as they come with Teleon: the texts that people put in"
                                    + " their place are not sound any more: "
                                    + checked.findings().getFirst().message());
                    return configured;
                });
    }
}
