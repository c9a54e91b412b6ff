package io.teleon.simulator.invariant;

import io.teleon.controller.openflow.MatchField;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.invariant.Crossing.Arrival;
import io.teleon.simulator.invariant.Crossing.Branch;
import io.teleon.simulator.network.TableView;
import io.teleon.simulator.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Watches that no packet loops, no packet of an installed intent gets lost while its ends are
/// connected, and no rule is without an owner. Owned by the world's thread.
///
/// Walked are an IPv4 packet and an ARP request for every ordered pair of hosts, and for every rule
/// that takes a tag from a link a packet with that tag. A walk depends on nothing but the switches
/// it met, so that after a change only the walks through the changed switch are taken again.
///
/// A pair may be without a way for the convergence window after a fault that found or left it so;
/// at the window's end it is judged again.
public final class InvariantChecker {

    private final VirtualTime time;
    private final Wiring wiring;
    private final Beliefs beliefs;
    private final Consumer<Violation> report;
    private final List<Pair> pairs = new ArrayList<>();
    private final NavigableMap<DatapathId, SequencedMap<Pair, Boolean>> through = new TreeMap<>();
    private final SequencedMap<Pair, Boolean> broken = new LinkedHashMap<>();

    /// What each switch did with tagged packets when it was looked at last; never iterated.
    private final Map<DatapathId, Map<Arrival, List<Branch>>> tagged = new HashMap<>();

    private final SortedSet<String> reportedRules = new TreeSet<>();

    /// An ordered pair of hosts with one kind of packet. Its identity is the object.
    private static final class Pair {

        private final Edge from;
        private final Edge to;
        private final ProbePacket packet;
        private SortedSet<DatapathId> visited = new TreeSet<>();
        private SequencedMap<Arrival, List<Branch>> crossings = new LinkedHashMap<>();
        private boolean delivers;
        private Optional<Walk.DeadEnd> deadEnd = Optional.empty();
        private long graceUntilNanos;
        private boolean reported;
        private boolean loops;

        Pair(Edge from, Edge to, ProbePacket packet) {
            this.from = from;
            this.to = to;
            this.packet = packet;
        }
    }

    /// @param report told of each violation once, until it is mended
    public InvariantChecker(
            VirtualTime time,
            Wiring wiring,
            Beliefs beliefs,
            Collection<Edge> hosts,
            Consumer<Violation> report) {
        this.time = time;
        this.wiring = wiring;
        this.beliefs = beliefs;
        this.report = report;
        for (Edge from : hosts) {
            for (Edge to : hosts) {
                if (!from.equals(to)) {
                    pairs.add(
                            new Pair(
                                    from,
                                    to,
                                    ProbePacket.ipv4(
                                            from.host().mac(),
                                            to.host().mac(),
                                            from.address(),
                                            to.address())));
                    pairs.add(
                            new Pair(
                                    from,
                                    to,
                                    ProbePacket.arpRequest(
                                            from.host().mac(), from.address(), to.address())));
                }
            }
        }
    }

    /// A table or group of a switch changed.
    public void changed(DatapathId datapath) {
        rewalkWhereItMatters(datapath);
        checkTags(datapath);
        checkOwners(datapath);
        judgeBroken();
    }

    /// Something broke or came back at these switches. Whatever is without a way now has the window
    /// to find one.
    public void disturbed(Collection<DatapathId> datapaths, long windowNanos) {
        for (DatapathId datapath : datapaths) {
            rewalk(datapath);
        }
        long until = time.nowNanos() + windowNanos;
        for (Pair pair : broken.keySet()) {
            pair.graceUntilNanos = Math.max(pair.graceUntilNanos, until);
        }
        judgeAfter(until);
    }

    /// Takes every walk again and judges everything.
    public void checkAll(Collection<DatapathId> datapaths) {
        for (Pair pair : pairs) {
            walk(pair);
        }
        for (DatapathId datapath : datapaths) {
            checkTags(datapath);
            checkOwners(datapath);
        }
        judgeBroken();
    }

    private void judgeAfter(long untilNanos) {
        time.at(untilNanos + 1, this::judgeBroken);
    }

    private void rewalk(DatapathId datapath) {
        SequencedMap<Pair, Boolean> concerned = through.get(datapath);
        if (concerned != null) {
            for (Pair pair : List.copyOf(concerned.keySet())) {
                walk(pair);
            }
        }
    }

    /// What a switch does with a packet depends on nothing but what it holds: walks for which it
    /// still does the same are as they were.
    private void rewalkWhereItMatters(DatapathId datapath) {
        SequencedMap<Pair, Boolean> concerned = through.get(datapath);
        Optional<SwitchState> state = wiring.state(datapath);
        if (concerned == null || state.isEmpty()) {
            rewalk(datapath);
            return;
        }
        for (Pair pair : List.copyOf(concerned.keySet())) {
            if (crossesAnew(pair, datapath, state.get())) {
                walk(pair);
            }
        }
    }

    private static boolean crossesAnew(Pair pair, DatapathId datapath, SwitchState state) {
        for (var crossing : pair.crossings.entrySet()) {
            if (crossing.getKey().point().datapath().equals(datapath)
                    && !Crossing.isSame(
                            crossing.getValue(), Crossing.of(state, crossing.getKey()))) {
                return true;
            }
        }
        return false;
    }

    private void walk(Pair pair) {
        Walk walk = LinearWalker.from(wiring, pair.from.point(), pair.packet);
        SortedSet<DatapathId> visited = walk.visited();
        pair.crossings = walk.crossings();
        if (!visited.equals(pair.visited)) {
            for (DatapathId datapath : pair.visited) {
                through.computeIfPresent(
                        datapath,
                        (_, there) -> {
                            there.remove(pair);
                            return there;
                        });
            }
            for (DatapathId datapath : visited) {
                through.computeIfAbsent(datapath, _ -> new LinkedHashMap<>()).put(pair, true);
            }
            pair.visited = visited;
        }
        pair.delivers = walk.delivered().contains(pair.to.point()) && walk.dead().isEmpty();
        if (pair.delivers) {
            broken.remove(pair);
            pair.reported = false;
        } else {
            broken.put(pair, true);
            pair.deadEnd = walk.dead().stream().findFirst();
        }
        if (!walk.loops().isEmpty() && !pair.loops) {
            report.accept(
                    new Violation.Loop(pair.packet.toString(), Walk.text(walk.loops().getFirst())));
        }
        pair.loops = !walk.loops().isEmpty();
    }

    /// Walks on from every rule of a switch that takes a tag from a link, if it is new or does
    /// something else now: a loop that was not there before goes through it.
    private void checkTags(DatapathId datapath) {
        Map<Arrival, List<Branch>> before = tagged.getOrDefault(datapath, Map.of());
        Map<Arrival, List<Branch>> now = new HashMap<>();
        Optional<SwitchState> state = wiring.state(datapath);
        for (TableView table : state.map(SwitchState::tables).orElse(List.of())) {
            for (TableView.Entry entry : table.entries()) {
                Optional<Arrival> arrival = taggedArrival(datapath, entry);
                if (arrival.isPresent()) {
                    List<Branch> branches = Crossing.of(state.get(), arrival.get());
                    now.put(arrival.get(), branches);
                    List<Branch> known = before.get(arrival.get());
                    if (known == null || !Crossing.isSame(known, branches)) {
                        walkTagged(arrival.get());
                    }
                }
            }
        }
        tagged.put(datapath, now);
    }

    private static Optional<Arrival> taggedArrival(DatapathId datapath, TableView.Entry entry) {
        OptionalInt port = exact(entry, MatchField.IN_PORT);
        OptionalInt tag = exact(entry, MatchField.VLAN_VID);
        if (port.isEmpty() || tag.isEmpty() || (tag.getAsInt() & MatchField.VID_PRESENT) == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Arrival(
                        new ConnectPoint(datapath, new PortNumber(port.getAsInt())),
                        ProbePacket.tagged(tag.getAsInt() & ~MatchField.VID_PRESENT)));
    }

    private void walkTagged(Arrival arrival) {
        Walk walk = LinearWalker.from(wiring, arrival.point(), arrival.packet());
        if (!walk.loops().isEmpty()
                && reportedRules.add("loop " + arrival.point() + " " + arrival.packet())) {
            report.accept(
                    new Violation.Loop(
                            arrival.packet().toString(), Walk.text(walk.loops().getFirst())));
        }
    }

    private static OptionalInt exact(TableView.Entry entry, MatchField field) {
        var value = entry.match().exact(field);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsLong());
    }

    private void checkOwners(DatapathId datapath) {
        Optional<SwitchState> state = wiring.state(datapath);
        if (state.isEmpty() || !beliefs.isThere()) {
            return;
        }
        for (TableView table : state.get().tables()) {
            for (TableView.Entry entry : table.entries()) {
                Optional<String> why = beliefs.ownerless(entry.cookie());
                if (why.isPresent()) {
                    reportOwnerless(datapath, table, entry, why.get());
                }
            }
        }
    }

    private void reportOwnerless(
            DatapathId datapath, TableView table, TableView.Entry entry, String why) {
        String rule =
                "table "
                        + table.table()
                        + " priority "
                        + entry.priority()
                        + " "
                        + entry.match()
                        + " cookie 0x"
                        + Long.toHexString(entry.cookie());
        if (reportedRules.add(datapath + " " + rule)) {
            report.accept(new Violation.Ownerless(datapath, rule, why));
        }
    }

    private void judgeBroken() {
        if (broken.isEmpty() || !beliefs.isThere()) {
            return;
        }
        long now = time.nowNanos();
        for (Pair pair : broken.keySet()) {
            if (!pair.reported
                    && pair.graceUntilNanos < now
                    && beliefs.isInstalled(pair.from.host(), pair.to.host())
                    && isConnected(pair.from.point(), pair.to.point())) {
                pair.reported = true;
                report.accept(
                        new Violation.BlackHole(
                                pair.packet.toString(),
                                pair.deadEnd.map(Walk.DeadEnd::where).orElse("ends elsewhere"),
                                pair.deadEnd.map(d -> Walk.text(d.steps())).orElse(List.of())));
            }
        }
    }

    /// Whether some way of live links leads from one host port to another.
    private boolean isConnected(ConnectPoint from, ConnectPoint to) {
        SortedSet<DatapathId> seen = new TreeSet<>();
        Deque<DatapathId> open = new ArrayDeque<>();
        if (!isLive(from) || !isLive(to)) {
            return false;
        }
        seen.add(from.datapath());
        open.add(from.datapath());
        while (!open.isEmpty()) {
            DatapathId at = open.remove();
            if (at.equals(to.datapath())) {
                return true;
            }
            for (PortNumber port :
                    wiring.state(at).map(SwitchState::livePorts).orElse(new TreeSet<>())) {
                if (wiring.farEnd(new ConnectPoint(at, port))
                                instanceof Wiring.FarEnd.Switch(ConnectPoint next)
                        && isLive(next)
                        && seen.add(next.datapath())) {
                    open.add(next.datapath());
                }
            }
        }
        return false;
    }

    private boolean isLive(ConnectPoint point) {
        return wiring.state(point.datapath())
                .filter(state -> state.livePorts().contains(point.port()))
                .isPresent();
    }
}
