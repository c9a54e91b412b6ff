package io.teleon.controller.twin;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The network as the controller believes it to be, and what it is expected to carry.
///
/// @param topology the usable links only, with the capacities that are believed
/// @param managementNode where the controller's own way into the network begins, if it goes by the
///   network itself
/// @param lossy links that lose a share of what they carry by themselves, 0 to 1, however little
///   they have to carry; loss by overload is the twin's to find and does not belong here
public record TwinNetwork(
        Topology topology,
        List<TwinDemand> demands,
        Optional<DatapathId> managementNode,
        SortedMap<LinkId, Double> lossy) {

    /// In bits per second: all demands together stay below it, see
    /// [io.teleon.models.traffic.FluidSolver].
    private static final double MAX_TOTAL = 4e15;

    public TwinNetwork {
        demands = List.copyOf(demands);
        lossy = Collections.unmodifiableSortedMap(new TreeMap<>(lossy));
        TreeSet<IntentId> ids = new TreeSet<>();
        double total = 0;
        for (TwinDemand demand : demands) {
            if (!ids.add(demand.id())) {
                throw new IllegalArgumentException("intent " + demand.id() + " is there twice");
            }
            total += demand.expected().p90();
        }
        if (total > MAX_TOTAL) {
            throw new IllegalArgumentException(
                    "all intents together are expected to send "
                            + total
                            + " bit/s, above "
                            + MAX_TOTAL);
        }
        lossy.forEach((link, share) -> {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "link " + link + " loses " + share + ", not 0..1");
            }
        });
    }

    /// A network whose links lose nothing by themselves.
    public TwinNetwork(
            Topology topology, List<TwinDemand> demands, Optional<DatapathId> managementNode) {
        this(topology, demands, managementNode, new TreeMap<>());
    }
}
