package io.teleon.controller.flow;

import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.models.network.DatapathId;
import java.util.List;

/// One flow entry a switch should hold, and whose it is.
public record FlowRule(
        DatapathId datapath, FlowKey key, List<Instruction> instructions, Cookie owner) {

    public FlowRule {
        instructions = List.copyOf(instructions);
    }

    /// Whether a meter holds its packets back.
    public boolean isMetered() {
        return instructions.stream().anyMatch(Instruction.Meter.class::isInstance);
    }

    public FlowMod add() {
        return FlowMod.add(0, key.table(), key.priority(), key.match(), owner.bits(), instructions);
    }

    public FlowMod delete() {
        return delete(key, owner.bits());
    }

    /// Deletes the entry with this key if it carries this cookie.
    static FlowMod delete(FlowKey key, long cookie) {
        return FlowMod.deleteStrict(0, key.table(), key.priority(), key.match(), cookie);
    }
}
