package io.teleon.simulator.invariant;

import io.teleon.controller.openflow.Action;
import io.teleon.controller.openflow.Bucket;
import io.teleon.controller.openflow.FlowMod;
import io.teleon.controller.openflow.Instruction;
import io.teleon.controller.openflow.MultipartReply.GroupEntry;
import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Follows a packet through the switches' tables, entry by entry (OpenFlow 1.3.5 section 5). Used
/// for one walk.
///
/// Every bucket of a select group is followed, as any of them may take a packet. MPLS and changes
/// of addresses below IPv4 are not followed: such a branch ends dead with that reason.
final class LinearWalker {

    /// A path longer than this loops in a way that changes the packet each time.
    private static final int MAX_STEPS = 4096;

    private static final int MAX_GROUP_DEPTH = 8;

    private final Wiring wiring;
    private final SortedSet<ConnectPoint> delivered = new TreeSet<>();
    private final List<Walk.DeadEnd> dead = new ArrayList<>();
    private final List<List<Walk.Step>> loops = new ArrayList<>();
    private final SortedSet<DatapathId> visited = new TreeSet<>();
    private final List<Walk.Step> steps = new ArrayList<>();
    private final List<Place> path = new ArrayList<>();

    private record Place(ConnectPoint point, ProbePacket packet) {}

    private LinearWalker(Wiring wiring) {
        this.wiring = wiring;
    }

    static Walk from(Wiring wiring, ConnectPoint entry, ProbePacket packet) {
        LinearWalker walker = new LinearWalker(wiring);
        walker.arrive(entry, packet);
        return new Walk(walker.delivered, walker.dead, walker.loops, walker.visited);
    }

    private void arrive(ConnectPoint point, ProbePacket packet) {
        Place place = new Place(point, packet);
        steps.add(new Walk.Step.Arrived(point, packet));
        if (path.contains(place) || path.size() >= MAX_STEPS) {
            loops.add(List.copyOf(steps));
        } else {
            path.add(place);
            cross(point, packet);
            path.removeLast();
        }
        steps.removeLast();
    }

    private void cross(ConnectPoint point, ProbePacket packet) {
        visited.add(point.datapath());
        Optional<SwitchState> state = wiring.state(point.datapath());
        if (state.isEmpty()) {
            die("at a switch without power");
        } else if (!state.get().livePorts().contains(point.port())) {
            die("at a port that is down");
        } else {
            Crossing crossing = new Crossing(state.get(), point);
            crossing.lookUp(new TableId(0), packet, List.of());
        }
    }

    private void die(String where) {
        dead.add(new Walk.DeadEnd(where, List.copyOf(steps)));
    }

    /// One packet's way through one switch.
    private final class Crossing {

        private final SwitchState state;
        private final ConnectPoint in;

        Crossing(SwitchState state, ConnectPoint in) {
            this.state = state;
            this.in = in;
        }

        /// @param written the action set so far
        void lookUp(TableId table, ProbePacket packet, List<Action> written) {
            Optional<TableView.Entry> entry = best(table, packet);
            if (entry.isEmpty()) {
                die("no rule in table " + table + " of " + in.datapath());
                return;
            }
            steps.add(new Walk.Step.Matched(table, entry.get()));
            follow(table, entry.get(), packet, written);
            steps.removeLast();
        }

        private void follow(TableId here, TableView.Entry entry, ProbePacket packet, List<Action> written) {
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
                die("dropped by rule in table " + here + " of " + in.datapath());
            }
        }

        private int sent;

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
                case Action.PushMpls _,
                        Action.PopMpls _,
                        Action.SetMplsTtl _,
                        Action.DecMplsTtl _ ->
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
            List<Bucket> chosen =
                    switch (group.get().type()) {
                        case ALL, INDIRECT -> group.get().buckets();
                        case SELECT ->
                                group.get().buckets().stream().filter(b -> b.weight() > 0).toList();
                        case FAST_FAILOVER ->
                                group.get().buckets().stream()
                                        .filter(b -> isLive(b, depth))
                                        .limit(1)
                                        .toList();
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
                                    .filter(
                                            g ->
                                                    g.buckets().stream()
                                                            .anyMatch(b -> isLive(b, depth + 1)))
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
            steps.add(new Walk.Step.Left(out));
            if (!state.livePorts().contains(port)) {
                die("sent to port " + out + " that is down");
            } else {
                switch (wiring.farEnd(out)) {
                    case Wiring.FarEnd.Host _ -> delivered.add(out);
                    case Wiring.FarEnd.Switch(ConnectPoint point) -> arrive(point, packet);
                    case Wiring.FarEnd.Nothing(String why) -> die(why);
                }
            }
            steps.removeLast();
        }

        /// The entry of highest priority that takes the packet, found by looking at all of them.
        private Optional<TableView.Entry> best(TableId table, ProbePacket packet) {
            Optional<TableView.Entry> best = Optional.empty();
            int inPort = in.port().value();
            for (TableView view : state.tables()) {
                if (!view.table().equals(table)) {
                    continue;
                }
                for (TableView.Entry entry : view.entries()) {
                    if ((best.isEmpty() || entry.priority() > best.get().priority())
                            && packet.isTakenBy(entry.match(), inPort)) {
                        best = Optional.of(entry);
                    }
                }
            }
            return best;
        }
    }
}
