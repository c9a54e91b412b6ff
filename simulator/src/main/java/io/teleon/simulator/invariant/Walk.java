package io.teleon.simulator.invariant;

import io.teleon.controller.openflow.TableId;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.simulator.invariant.Crossing.Arrival;
import io.teleon.simulator.invariant.Crossing.Branch;
import io.teleon.simulator.network.TableView;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Where a packet can come to from one place, each branch followed to its end.
///
/// @param delivered the host ports at which it leaves the network
/// @param dead where branches end otherwise, each with its steps
/// @param loops branches that came back to where they were
/// @param crossings what became of it at each switch it met
record Walk(
        SortedSet<ConnectPoint> delivered,
        List<DeadEnd> dead,
        List<List<Step>> loops,
        SequencedMap<Arrival, List<Branch>> crossings) {

    Walk {
        dead = List.copyOf(dead);
        loops = List.copyOf(loops);
    }

    SortedSet<DatapathId> visited() {
        SortedSet<DatapathId> visited = new TreeSet<>();
        crossings.keySet().forEach(arrival -> visited.add(arrival.point().datapath()));
        return visited;
    }

    /// One step of a branch, written out only where somebody has to read it.
    sealed interface Step {

        record Arrived(ConnectPoint point, ProbePacket packet) implements Step {

            @Override
            public String toString() {
                return point + ": " + packet;
            }
        }

        record Matched(TableId table, TableView.Entry entry) implements Step {

            @Override
            public String toString() {
                return "table "
                        + table
                        + " priority "
                        + entry.priority()
                        + " "
                        + entry.match()
                        + " -> "
                        + entry.instructions();
            }
        }

        record Left(ConnectPoint point) implements Step {

            @Override
            public String toString() {
                return "out of " + point;
            }
        }
    }

    static List<String> text(List<Step> steps) {
        return steps.stream().map(Step::toString).toList();
    }

    /// A branch that ends within the network, and why.
    record DeadEnd(String where, List<Step> steps) {

        DeadEnd {
            steps = List.copyOf(steps);
        }
    }
}
