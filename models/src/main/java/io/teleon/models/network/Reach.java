package io.teleon.models.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who can reach whom by the links of a network, before and after some of them are gone.
public final class Reach {

    private final Topology before;
    private final Graph wasGraph;
    private final Graph isGraph;

    /// @param after the same nodes with fewer links
    public Reach(Topology before, Topology after) {
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

    /// Nodes with which one could speak, both ways, and cannot any more.
    public NavigableSet<DatapathId> cutOff(DatapathId node) {
        NavigableSet<DatapathId> lost = wasGraph.from(node);
        lost.retainAll(wasGraph.to(node));
        NavigableSet<DatapathId> kept = isGraph.from(node);
        kept.retainAll(isGraph.to(node));
        lost.removeAll(kept);
        return lost;
    }

    /// Nodes that the absence of a link parts from the others: the fewer of those that its source
    /// reaches no more and those that it still does.
    public NavigableSet<DatapathId> isolated(LinkId link) {
        if (!before.contains(link)) {
            return new TreeSet<>();
        }
        NavigableSet<DatapathId> kept = isGraph.from(link.source().datapath());
        NavigableSet<DatapathId> lost = wasGraph.from(link.source().datapath());
        lost.removeAll(kept);
        return lost.isEmpty() || lost.size() <= kept.size() ? lost : kept;
    }

    /// Three names at most, and how many more there are.
    public String names(NavigableSet<DatapathId> nodes) {
        List<String> names = nodes.stream().limit(3).map(before::nameOf).toList();
        int more = nodes.size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }
}
