package io.teleon.simulator.network;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.ErrorCode;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.models.network.PortNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The groups of a switch (OpenFlow 1.3.5 sections 5.6 and 6.5). Owned by its switch.
///
/// Groups may point to groups; what would close a ring is refused, whether by action or by
/// watching. A bucket is live if the port or the group it watches is; one that watches nothing is
/// always live, but a fast-failover bucket must watch something.
final class GroupTable {

    /// The highest group id (OFPG_MAX).
    private static final int MAX_GROUP = 0xffffff00;

    private final SwitchSettings settings;
    private final SwitchPorts ports;
    private final TreeMap<Integer, GroupEntry> groups = new TreeMap<>(Integer::compareUnsigned);

    GroupTable(SwitchSettings settings, SwitchPorts ports) {
        this.settings = settings;
        this.ports = ports;
    }

    void clear() {
        groups.clear();
    }

    /// All groups, in the unsigned order of their ids.
    List<GroupEntry> all() {
        return List.copyOf(groups.values());
    }

    Optional<GroupEntry> get(int id) {
        return Optional.ofNullable(groups.get(id));
    }

    boolean has(int id) {
        return groups.containsKey(id);
    }

    /// Carries out a group-mod whose actions were found valid.
    Optional<ErrorCode> apply(GroupMod mod, Instant now) {
        return switch (mod.command()) {
            case ADD -> add(mod, now);
            case MODIFY -> modify(mod);
            case DELETE -> delete(mod);
        };
    }

    private Optional<ErrorCode> add(GroupMod mod, Instant now) {
        if (Integer.compareUnsigned(mod.groupId(), MAX_GROUP) > 0) {
            return failed("INVALID_GROUP");
        }
        if (has(mod.groupId())) {
            return failed("GROUP_EXISTS");
        }
        if (groups.values().stream().filter(g -> g.type() == mod.type()).count()
                >= settings.maxGroups()) {
            return failed("OUT_OF_GROUPS");
        }
        Optional<ErrorCode> error = checkBuckets(mod);
        if (error.isEmpty()) {
            groups.put(mod.groupId(), new GroupEntry(mod, now));
        }
        return error;
    }

    private Optional<ErrorCode> modify(GroupMod mod) {
        GroupEntry group = groups.get(mod.groupId());
        if (group == null) {
            return failed("UNKNOWN_GROUP");
        }
        Optional<ErrorCode> error = checkBuckets(mod);
        if (error.isEmpty()) {
            group.modify(mod);
        }
        return error;
    }

    private Optional<ErrorCode> delete(GroupMod mod) {
        if (mod.groupId() == GroupMod.ALL_GROUPS) {
            groups.clear();
            return Optional.empty();
        }
        for (GroupEntry other : groups.values()) {
            if (other.id() != mod.groupId()
                    && has(mod.groupId())
                    && forwardsTo(other).contains(mod.groupId())) {
                return failed("CHAINED_GROUP");
            }
        }
        groups.remove(mod.groupId());
        return Optional.empty();
    }

    private Optional<ErrorCode> checkBuckets(GroupMod mod) {
        List<Bucket> buckets = mod.buckets();
        if (buckets.size() > settings.maxBuckets()) {
            return failed("OUT_OF_BUCKETS");
        }
        if (mod.type() == GroupType.INDIRECT && buckets.size() != 1) {
            return failed("INVALID_GROUP");
        }
        for (Bucket bucket : buckets) {
            if (mod.type() != GroupType.SELECT && bucket.weight() != 0) {
                return failed("INVALID_GROUP");
            }
            boolean watchesPort = !bucket.watchPort().equals(PortNumber.ANY);
            boolean watchesGroup = bucket.watchGroup() != FlowMod.ANY_GROUP;
            if ((watchesPort && ports.find(bucket.watchPort()).isEmpty())
                    || (watchesGroup
                            && bucket.watchGroup() != mod.groupId()
                            && !has(bucket.watchGroup()))
                    || (mod.type() == GroupType.FAST_FAILOVER && !watchesPort && !watchesGroup)) {
                return failed("BAD_WATCH");
            }
        }
        return closesRing(mod) ? failed("LOOP") : Optional.empty();
    }

    /// Whether one could come back to the group by the buckets that it is to have.
    private boolean closesRing(GroupMod mod) {
        List<Integer> toVisit = new ArrayList<>();
        mod.buckets().forEach(bucket -> addReferences(bucket, toVisit));
        Set<Integer> seen = new HashSet<>();
        while (!toVisit.isEmpty()) {
            int id = toVisit.removeLast();
            if (id == mod.groupId()) {
                return true;
            }
            if (seen.add(id)) {
                get(id).ifPresent(group ->
                        group.buckets().forEach(b -> addReferences(b.bucket(), toVisit)));
            }
        }
        return false;
    }

    private static void addReferences(Bucket bucket, List<Integer> references) {
        if (bucket.watchGroup() != FlowMod.ANY_GROUP) {
            references.add(bucket.watchGroup());
        }
        for (Action action : bucket.actions()) {
            if (action instanceof Action.Group group) {
                references.add(group.groupId());
            }
        }
    }

    /// The groups that a group's buckets forward to, one entry for each such action.
    static List<Integer> forwardsTo(GroupEntry group) {
        List<Integer> targets = new ArrayList<>();
        for (GroupBucket bucket : group.buckets()) {
            for (Action action : bucket.bucket().actions()) {
                if (action instanceof Action.Group target) {
                    targets.add(target.groupId());
                }
            }
        }
        return targets;
    }

    boolean isLive(GroupBucket bucket) {
        PortNumber port = bucket.bucket().watchPort();
        int group = bucket.bucket().watchGroup();
        boolean watchesPort = !port.equals(PortNumber.ANY);
        boolean watchesGroup = group != FlowMod.ANY_GROUP;
        if (!watchesPort && !watchesGroup) {
            return true;
        }
        return (watchesPort && ports.find(port).filter(SwitchPort::isLive).isPresent())
                || (watchesGroup && get(group).filter(this::isLive).isPresent());
    }

    /// Whether at least one of its buckets is live.
    private boolean isLive(GroupEntry group) {
        return group.buckets().stream().anyMatch(this::isLive);
    }

    private static Optional<ErrorCode> failed(String code) {
        return Optional.of(ErrorCode.of(ErrorCode.Type.GROUP_MOD_FAILED, code));
    }
}
