package io.teleon.simulator.network;

import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.MultipartReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An installed group with its counters (OpenFlow 1.3.5 section 5.6). Owned by its switch.
public final class GroupEntry implements Counted {

    private final int id;
    private final Instant installed;
    private final Counter counter = new Counter();
    private GroupType type;
    private List<GroupBucket> buckets;

    GroupEntry(GroupMod add, Instant now) {
        this.id = add.groupId();
        this.installed = now;
        this.type = add.type();
        this.buckets = add.buckets().stream().map(GroupBucket::new).toList();
    }

    public int id() {
        return id;
    }

    public GroupType type() {
        return type;
    }

    public List<GroupBucket> buckets() {
        return buckets;
    }

    /// New type and buckets; the group's own counters go on, those of the buckets begin anew
    /// (section 6.5).
    void modify(GroupMod modify) {
        type = modify.type();
        buckets = modify.buckets().stream().map(GroupBucket::new).toList();
    }

    @Override
    public void credit(double packets, double bytes, Instant now) {
        counter.add(packets, bytes);
    }

    MultipartReply.GroupEntry description() {
        return new MultipartReply.GroupEntry(
                type, id, buckets.stream().map(GroupBucket::bucket).toList());
    }

    MultipartReply.GroupCounters statistics(int references, Instant now) {
        return new MultipartReply.GroupCounters(
                id,
                references,
                counter.packets(),
                counter.bytes(),
                Duration.between(installed, now),
                buckets.stream().map(GroupBucket::statistics).toList());
    }
}
