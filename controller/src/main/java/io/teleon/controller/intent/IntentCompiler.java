package io.teleon.controller.intent;

import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.Protection;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds where an intent begins and ends and the lightest path between. It decides nothing and
/// changes nothing.
final class IntentCompiler {

    private static final String NOTHING_BESIDE =
            "there is no other path that shares no link and no switch with its own";

    private final NetworkState network;
    private final HostTracker hosts;
    private final Reservations reservations;

    IntentCompiler(NetworkState network, HostTracker hosts, Reservations reservations) {
        this.network = network;
        this.hosts = hosts;
        this.reservations = reservations;
    }

    /// Whether and how an intent can be met.
    sealed interface Compiled {

        /// @param path within one switch where it has no links
        /// @param protecting the second path, where it is protected and has links at all
        record Found(Ends ends, Path path, Optional<Path> protecting) implements Compiled {}

        /// @param shortage where there are paths, but what others reserved leaves none
        record Impossible(String reason, Optional<Shortage> shortage) implements Compiled {

            Impossible(String reason) {
                this(reason, Optional.empty());
            }
        }
    }

    /// Whether there is a second path beside one that an intent has.
    sealed interface Beside {

        record Found(Ends ends, Path path) implements Beside {}

        record None(String reason) implements Beside {}
    }

    /// Where it begins and ends.
    record Ends(ConnectPoint ingress, ConnectPoint egress, Optional<Ipv4Address> targetAddress) {}

    /// @param serial of the intent, whose own reservations are not in its way, or
    ///   [Reservations#NOBODY]
    Compiled compile(Intent intent, int serial, List<LinkId> avoid) {
        return compile(intent, serial, avoid, intent.constraints());
    }

    private Compiled compile(
            Intent intent, int serial, List<LinkId> avoid, Constraints constraints) {
        Optional<String> absent = absent(intent);
        if (absent.isPresent()) {
            return new Compiled.Impossible(absent.get());
        }
        Ends ends = ends(intent).orElseThrow();
        if (ends.ingress().equals(ends.egress())) {
            return new Compiled.Impossible("both ends are at " + network.name(ends.ingress()));
        }
        for (ConnectPoint end : List.of(ends.ingress(), ends.egress())) {
            if (!network.isConnected(end.datapath())) {
                return new Compiled.Impossible(
                        "switch " + network.nameOf(end.datapath()) + " is not connected");
            }
        }
        return ways(ends, serial, avoid, constraints)
                .<Compiled>map(ways -> new Compiled.Found(ends, ways.path(), ways.protecting()))
                .orElseGet(() -> noPath(ends, serial, avoid, constraints));
    }

    /// The path that is wished for, or the lightest where that cannot be had.
    Compiled compile(Intent intent, int serial, PathWish wish) {
        Compiled wished =
                switch (wish) {
                    case PathWish.Lightest _ -> compile(intent, serial, List.of());
                    case PathWish.Steered(List<LinkId> path) -> along(intent, serial, path);
                    case PathWish.Held(List<LinkId> avoid) -> compile(intent, serial, avoid);
                };
        return wished instanceof Compiled.Impossible && !(wish instanceof PathWish.Lightest)
                ? compile(intent, serial, List.of())
                : wished;
    }

    /// The same for one that is to carry traffic on: without a second path where there is none.
    Compiled restored(Intent intent, int serial, PathWish wish) {
        Compiled compiled = compile(intent, serial, wish);
        return compiled instanceof Compiled.Impossible
                        && intent.constraints().protection() != Protection.NONE
                ? compile(intent, serial, List.of(), intent.constraints().unprotected())
                : compiled;
    }

    /// Exactly this path, if rules can be written for it now.
    Compiled along(Intent intent, int serial, List<LinkId> wanted) {
        Optional<String> absent = absent(intent);
        if (absent.isPresent()) {
            return new Compiled.Impossible(absent.get());
        }
        Ends ends = ends(intent).orElseThrow();
        List<Link> links = new ArrayList<>(wanted.size());
        for (LinkId id : wanted) {
            Optional<Link> link = network.usable().topology().link(id);
            if (link.isEmpty()) {
                return new Compiled.Impossible("link " + network.name(id) + " is not usable");
            }
            links.add(link.get());
        }
        try {
            Path path = new Path(ends.ingress().datapath(), links);
            if (!path.target().equals(ends.egress().datapath())) {
                return new Compiled.Impossible(
                        "the path ends at "
                                + network.nameOf(path.target())
                                + ", not at "
                                + network.nameOf(ends.egress().datapath()));
            }
            Constraints constraints = intent.constraints();
            Optional<String> against =
                    constraints.against(path).or(() -> full(path, constraints, serial));
            if (against.isPresent()) {
                return new Compiled.Impossible(against.get());
            }
            if (!isToBeProtected(path, constraints)) {
                return new Compiled.Found(ends, path, Optional.empty());
            }
            Optional<Path> protecting =
                    ProtectedPaths.beside(roomy(serial, constraints), path, constraints);
            return protecting.isPresent()
                    ? new Compiled.Found(ends, path, protecting)
                    : new Compiled.Impossible(NOTHING_BESIDE);
        } catch (IllegalArgumentException e) {
            // It does not begin there, is broken, or meets a switch twice.
            return new Compiled.Impossible(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> full(Path path, Constraints constraints, int serial) {
        return constraints
                .bandwidth()
                .flatMap(rate ->
                        path.links().stream()
                                .filter(link -> !reservations.hasRoom(link, rate, serial))
                                .findFirst()
                                .map(link ->
                                        network.name(link.id())
                                                + " has "
                                                + reservations.room(link, serial).exactText()
                                                + " left, not "
                                                + rate.exactText()));
    }

    private static boolean isToBeProtected(Path path, Constraints constraints) {
        return constraints.protection() == Protection.DISJOINT && !path.links().isEmpty();
    }

    /// A second path for an intent that goes by these links.
    Beside beside(Intent intent, int serial, List<LinkId> links) {
        Compiled along = along(intent, serial, links);
        return along instanceof Compiled.Found(Ends ends, var _, Optional<Path> protecting)
                        && protecting.isPresent()
                ? new Beside.Found(ends, protecting.get())
                : new Beside.None(
                        along instanceof Compiled.Impossible(String reason, var _)
                                ? reason
                                : NOTHING_BESIDE);
    }

    /// Whether all these links are up.
    boolean isWhole(List<LinkId> links) {
        return links.stream().allMatch(network::isLinkUp);
    }

    private record Ways(Path path, Optional<Path> protecting) {

        List<Link> links() {
            List<Link> links = new ArrayList<>(path.links());
            protecting.ifPresent(other -> links.addAll(other.links()));
            return links;
        }
    }

    private Optional<Ways> ways(
            Ends ends, int serial, List<LinkId> avoid, Constraints constraints) {
        if (avoid.isEmpty() && constraints.isNone()) {
            return network.lightest(ends.ingress().datapath(), ends.egress().datapath())
                    .map(path -> new Ways(path, Optional.empty()));
        }
        return ways(roomy(serial, constraints), ends, avoid, constraints);
    }

    private static Optional<Ways> ways(
            Topology topology, Ends ends, List<LinkId> avoid, Constraints constraints) {
        DatapathId source = ends.ingress().datapath();
        DatapathId target = ends.egress().datapath();
        if (constraints.protection() == Protection.DISJOINT && !source.equals(target)) {
            return ProtectedPaths.pair(topology, source, target, avoid, constraints)
                    // What is to be avoided for now may still be good enough to stand by.
                    .or(() ->
                            avoid.isEmpty()
                                    ? Optional.empty()
                                    : ProtectedPaths.workingOff(
                                            topology, source, target, avoid, constraints))
                    .map(pair -> new Ways(pair.working(), Optional.of(pair.protecting())));
        }
        return ConstrainedPaths.lightest(topology, source, target, avoid, constraints)
                .map(path -> new Ways(path, Optional.empty()));
    }

    /// The links that an intent could reserve its bandwidth on; all of them where it wants none.
    private Topology roomy(int serial, Constraints constraints) {
        Topology usable = network.usable().topology();
        return constraints
                .bandwidth()
                .map(rate -> usable.withLinks(link -> reservations.hasRoom(link, rate, serial)))
                .orElse(usable);
    }

    private Compiled.Impossible noPath(
            Ends ends, int serial, List<LinkId> avoid, Constraints constraints) {
        Topology usable = network.usable().topology();
        Optional<Shortage> shortage =
                constraints
                        .bandwidth()
                        .flatMap(wanted ->
                                Shortage.of(
                                        usable,
                                        topology ->
                                                ways(topology, ends, avoid, constraints)
                                                        .map(Ways::links),
                                        wanted,
                                        reservations,
                                        serial));
        String between =
                " from "
                        + network.nameOf(ends.ingress().datapath())
                        + " to "
                        + network.nameOf(ends.egress().datapath());
        boolean isPair = constraints.protection() == Protection.DISJOINT;
        return shortage.map(missing ->
                        new Compiled.Impossible(
                                missing.text(
                                        isPair
                                                ? "no two disjoint paths" + between + " have"
                                                : "no path" + between + " has",
                                        network::name),
                                shortage))
                .orElseGet(() ->
                        new Compiled.Impossible("no path" + between + kept(avoid, constraints)));
    }

    private static String kept(List<LinkId> avoid, Constraints constraints) {
        return (avoid.isEmpty() ? "" : " that avoids " + avoid.size() + " links")
                + (constraints.isNone()
                        ? ""
                        : " keeps the constraints: " + ConstrainedPaths.shown(constraints));
    }

    private Optional<String> absent(Intent intent) {
        return switch (intent) {
            case Intent.HostToHost pair -> absent(pair.source()).or(() -> absent(pair.target()));
            case Intent.PointToPoint points ->
                    absent(points.ingress()).or(() -> absent(points.egress()));
        };
    }

    private Optional<String> absent(HostId host) {
        return hosts.host(host).isPresent()
                ? Optional.empty()
                : Optional.of("host " + host + " has not been seen");
    }

    private Optional<String> absent(ConnectPoint point) {
        if (network.port(point).isEmpty()) {
            return Optional.of("port " + network.name(point) + " is not there");
        }
        return network.isLinkEnd(point)
                ? Optional.of("port " + network.name(point) + " leads to another switch")
                : Optional.empty();
    }

    /// Empty while a host is unknown.
    Optional<Ends> ends(Intent intent) {
        return switch (intent) {
            case Intent.HostToHost(var _, var _, HostId source, HostId target, var _) -> {
                Optional<Host> from = hosts.host(source);
                Optional<Host> to = hosts.host(target);
                yield from.isPresent() && to.isPresent()
                        ? Optional.of(
                                new Ends(
                                        from.get().location(),
                                        to.get().location(),
                                        to.get().address()))
                        : Optional.empty();
            }
            case Intent.PointToPoint points ->
                    Optional.of(new Ends(points.ingress(), points.egress(), Optional.empty()));
        };
    }
}
