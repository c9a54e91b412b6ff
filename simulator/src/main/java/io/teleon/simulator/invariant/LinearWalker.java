package io.teleon.simulator.invariant;

import io.teleon.models.network.ConnectPoint;
import io.teleon.simulator.invariant.Crossing.Arrival;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Follows a packet from switch to switch, each branch to its end. Used for one walk.
final class LinearWalker {

    /// A path longer than this loops in a way that changes the packet each time.
    private static final int MAX_ARRIVALS = 4096;

    private final Wiring wiring;
    private final SortedSet<ConnectPoint> delivered = new TreeSet<>();
    private final List<Walk.DeadEnd> dead = new ArrayList<>();
    private final List<List<Walk.Step>> loops = new ArrayList<>();
    private final SequencedMap<Arrival, List<Crossing.Branch>> crossings = new LinkedHashMap<>();
    private final List<Walk.Step> steps = new ArrayList<>();
    private final List<Arrival> path = new ArrayList<>();

    private LinearWalker(Wiring wiring) {
        this.wiring = wiring;
    }

    static Walk from(Wiring wiring, ConnectPoint entry, ProbePacket packet) {
        LinearWalker walker = new LinearWalker(wiring);
        walker.arrive(new Arrival(entry, packet));
        return new Walk(walker.delivered, walker.dead, walker.loops, walker.crossings);
    }

    private void arrive(Arrival arrival) {
        steps.add(new Walk.Step.Arrived(arrival.point(), arrival.packet()));
        if (path.contains(arrival) || path.size() >= MAX_ARRIVALS) {
            loops.add(List.copyOf(steps));
        } else {
            path.add(arrival);
            cross(arrival);
            path.removeLast();
        }
        steps.removeLast();
    }

    private void cross(Arrival arrival) {
        Optional<SwitchState> state = wiring.state(arrival.point().datapath());
        if (state.isEmpty()) {
            crossings.put(arrival, List.of());
            die("at a switch without power");
            return;
        }
        List<Crossing.Branch> branches = Crossing.of(state.get(), arrival);
        crossings.put(arrival, branches);
        for (Crossing.Branch branch : branches) {
            steps.addAll(branch.steps());
            switch (branch.end()) {
                case Crossing.End.Dead(String where) -> die(where);
                case Crossing.End.Out(ConnectPoint out, ProbePacket packet) -> {
                    switch (wiring.farEnd(out)) {
                        case Wiring.FarEnd.Host _ -> delivered.add(out);
                        case Wiring.FarEnd.Switch(ConnectPoint point) ->
                                arrive(new Arrival(point, packet));
                        case Wiring.FarEnd.Nothing(String why) -> die(why);
                    }
                }
            }
            for (int i = 0; i < branch.steps().size(); i++) {
                steps.removeLast();
            }
        }
    }

    private void die(String where) {
        dead.add(new Walk.DeadEnd(where, List.copyOf(steps)));
    }
}
