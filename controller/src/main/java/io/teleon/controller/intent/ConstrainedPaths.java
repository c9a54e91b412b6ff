package io.teleon.controller.intent;

import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.Protection;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The lightest path that keeps an intent's constraints.
///
/// What is to be avoided is taken out of the network first, so for that alone the answer is exact.
/// With waypoints or a longest delay the question is NP-hard (Wang and Crowcroft, IEEE JSAC 14,
/// 1996): the [#TRIED] lightest paths are tried in their order, then the path of least delay, then
/// the one that goes from waypoint to waypoint by the lightest way over switches it has not met.
/// What none of these finds is not found.
final class ConstrainedPaths {

    static final int TRIED = 64;

    private ConstrainedPaths() {}

    static Optional<Path> lightest(
            Topology usable,
            DatapathId source,
            DatapathId target,
            List<LinkId> avoid,
            Constraints constraints) {
        Topology allowed = allowed(usable, avoid, constraints);
        if (constraints.avoidNodes().contains(source)
                || constraints.avoidNodes().contains(target)) {
            return Optional.empty();
        }
        Routes routes = Routes.of(allowed);
        Predicate<Path> keeps = path -> constraints.against(path).isEmpty();
        Optional<Path> lightest = routes.shortest(source, target);
        if (lightest.isEmpty() || lightest.filter(keeps).isPresent()) {
            return lightest;
        }
        return routes.kShortest(source, target, TRIED).stream()
                .filter(keeps)
                .findFirst()
                .or(() -> fastest(allowed, source, target).filter(keeps))
                .or(() -> byWaypoints(allowed, source, target, constraints).filter(keeps));
    }

    /// What is left without all that is to be avoided.
    static Topology allowed(Topology usable, List<LinkId> avoid, Constraints constraints) {
        return usable.withLinks(link ->
                !avoid.contains(link.id())
                        && !constraints.avoidLinks().contains(link.id())
                        && !touches(link, constraints.avoidNodes()));
    }

    private static boolean touches(Link link, List<DatapathId> nodes) {
        return nodes.contains(link.source().datapath()) || nodes.contains(link.target().datapath());
    }

    private static Optional<Path> fastest(Topology allowed, DatapathId source, DatapathId target) {
        return Routes.of(byDelay(allowed))
                .shortest(source, target)
                .map(path -> in(allowed, source, path));
    }

    /// The same with delays for weights.
    static Topology byDelay(Topology topology) {
        List<Link> byDelay =
                topology.links().stream()
                        .map(l ->
                                new Link(
                                        l.id(),
                                        Math.max(1, l.delay().toNanos()) / 1e3,
                                        l.capacity(),
                                        l.delay()))
                        .toList();
        return Topology.of(topology.nodes(), byDelay);
    }

    /// The same path with the links as they are.
    static Path in(Topology topology, DatapathId source, Path path) {
        return new Path(
                source,
                path.links().stream().map(l -> topology.link(l.id()).orElseThrow()).toList());
    }

    private static Optional<Path> byWaypoints(
            Topology allowed, DatapathId source, DatapathId target, Constraints constraints) {
        List<DatapathId> stops = new ArrayList<>(constraints.waypoints());
        stops.remove(source);
        stops.remove(target);
        stops.add(target);
        List<Link> links = new ArrayList<>();
        DatapathId at = source;
        for (int leg = 0; leg < stops.size(); leg++) {
            List<DatapathId> closed = new ArrayList<>(stops.subList(leg + 1, stops.size()));
            links.forEach(link -> closed.add(link.source().datapath()));
            Topology open = allowed.withLinks(link -> !touches(link, closed));
            Optional<Path> way = Routes.of(open).shortest(at, stops.get(leg));
            if (way.isEmpty()) {
                return Optional.empty();
            }
            links.addAll(way.get().links());
            at = stops.get(leg);
        }
        return Optional.of(new Path(source, links));
    }

    static String shown(Constraints constraints) {
        List<String> parts = new ArrayList<>();
        if (!constraints.avoidLinks().isEmpty()) {
            parts.add("avoid links " + constraints.avoidLinks());
        }
        if (!constraints.avoidNodes().isEmpty()) {
            parts.add("avoid switches " + constraints.avoidNodes());
        }
        if (!constraints.waypoints().isEmpty()) {
            parts.add("meet " + constraints.waypoints());
        }
        constraints
                .maxDelay()
                .ifPresent(max -> parts.add("take at most " + max.toNanos() / 1e6 + " ms"));
        constraints.bandwidth().ifPresent(rate -> parts.add("have " + rate + " free"));
        if (constraints.protection() == Protection.DISJOINT) {
            parts.add("have a second path disjoint from the first");
        }
        return String.join(", ", parts);
    }
}
