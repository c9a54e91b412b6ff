package io.teleon.simulator.network;

import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.TableId;
import java.util.List;

/// What a flow table holds at one moment, for those who check it from outside.
///
/// @param entries from the highest priority to the lowest, then from the oldest to the newest
public record TableView(TableId table, List<Entry> entries) {

    public TableView {
        entries = List.copyOf(entries);
    }

    public record Entry(int priority, Match match, List<Instruction> instructions, long cookie) {

        public Entry {
            instructions = List.copyOf(instructions);
        }
    }

    static TableView of(FlowTable table) {
        return new TableView(
                table.id(),
                table.entries().stream()
                        .map(entry ->
                                new Entry(
                                        entry.priority(),
                                        entry.match(),
                                        entry.instructions(),
                                        entry.cookie()))
                        .toList());
    }
}
