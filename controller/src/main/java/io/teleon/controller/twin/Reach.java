package io.teleon.controller.twin;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who can reach whom before and after some links are gone.
final class Reach {

    private final Topology before;
    private final Graph wasGraph;
    private final Graph isGraph;

    Reach(Topology before, Topology after) {
        this.before = before;
        wasGraph = new Graph(before);
        isGraph = new Graph(after);
    }

    /// Neighbours by node, along the links and against them.
    private static final class Graph {

        private final NavigableMap<DatapathId, List<DatapathId>> onwards = new TreeMap<>();
        private final NavigableMap<DatapathId, List<DatapathId>> back = new TreeMap<>();

        Graph(Topology topology) {
            for (Link link : topology.links()) {
                DatapathId source = link.source().datapath();
                DatapathId target = link.target().datapath();
                onwards.computeIfAbsent(source, _ -> new ArrayList<>()).add(target);
                back.computeIfAbsent(target, _ -> new ArrayList<>()).add(source);
            }
        }

        /// The nodes that `from` can reach, itself among them.
        NavigableSet<DatapathId> from(DatapathId from) {
            return search(from, onwards);
        }

        /// The nodes that can reach `to`, itself among them.
        NavigableSet<DatapathId> to(DatapathId to) {
            return search(to, back);
        }

        private static NavigableSet<DatapathId> search(
                DatapathId start, NavigableMap<DatapathId, List<DatapathId>> neighbours) {
            NavigableSet<DatapathId> seen = new TreeSet<>();
            Deque<DatapathId> open = new ArrayDeque<>();
            seen.add(start);
            open.add(start);
            while (!open.isEmpty()) {
                for (DatapathId next : neighbours.getOrDefault(open.remove(), List.of())) {
                    if (seen.add(next)) {
                        open.add(next);
                    }
                }
            }
            return seen;
        }
    }

    /// Nodes that the management node could speak with, both ways, and cannot any more.
    Optional<String> managementCut(DatapathId management) {
        NavigableSet<DatapathId> lost = wasGraph.from(management);
        lost.retainAll(wasGraph.to(management));
        NavigableSet<DatapathId> kept = isGraph.from(management);
        kept.retainAll(isGraph.to(management));
        lost.removeAll(kept);
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "management path cut: "
                                + names(lost)
                                + " could not be managed from "
                                + before.nameOf(management)
                                + " any more");
    }

    /// Nodes that the absence of a link parts from the others: the fewer of those that its source
    /// reaches no more and those that it still does.
    Optional<String> isolated(LinkId link) {
        if (!before.contains(link)) {
            return Optional.empty();
        }
        NavigableSet<DatapathId> kept = isGraph.from(link.source().datapath());
        NavigableSet<DatapathId> lost = wasGraph.from(link.source().datapath());
        lost.removeAll(kept);
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "isolated node: "
                                + names(lost.size() <= kept.size() ? lost : kept)
                                + " would be cut off");
    }

    private String names(NavigableSet<DatapathId> nodes) {
        List<String> names = nodes.stream().limit(3).map(before::nameOf).toList();
        int more = nodes.size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }
}
