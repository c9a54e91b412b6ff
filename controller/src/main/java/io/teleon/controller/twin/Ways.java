package io.teleon.controller.twin;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds paths against the invariants: contiguous from the intent's source to its target, no node
/// twice, usable links only.
final class Ways {

    static final String BLACK_HOLE = "black hole";

    private final Topology topology;

    /// For look-up only, never iterated.
    private final Set<LinkId> usable = new HashSet<>();

    Ways(Topology topology) {
        this.topology = topology;
        topology.links().forEach(link -> usable.add(link.id()));
    }

    /// Whether traffic gets from the demand's source to its target along this path. An empty one
    /// does for a demand within one node only.
    boolean isServed(TwinDemand demand, List<LinkId> path) {
        return fault(demand, path).isEmpty();
    }

    /// What is wrong with a path for this demand, beginning with the invariant's name.
    Optional<String> fault(TwinDemand demand, List<LinkId> path) {
        if (path.isEmpty()) {
            return demand.source().equals(demand.target())
                    ? Optional.empty()
                    : Optional.of(BLACK_HOLE + ": intent " + demand.id() + " would have no way");
        }
        DatapathId at = demand.source();
        Set<DatapathId> seen = new HashSet<>();
        seen.add(at);
        for (LinkId link : path) {
            if (!link.source().datapath().equals(at)) {
                return Optional.of(
                        "ends not joined: the path of intent "
                                + demand.id()
                                + " breaks at "
                                + topology.nameOf(at)
                                + ", where "
                                + name(topology, link)
                                + " does not begin");
            }
            at = link.target().datapath();
            if (!seen.add(at)) {
                return Optional.of(
                        "loop: intent "
                                + demand.id()
                                + " would meet "
                                + topology.nameOf(at)
                                + " twice");
            }
            if (!usable.contains(link)) {
                return Optional.of(
                        "unusable link: intent "
                                + demand.id()
                                + " would go by "
                                + name(topology, link));
            }
        }
        return at.equals(demand.target())
                ? Optional.empty()
                : Optional.of(
                        "ends not joined: the path of intent "
                                + demand.id()
                                + " ends at "
                                + topology.nameOf(at)
                                + " and not at "
                                + topology.nameOf(demand.target()));
    }

    /// What an operator calls a link: the names of its ends, and its ports where there are others
    /// beside it.
    static String name(Topology topology, LinkId link) {
        DatapathId source = link.source().datapath();
        DatapathId target = link.target().datapath();
        boolean hasParallel =
                topology.linksBetween(source, target).stream().anyMatch(l -> !l.id().equals(link));
        return hasParallel
                ? topology.nameOf(source)
                        + "/"
                        + link.source().port()
                        + ">"
                        + topology.nameOf(target)
                        + "/"
                        + link.target().port()
                : topology.nameOf(source) + ">" + topology.nameOf(target);
    }
}
