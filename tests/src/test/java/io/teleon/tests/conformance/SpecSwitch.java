package io.teleon.tests.conformance;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.GroupMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.Match;
import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.PortNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// OpenFlow 1.3.5 chapter 5 read out as plainly as it can be: entries are tried one by one, packets
/// are bytes, action sets are sorted by a table. It believes that what it is given is valid.
///
/// A select group may take any of its live buckets that has a weight.
final class SpecSwitch {

    /// The order of section 5.10, by the kind of action.
    private static final List<Class<? extends Action>> SET_ORDER =
            List.of(
                    Action.CopyTtlIn.class,
                    Action.PopVlan.class,
                    Action.PopMpls.class,
                    Action.PushMpls.class,
                    Action.PushVlan.class,
                    Action.CopyTtlOut.class,
                    Action.DecNwTtl.class,
                    Action.DecMplsTtl.class,
                    Action.SetNwTtl.class,
                    Action.SetMplsTtl.class,
                    Action.SetField.class,
                    Action.Group.class,
                    Action.Output.class);

    private final List<FlowMod> entries;
    private final Map<Integer, GroupMod> groups = new TreeMap<>();
    private final int ports;
    private final Set<Integer> down;

    SpecSwitch(List<FlowMod> entries, List<GroupMod> groups, int ports, Set<Integer> down) {
        this.entries = entries;
        groups.forEach(group -> this.groups.put(group.groupId(), group));
        this.ports = ports;
        this.down = down;
    }

    /// A packet under way.
    private static final class Packet {

        private final RawFrame frame;
        private final int inPort;
        private long metadata;
        private Map<String, Action> actionSet = new LinkedHashMap<>();
        private boolean missed;
        private boolean ended;

        Packet(RawFrame frame, int inPort) {
            this.frame = frame;
            this.inPort = inPort;
        }
    }

    /// All that the switch may send, each in the order of sending.
    Set<List<Sent>> receive(int inPort, RawFrame frame) {
        return Choices.all(choices -> receive(inPort, frame, choices));
    }

    private List<Sent> receive(int inPort, RawFrame frame, Choices choices) {
        List<Sent> sent = new ArrayList<>();
        Packet packet = new Packet(frame.copy(), inPort);
        int table = 0;
        while (table >= 0 && !packet.ended) {
            FlowMod best = null;
            for (FlowMod entry : entries) {
                if (entry.table().value() == table
                        && (best == null || entry.priority() > best.priority())
                        && matches(entry.match(), packet)) {
                    best = entry;
                }
            }
            if (best == null) {
                return sent;
            }
            packet.missed = best.priority() == 0 && best.match().terms().isEmpty();
            table = -1;
            for (Instruction instruction : best.instructions()) {
                switch (instruction) {
                    case Instruction.Meter _ -> {}
                    case Instruction.ApplyActions apply -> {
                        for (Action action : apply.actions()) {
                            act(action, packet, false, choices, sent);
                        }
                    }
                    case Instruction.ClearActions _ -> packet.actionSet.clear();
                    case Instruction.WriteActions write ->
                            write.actions().forEach(a -> put(packet.actionSet, a));
                    case Instruction.WriteMetadata write ->
                            packet.metadata =
                                    (packet.metadata & ~write.mask())
                                            | (write.metadata() & write.mask());
                    case Instruction.GotoTable go -> table = go.table().value();
                }
            }
        }
        actAll(packet.actionSet, packet, choices, sent);
        return sent;
    }

    private static boolean matches(Match match, Packet packet) {
        for (Match.Term term : match.terms()) {
            long value;
            if (term.field() == MatchField.IN_PORT) {
                value = packet.inPort;
            } else if (term.field() == MatchField.METADATA) {
                value = packet.metadata;
            } else if (packet.frame.get(term.field()).isPresent()) {
                value = packet.frame.get(term.field()).getAsLong();
            } else {
                return false;
            }
            if ((value & term.mask()) != term.value()) {
                return false;
            }
        }
        return true;
    }

    private static void put(Map<String, Action> set, Action action) {
        String kind =
                action instanceof Action.SetField field
                        ? "set " + field.field()
                        : action.getClass().getSimpleName();
        set.put(kind, action);
    }

    private void actAll(Map<String, Action> set, Packet packet, Choices choices, List<Sent> sent) {
        boolean grouped = set.values().stream().anyMatch(Action.Group.class::isInstance);
        for (Class<? extends Action> kind : SET_ORDER) {
            for (Action action : set.values()) {
                boolean ignored = grouped && action instanceof Action.Output;
                if (kind.isInstance(action) && !ignored) {
                    act(action, packet, true, choices, sent);
                }
            }
        }
    }

    private void act(
            Action action, Packet packet, boolean inSet, Choices choices, List<Sent> sent) {
        RawFrame frame = packet.frame;
        if (packet.ended) {
            return;
        }
        switch (action) {
            case Action.Output output -> output(output.port(), packet, inSet, sent);
            case Action.Group group -> group(group(group.groupId()), packet, choices, sent);
            case Action.SetQueue _ -> throw new IllegalArgumentException("no queues here");
            case Action.PushVlan push -> frame.pushVlan(push.etherType());
            case Action.PopVlan _ -> frame.popVlan();
            case Action.PushMpls push -> frame.pushMpls(push.etherType());
            case Action.PopMpls pop -> frame.popMpls(pop.etherType());
            case Action.SetField set -> frame.set(set.field(), set.value());
            case Action.SetMplsTtl set -> frame.setLabelTtl(set.ttl());
            case Action.SetNwTtl set -> frame.setIpTtl(set.ttl());
            case Action.CopyTtlOut _, Action.CopyTtlIn _ ->
                    throw new IllegalArgumentException("not read out here");
            case Action.DecMplsTtl _ -> {
                int ttl = frame.labelTtl();
                if (ttl == 0 || ttl == 1) {
                    invalidTtl(packet, sent);
                } else if (ttl > 1) {
                    frame.setLabelTtl(ttl - 1);
                }
            }
            case Action.DecNwTtl _ -> {
                int ttl = frame.ipTtl();
                if (ttl == 0 || ttl == 1) {
                    invalidTtl(packet, sent);
                } else if (ttl > 1) {
                    frame.setIpTtl(ttl - 1);
                }
            }
        }
    }

    private static void invalidTtl(Packet packet, List<Sent> sent) {
        sent.add(new Sent("controller INVALID_TTL", packet.frame.toString()));
        packet.ended = true;
        packet.actionSet = new LinkedHashMap<>();
    }

    private void output(PortNumber port, Packet packet, boolean inSet, List<Sent> sent) {
        if (port.equals(PortNumber.CONTROLLER)) {
            String reason = packet.missed && !inSet ? "NO_MATCH" : "ACTION";
            sent.add(new Sent("controller " + reason, packet.frame.toString()));
        } else if (port.equals(PortNumber.IN_PORT)) {
            transmit(packet.inPort, packet, sent);
        } else if (port.equals(PortNumber.ALL) || port.equals(PortNumber.FLOOD)) {
            for (int each = 1; each <= ports; each++) {
                if (each != packet.inPort) {
                    transmit(each, packet, sent);
                }
            }
        } else if (port.value() != packet.inPort) {
            transmit(port.value(), packet, sent);
        }
    }

    private void transmit(int port, Packet packet, List<Sent> sent) {
        if (!down.contains(port)) {
            sent.add(new Sent(Integer.toString(port), packet.frame.toString()));
        }
    }

    private void group(GroupMod group, Packet packet, Choices choices, List<Sent> sent) {
        List<Bucket> buckets =
                switch (group.type()) {
                    case ALL, INDIRECT -> group.buckets();
                    case SELECT -> {
                        List<Bucket> live =
                                group.buckets().stream()
                                        .filter(b -> b.weight() > 0 && isLive(b))
                                        .toList();
                        yield live.isEmpty()
                                ? List.of()
                                : List.of(live.get(choices.choose(live.size())));
                    }
                    case FAST_FAILOVER ->
                            group.buckets().stream().filter(this::isLive).limit(1).toList();
                };
        for (Bucket bucket : buckets) {
            Packet clone = new Packet(packet.frame.copy(), packet.inPort);
            clone.metadata = packet.metadata;
            Map<String, Action> set = new LinkedHashMap<>();
            bucket.actions().forEach(action -> put(set, action));
            actAll(set, clone, choices, sent);
        }
    }

    private GroupMod group(int id) {
        GroupMod group = groups.get(id);
        if (group == null) {
            throw new IllegalArgumentException("no group " + id);
        }
        return group;
    }

    boolean isLive(Bucket bucket) {
        boolean watchesPort = !bucket.watchPort().equals(PortNumber.ANY);
        boolean watchesGroup = bucket.watchGroup() != FlowMod.ANY_GROUP;
        return (!watchesPort && !watchesGroup)
                || (watchesPort && !down.contains(bucket.watchPort().value()))
                || (watchesGroup
                        && group(bucket.watchGroup()).buckets().stream().anyMatch(this::isLive));
    }
}
