package io.teleon.simulator.invariant;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import java.util.List;
import java.util.SortedSet;

/// Where a packet can come to from one place, each branch followed to its end.
///
/// @param delivered the host ports at which it leaves the network
/// @param dead where branches end otherwise, each with its steps
/// @param loops branches that came back to where they were
/// @param visited every switch met
record Walk(
        SortedSet<ConnectPoint> delivered,
        List<DeadEnd> dead,
        List<List<String>> loops,
        SortedSet<DatapathId> visited) {

    Walk {
        dead = List.copyOf(dead);
        loops = List.copyOf(loops);
    }

    /// A branch that ends within the network, and why.
    record DeadEnd(String where, List<String> steps) {

        DeadEnd {
            steps = List.copyOf(steps);
        }
    }
}
