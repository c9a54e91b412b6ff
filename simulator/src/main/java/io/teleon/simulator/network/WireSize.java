package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MultipartReply;
import java.util.List;

/// How many bytes parts of multipart replies take on the wire (OpenFlow 1.3.5 sections 7.2 and
/// 7.3.5), so that a reply can be split before the 16-bit length of a message overflows.
final class WireSize {

    private WireSize() {}

    static int of(MultipartReply.FlowEntry entry) {
        int size = 48 + of(entry.match());
        for (Instruction instruction : entry.instructions()) {
            size += of(instruction);
        }
        return size;
    }

    static int of(MultipartReply.GroupCounters group) {
        return 40 + 16 * group.buckets().size();
    }

    static int of(MultipartReply.GroupEntry group) {
        int size = 8;
        for (Bucket bucket : group.buckets()) {
            size += 16 + of(bucket.actions());
        }
        return size;
    }

    static int of(MultipartReply.MeterCounters meter) {
        return 40 + 16 * meter.bands().size();
    }

    static int of(MultipartReply.MeterEntry meter) {
        return 8 + 16 * meter.bands().size();
    }

    /// A match, padded to 8 bytes (section 7.2.3.1).
    static int of(Match match) {
        int size = 4;
        for (Match.Term term : match.terms()) {
            int value = bytes(term.field());
            size += 4 + (term.isExact() ? value : 2 * value);
        }
        return padded(size);
    }

    private static int of(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Meter _, Instruction.ClearActions _, Instruction.GotoTable _ -> 8;
            case Instruction.WriteMetadata _ -> 24;
            case Instruction.ApplyActions apply -> 8 + of(apply.actions());
            case Instruction.WriteActions write -> 8 + of(write.actions());
        };
    }

    static int of(List<Action> actions) {
        int size = 0;
        for (Action action : actions) {
            size +=
                    switch (action) {
                        case Action.Output _ -> 16;
                        case Action.SetField set -> padded(8 + bytes(set.field()));
                        case Action.Group _,
                                Action.SetQueue _,
                                Action.PushVlan _,
                                Action.PopVlan _,
                                Action.PushMpls _,
                                Action.PopMpls _,
                                Action.SetMplsTtl _,
                                Action.DecMplsTtl _,
                                Action.SetNwTtl _,
                                Action.DecNwTtl _,
                                Action.CopyTtlOut _,
                                Action.CopyTtlIn _ ->
                                8;
                    };
        }
        return size;
    }

    private static int bytes(MatchField field) {
        // Labels are sent in 32 bits (OXM_OF_MPLS_LABEL).
        return field == MatchField.MPLS_LABEL ? 4 : (field.bits() + 7) / 8;
    }

    private static int padded(int size) {
        return (size + 7) / 8 * 8;
    }
}
