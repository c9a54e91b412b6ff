package io.teleon.controller.openflow;

import java.util.List;

/// What a flow entry does with the packets it takes (OpenFlow 1.3.5 section 5.9). A flow entry
/// holds at most one of each kind and they are carried out in the order in which they are listed
/// here.
public sealed interface Instruction {

    /// The place in the order of execution, ascending.
    default int order() {
        return switch (this) {
            case Meter _ -> 0;
            case ApplyActions _ -> 1;
            case ClearActions _ -> 2;
            case WriteActions _ -> 3;
            case WriteMetadata _ -> 4;
            case GotoTable _ -> 5;
        };
    }

    record Meter(int meterId) implements Instruction {}

    record ApplyActions(List<Action> actions) implements Instruction {

        public ApplyActions {
            actions = List.copyOf(actions);
        }

        public static ApplyActions of(Action... actions) {
            return new ApplyActions(List.of(actions));
        }
    }

    record ClearActions() implements Instruction {}

    record WriteActions(List<Action> actions) implements Instruction {

        public WriteActions {
            actions = List.copyOf(actions);
        }
    }

    record WriteMetadata(long metadata, long mask) implements Instruction {}

    record GotoTable(TableId table) implements Instruction {}
}
