package io.teleon.simulator.invariant;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.MultipartReply.GroupEntry;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One packet's way through one switch, entry by entry (OpenFlow 1.3.5 section 5): a function of
/// what the switch holds and of the arrival, and of nothing else.
///
/// Every bucket of a select group is followed, as any of them may take a packet. MPLS and changes
/// of addresses are not followed: such a branch ends dead with that reason.
final class Crossing {

    private static final int MAX_GROUP_DEPTH = 8;

    private final SwitchState state;
    private final ConnectPoint in;
    private final List<Branch> branches = new ArrayList<>();
    private final List<Walk.Step> steps = new ArrayList<>();
    private int sent;

    /// A packet that comes in at a port.
    record Arrival(ConnectPoint point, ProbePacket packet) {}

    /// What becomes of it, or of a copy of it.
    sealed interface End {

        /// It leaves by a port that is up.
        record Out(ConnectPoint point, ProbePacket packet) implements End {}

        record Dead(String where) implements End {}
    }

    /// One end with the steps that led there.
    record Branch(End end, List<Walk.Step> steps) {

        Branch {
            steps = List.copyOf(steps);
        }
    }

    private Crossing(SwitchState state, ConnectPoint in) {
        this.state = state;
        this.in = in;
    }

    static List<Branch> of(SwitchState state, Arrival arrival) {
        Crossing crossing = new Crossing(state, arrival.point());
        if (state.livePorts().contains(arrival.point().port())) {
            crossing.lookUp(new TableId(0), arrival.packet(), List.of());
        } else {
            crossing.die("at a port that is down");
        }
        return List.copyOf(crossing.branches);
    }

    /// Whether both come to the same ends, by whatever rules.
    static boolean isSame(List<Branch> one, List<Branch> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).end().equals(other.get(i).end())) {
                return false;
            }
        }
        return true;
    }

    private void die(String where) {
        branches.add(new Branch(new End.Dead(where), steps));
    }

    /// @param written the action set so far
    private void lookUp(TableId table, ProbePacket packet, List<Action> written) {
        Optional<TableView.Entry> entry = first(table, packet);
        if (entry.isEmpty()) {
            die("no rule in table " + table + " of " + in.datapath());
            return;
        }
        steps.add(new Walk.Step.Matched(table, entry.get()));
        follow(table, entry.get(), packet, written);
        steps.removeLast();
    }

    /// The first entry that takes the packet, from the highest priority down.
    private Optional<TableView.Entry> first(TableId table, ProbePacket packet) {
        int inPort = in.port().value();
        for (TableView view : state.tables()) {
            if (view.table().equals(table)) {
                for (TableView.Entry entry : view.entries()) {
                    if (packet.isTakenBy(entry.match(), inPort)) {
                        return Optional.of(entry);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void follow(
            TableId here, TableView.Entry entry, ProbePacket packet, List<Action> written) {
        ProbePacket current = packet;
        List<Action> set = written;
        Optional<TableId> next = Optional.empty();
        int sentBefore = sent;
        for (Instruction instruction : entry.instructions()) {
            switch (instruction) {
                case Instruction.Meter _, Instruction.WriteMetadata _ -> {}
                case Instruction.ApplyActions(List<Action> actions) -> {
                    Optional<ProbePacket> after = apply(actions, current, 0);
                    if (after.isEmpty()) {
                        return;
                    }
                    current = after.get();
                }
                case Instruction.ClearActions _ -> set = List.of();
                case Instruction.WriteActions(List<Action> actions) -> {
                    List<Action> joined = new ArrayList<>(set);
                    joined.addAll(actions);
                    set = joined;
                }
                case Instruction.GotoTable(TableId table) -> next = Optional.of(table);
            }
        }
        if (next.isPresent()) {
            lookUp(next.get(), current, set);
        } else if (!set.isEmpty()) {
            apply(set, current, 0);
        } else if (sent == sentBefore) {
            die("dropped by a rule in table " + here + " of " + in.datapath());
        }
    }

    /// Carries out actions in order; empty where a walk cannot go on after them.
    private Optional<ProbePacket> apply(List<Action> actions, ProbePacket packet, int depth) {
        ProbePacket current = packet;
        for (Action action : actions) {
            Optional<ProbePacket> after = apply(action, current, depth);
            if (after.isEmpty()) {
                die("not followed: " + action);
                return Optional.empty();
            }
            current = after.get();
        }
        return Optional.of(current);
    }

    private Optional<ProbePacket> apply(Action action, ProbePacket packet, int depth) {
        return switch (action) {
            case Action.Output(PortNumber port, int _) -> {
                output(port, packet);
                yield Optional.of(packet);
            }
            case Action.Group(int id) -> {
                group(id, packet, depth);
                yield Optional.of(packet);
            }
            case Action.SetQueue _,
                    Action.SetNwTtl _,
                    Action.DecNwTtl _,
                    Action.CopyTtlIn _,
                    Action.CopyTtlOut _ ->
                    Optional.of(packet);
            case Action.PushVlan _ -> Optional.of(packet.pushVlan());
            case Action.PopVlan _ -> Optional.of(packet.popVlan());
            case Action.SetField(var field, long value) -> packet.with(field, value);
            case Action.PushMpls _, Action.PopMpls _, Action.SetMplsTtl _, Action.DecMplsTtl _ ->
                    Optional.empty();
        };
    }

    private void group(int id, ProbePacket packet, int depth) {
        Optional<GroupEntry> group = group(id);
        sent++;
        if (group.isEmpty() || depth > MAX_GROUP_DEPTH) {
            die("group " + Integer.toUnsignedString(id) + " that is not there");
            return;
        }
        List<Bucket> buckets = group.get().buckets();
        List<Bucket> chosen =
                switch (group.get().type()) {
                    case ALL, INDIRECT -> buckets;
                    case SELECT -> buckets.stream().filter(b -> b.weight() > 0).toList();
                    case FAST_FAILOVER ->
                            buckets.stream().filter(b -> isLive(b, depth)).limit(1).toList();
                };
        if (chosen.isEmpty()) {
            die("no live bucket in group " + Integer.toUnsignedString(id));
        }
        for (Bucket bucket : chosen) {
            apply(bucket.actions(), packet, depth + 1);
        }
    }

    private boolean isLive(Bucket bucket, int depth) {
        boolean portLive =
                bucket.watchPort().isPhysical() && state.livePorts().contains(bucket.watchPort());
        boolean groupLive =
                bucket.watchGroup() != FlowMod.ANY_GROUP
                        && depth < MAX_GROUP_DEPTH
                        && group(bucket.watchGroup())
                                .filter(g ->
                                        g.buckets().stream().anyMatch(b -> isLive(b, depth + 1)))
                                .isPresent();
        return portLive || groupLive;
    }

    private Optional<GroupEntry> group(int id) {
        return state.groups().stream().filter(g -> g.groupId() == id).findFirst();
    }

    private void output(PortNumber port, ProbePacket packet) {
        if (port.equals(PortNumber.CONTROLLER)) {
            return;
        }
        sent++;
        if (port.equals(PortNumber.ALL) || port.equals(PortNumber.FLOOD)) {
            for (PortNumber live : state.livePorts()) {
                if (!live.equals(in.port())) {
                    leave(live, packet);
                }
            }
        } else if (port.equals(PortNumber.IN_PORT)) {
            leave(in.port(), packet);
        } else if (port.equals(in.port())) {
            die("sent back to the port it came in by, which takes IN_PORT");
        } else {
            leave(port, packet);
        }
    }

    private void leave(PortNumber port, ProbePacket packet) {
        ConnectPoint out = new ConnectPoint(in.datapath(), port);
        if (state.livePorts().contains(port)) {
            steps.add(new Walk.Step.Left(out));
            branches.add(new Branch(new End.Out(out, packet), steps));
            steps.removeLast();
        } else {
            die("sent to port " + out + " that is down");
        }
    }
}
