package io.teleon.controller.openflow;

import java.util.List;

/// Adds, changes or deletes a group (OFPT_GROUP_MOD, OpenFlow 1.3.5 section 7.3.4.2).
public record GroupMod(int xid, Command command, GroupType type, int groupId, List<Bucket> buckets)
        implements OpenFlowMessage {

    /// All groups, in a delete (OFPG_ALL).
    public static final int ALL_GROUPS = 0xfffffffc;

    public GroupMod {
        buckets = List.copyOf(buckets);
    }

    /// OFPGC_*, in the order of the wire.
    public enum Command {
        ADD,
        MODIFY,
        DELETE
    }

    @Override
    public GroupMod withXid(int newXid) {
        return new GroupMod(newXid, command, type, groupId, buckets);
    }
}
