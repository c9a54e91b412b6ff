package io.teleon.controller.flow;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.models.network.PortNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The difference between what a switch should hold and what it reported.
///
/// @param missing rules to add
/// @param misconfigured rules that are there with other instructions, owner or time-outs, to write
///   again
/// @param excess entries nobody answers for, to delete
public record TableDiff(
        List<FlowRule> missing, List<FlowRule> misconfigured, List<FlowEntry> excess) {

    public TableDiff {
        missing = List.copyOf(missing);
        misconfigured = List.copyOf(misconfigured);
        excess = List.copyOf(excess);
    }

    /// @param inFlight keys written since the reading was asked for, of which it says nothing
    public static TableDiff of(
            Map<FlowKey, FlowRule> desired, List<FlowEntry> actual, Set<FlowKey> inFlight) {
        Map<FlowKey, FlowEntry> found = new LinkedHashMap<>();
        for (FlowEntry entry : actual) {
            found.put(new FlowKey(entry.table(), entry.priority(), entry.match()), entry);
        }
        List<FlowRule> missing = new ArrayList<>();
        List<FlowRule> misconfigured = new ArrayList<>();
        for (FlowRule rule : desired.values()) {
            FlowEntry entry = found.remove(rule.key());
            if (inFlight.contains(rule.key())) {
                continue;
            }
            if (entry == null) {
                missing.add(rule);
            } else if (!isRight(rule, entry)) {
                misconfigured.add(rule);
            }
        }
        List<FlowEntry> excess = new ArrayList<>();
        found.forEach((key, entry) -> {
            if (!inFlight.contains(key)) {
                excess.add(entry);
            }
        });
        return new TableDiff(missing, misconfigured, excess);
    }

    public boolean isEmpty() {
        return missing.isEmpty() && misconfigured.isEmpty() && excess.isEmpty();
    }

    /// What mends it, deletions first, so that a full table has room for what is missing.
    public List<FlowMod> remedy() {
        List<FlowMod> mods = new ArrayList<>();
        for (FlowEntry entry : excess) {
            mods.add(
                    FlowRule.delete(
                            new FlowKey(entry.table(), entry.priority(), entry.match()),
                            entry.cookie()));
        }
        misconfigured.forEach(rule -> mods.add(rule.add()));
        missing.forEach(rule -> mods.add(rule.add()));
        return List.copyOf(mods);
    }

    private static boolean isRight(FlowRule rule, FlowEntry entry) {
        return entry.cookie() == rule.owner().bits()
                && entry.idleTimeout().isZero()
                && entry.hardTimeout().isZero()
                && normal(entry.instructions()).equals(normal(rule.instructions()));
    }

    /// Instructions without what a switch is free to report otherwise: the length of an output that
    /// does not go to the controller, and an empty list of actions.
    private static List<Instruction> normal(List<Instruction> instructions) {
        List<Instruction> normal = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction instanceof Instruction.ApplyActions(List<Action> actions)) {
                if (!actions.isEmpty()) {
                    normal.add(
                            new Instruction.ApplyActions(
                                    actions.stream().map(TableDiff::normal).toList()));
                }
            } else {
                normal.add(instruction);
            }
        }
        return normal;
    }

    private static Action normal(Action action) {
        return action instanceof Action.Output(PortNumber port, int _)
                        && !port.equals(PortNumber.CONTROLLER)
                ? new Action.Output(port)
                : action;
    }
}
