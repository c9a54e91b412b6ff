package io.teleon.controller.twin;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Reach;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/// Works out what a candidate means for each demand, and holds it against the invariants.
final class Planner {

    private final TwinNetwork network;
    private final Ways ways;

    /// By intent, the position of its demand. For look-up only, never iterated.
    private final Map<IntentId, Integer> positions;

    Planner(TwinNetwork network, Ways ways) {
        this.network = network;
        this.ways = ways;
        positions = HashMap.newHashMap(network.demands().size());
        for (int i = 0; i < network.demands().size(); i++) {
            positions.put(network.demands().get(i).id(), i);
        }
    }

    Plan plan(Candidate candidate) {
        return switch (candidate) {
            case Candidate.Reroute reroute -> reroute(reroute);
            case Candidate.Limit limit -> limit(limit);
            case Candidate.TakeDown takeDown -> takeDown(takeDown.link());
        };
    }

    private Plan reroute(Candidate.Reroute reroute) {
        List<Change> changes = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        reroute.paths()
                .forEach((id, path) -> {
                    Integer position = positions.get(id);
                    if (position == null) {
                        violations.add(unknown(id));
                        return;
                    }
                    TwinDemand demand = network.demands().get(position);
                    Optional<String> fault =
                            path.isEmpty() && !ways.isServed(demand, demand.path())
                                    ? Optional.empty()
                                    : ways.fault(demand, path);
                    fault.ifPresent(violations::add);
                    changes.add(
                            new Change(
                                    position,
                                    fault.isPresent() ? List.of() : path,
                                    demand.limit()));
                });
        return new Plan(changes, violations);
    }

    private Plan limit(Candidate.Limit limit) {
        List<Change> changes = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        limit.limits()
                .forEach((id, rate) -> {
                    Integer position = positions.get(id);
                    if (position == null) {
                        violations.add(unknown(id));
                        return;
                    }
                    TwinDemand demand = network.demands().get(position);
                    if (rate.bitsPerSecond() == 0 && ways.isServed(demand, demand.path())) {
                        violations.add(
                                Ways.BLACK_HOLE
                                        + ": intent "
                                        + id
                                        + " would be limited to nothing");
                    }
                    changes.add(new Change(position, demand.path(), Optional.of(rate)));
                });
        return new Plan(changes, violations);
    }

    private static String unknown(IntentId id) {
        return "unknown intent: " + id + " is not in the network";
    }

    private Plan takeDown(LinkId link) {
        Topology before = network.topology();
        Topology after = Detours.without(before, link);
        Reach reach = new Reach(before, after);
        List<String> violations = new ArrayList<>();
        network.managementNode()
                .ifPresent(node -> managementCut(reach, node).ifPresent(violations::add));
        isolated(reach, link).ifPresent(violations::add);
        isolated(reach, link.reversed()).ifPresent(violations::add);
        Routes routes = Routes.of(after);
        Map<DatapathId, Routes.Tree> trees = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < network.demands().size(); i++) {
            TwinDemand demand = network.demands().get(i);
            List<LinkId> path = demand.path();
            if ((path.contains(link) || path.contains(link.reversed()))
                    && ways.isServed(demand, path)) {
                Optional<Path> other =
                        trees.computeIfAbsent(demand.source(), routes::from).to(demand.target());
                if (other.isEmpty()) {
                    violations.add(
                            Ways.BLACK_HOLE
                                    + ": intent "
                                    + demand.id()
                                    + " would lose its only way");
                }
                List<LinkId> links =
                        other.map(p -> p.links().stream().map(Link::id).toList()).orElse(List.of());
                changes.add(new Change(i, links, demand.limit()));
            }
        }
        return new Plan(changes, violations.stream().distinct().toList());
    }

    private Optional<String> managementCut(Reach reach, DatapathId node) {
        NavigableSet<DatapathId> lost = reach.cutOff(node);
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "management path cut: "
                                + reach.names(lost)
                                + " could not be managed from "
                                + network.topology().nameOf(node)
                                + " any more");
    }

    private static Optional<String> isolated(Reach reach, LinkId link) {
        NavigableSet<DatapathId> lost = reach.isolated(link);
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of("isolated node: " + reach.names(lost) + " would be cut off");
    }
}
