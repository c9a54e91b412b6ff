package io.teleon.tests.conformance;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.GroupType;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.PortNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Random flow tables and groups that a switch must accept: matches meet their prerequisites, and
/// actions are borne out by the match and the actions before them. Priorities are unique in a
/// table, as the standard leaves open which of two equals wins.
///
/// Labels are pushed on untagged packets only: a later entry cannot know that a VLAN tag is beneath
/// a label, and would pop it to something that it is not.
///
/// For Open vSwitch these are left out, as it does them in its own way (`ovs-actions(7)`):
///
/// - more than two tags or three labels, and values of a pushed header that nothing sets;
/// - VLAN ids that an action set writes to a packet that may have lost its tag: it pushes one then;
/// - an action set or anything but output behind the pop of the last label, where it starts anew
///   (3.1.0 may die of an assertion there);
/// - a miss in a later table without a table-miss entry: section 5.4 drops the packet, while Open
///   vSwitch still carries out its action set;
/// - TTLs that run out, at which it still carries out the action set.
final class RandomPipeline {

    static final int PORTS = 4;
    static final int DOWN = 4;

    private static final int TABLES = 4;
    private static final int GROUPS = 5;

    private final RandomGenerator random;
    private final RandomFrames frames;
    private final boolean forOpenVSwitch;
    private final List<GroupMod> groups = new ArrayList<>();
    private final List<FlowMod> entries = new ArrayList<>();

    RandomPipeline(RandomGenerator random, boolean forOpenVSwitch) {
        this.random = random;
        this.frames = new RandomFrames(random);
        this.forOpenVSwitch = forOpenVSwitch;
        for (int id = 1; id <= GROUPS; id++) {
            groups.add(group(id));
        }
        for (int table = 0; table < TABLES; table++) {
            Set<Integer> priorities = new LinkedHashSet<>();
            int count = 3 + random.nextInt(10);
            while (priorities.size() < count) {
                priorities.add(1 + random.nextInt(60000));
            }
            for (int priority : priorities) {
                entries.add(entry(table, priority));
            }
            if (chance(60) || (forOpenVSwitch && table > 0)) {
                entries.add(miss(table));
            }
        }
    }

    List<GroupMod> groups() {
        return groups;
    }

    List<FlowMod> entries() {
        return entries;
    }

    RandomFrames frames() {
        return frames;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private GroupMod group(int id) {
        GroupType type = frames.one(List.of(GroupType.values()));
        boolean select = type == GroupType.SELECT;
        int least = select && forOpenVSwitch ? 2 : 1;
        int count = type == GroupType.INDIRECT ? 1 : least + random.nextInt(3);
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean watches = type == GroupType.FAST_FAILOVER || (select && chance(30));
            buckets.add(
                    new Bucket(
                            select ? weight(i) : 0,
                            watches ? new PortNumber(1 + random.nextInt(PORTS)) : PortNumber.ANY,
                            FlowMod.ANY_GROUP,
                            bucketActions(id)));
        }
        return new GroupMod(0, GroupMod.Command.ADD, type, id, buckets);
    }

    /// Open vSwitch hashes in the datapath, where no trace follows, unless weights are far apart;
    /// and it chooses a bucket of weight 0 rather than none.
    private int weight(int bucket) {
        return forOpenVSwitch ? (bucket == 0 ? 1 : 1000) : random.nextInt(4);
    }

    private List<Action> bucketActions(int id) {
        List<Action> actions = new ArrayList<>();
        if (chance(40)) {
            actions.add(new Action.SetField(MatchField.ETH_DST, frames.one(RandomFrames.MACS)));
        }
        if (chance(20)) {
            actions.add(new Action.SetField(MatchField.IPV4_DST, address()));
        }
        if (id > 1 && chance(20)) {
            actions.add(new Action.Group(1 + random.nextInt(id - 1)));
        } else if (chance(95)) {
            actions.add(output());
        }
        return actions;
    }

    private long address() {
        return Integer.toUnsignedLong(frames.one(RandomFrames.ADDRESSES));
    }

    Action output() {
        int draw = random.nextInt(20);
        PortNumber port =
                switch (draw) {
                    case 0 -> PortNumber.IN_PORT;
                    case 1 -> PortNumber.FLOOD;
                    case 2 -> PortNumber.ALL;
                    case 3, 4 -> PortNumber.CONTROLLER;
                    default -> new PortNumber(1 + random.nextInt(PORTS));
                };
        return new Action.Output(port);
    }

    private FlowMod miss(int table) {
        Action up = new Action.Output(PortNumber.CONTROLLER);
        List<Instruction> instructions =
                chance(50) || table + 1 == TABLES
                        ? List.of(Instruction.ApplyActions.of(up))
                        : List.of(new Instruction.GotoTable(new TableId(table + 1)));
        return FlowMod.add(0, new TableId(table), 0, Match.ANY, table, instructions);
    }

    private FlowMod entry(int table, int priority) {
        RandomMatch drawn = RandomMatch.draw(random, frames);
        List<Instruction> instructions = new ArrayList<>();
        RandomActions applied =
                new RandomActions(this, drawn.known(), !forOpenVSwitch || table == 0);
        if (chance(70)) {
            for (int i = random.nextInt(5); i >= 0; i--) {
                applied.addAny();
            }
            instructions.add(new Instruction.ApplyActions(applied.actions()));
        }
        boolean last = applied.isFinal();
        if (!last && chance(10)) {
            instructions.add(new Instruction.ClearActions());
        }
        if (!last && chance(50)) {
            RandomActions written = new RandomActions(this, applied.known(), !forOpenVSwitch);
            written.addSet();
            instructions.add(new Instruction.WriteActions(written.actions()));
            last = written.isFinal();
        }
        if (chance(40)) {
            long mask = random.nextLong() & 0xff;
            instructions.add(new Instruction.WriteMetadata(random.nextLong() & mask, mask));
        }
        if (!last && table + 1 < TABLES && chance(60)) {
            int next = table + 1 + random.nextInt(TABLES - table - 1);
            instructions.add(new Instruction.GotoTable(new TableId(next)));
        }
        return FlowMod.add(0, new TableId(table), priority, drawn.match(), priority, instructions);
    }

    RandomGenerator random() {
        return random;
    }

    boolean isForOpenVSwitch() {
        return forOpenVSwitch;
    }

    Action drawOutput() {
        return chance(25) ? new Action.Group(1 + random.nextInt(GROUPS)) : output();
    }
}
