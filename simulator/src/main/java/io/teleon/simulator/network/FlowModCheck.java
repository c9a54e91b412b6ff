package io.teleon.simulator.network;

import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.FlowMod.Command;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.TableId;
import java.util.Optional;

/// Whether a flow-mod is one that the switch can carry out, its tables aside (OpenFlow 1.3.5
/// section 6.4): first the table, then the match, then the instructions in their order.
record FlowModCheck(FlowTables tables, MeterTable meters, ActionCheck actions) {

    Optional<ErrorCode> check(FlowMod mod) {
        boolean deletes = mod.command() == Command.DELETE || mod.command() == Command.DELETE_STRICT;
        boolean allTables = mod.table().equals(TableId.ALL);
        if (allTables ? !deletes : !tables.has(mod.table())) {
            return failed(ErrorCode.Type.FLOW_MOD_FAILED, "BAD_TABLE_ID");
        }
        // Nothing is ever buffered here.
        if (!deletes && mod.bufferId() != FlowMod.NO_BUFFER) {
            return failed(ErrorCode.Type.BAD_REQUEST, "BUFFER_UNKNOWN");
        }
        Optional<ErrorCode> match = MatchCheck.check(mod.match());
        if (match.isPresent() || deletes) {
            return match;
        }
        MatchCheck.Known known = MatchCheck.Known.of(mod.match());
        for (Instruction instruction : mod.instructions()) {
            Optional<ErrorCode> error = check(instruction, mod.table(), known);
            if (error.isPresent()) {
                return error;
            }
            if (instruction instanceof Instruction.ApplyActions apply) {
                known = ActionCheck.after(apply.actions(), known);
            }
        }
        return Optional.empty();
    }

    private Optional<ErrorCode> check(
            Instruction instruction, TableId table, MatchCheck.Known known) {
        return switch (instruction) {
            case Instruction.Meter meter ->
                    meters.get(meter.meterId()).isPresent()
                            ? Optional.empty()
                            : failed(ErrorCode.Type.METER_MOD_FAILED, "UNKNOWN_METER");
            case Instruction.ApplyActions apply -> actions.check(apply.actions(), known);
            case Instruction.WriteActions write ->
                    actions.check(ActionSet.of(write.actions()).inOrder(), known);
            case Instruction.GotoTable go ->
                    go.table().value() > table.value() && tables.has(go.table())
                            ? Optional.empty()
                            : failed(ErrorCode.Type.BAD_INSTRUCTION, "BAD_TABLE_ID");
            case Instruction.ClearActions _, Instruction.WriteMetadata _ -> Optional.empty();
        };
    }

    private static Optional<ErrorCode> failed(ErrorCode.Type type, String code) {
        return Optional.of(ErrorCode.of(type, code));
    }
}
