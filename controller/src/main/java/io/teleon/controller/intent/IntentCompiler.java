package io.teleon.controller.intent;

import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.Intent;
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
        record Found(Ends ends, Path path) implements Compiled {}

        /// @param shortage where there are paths, but what others reserved leaves none
        record Impossible(String reason, Optional<Shortage> shortage) implements Compiled {

            Impossible(String reason) {
                this(reason, Optional.empty());
            }
        }
    }

    /// Where it begins and ends.
    record Ends(ConnectPoint ingress, ConnectPoint egress, Optional<Ipv4Address> targetAddress) {}

    /// @param serial of the intent, whose own reservations are not in its way, or
    ///   [Reservations#NOBODY]
    Compiled compile(Intent intent, int serial, List<LinkId> avoid) {
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
        Constraints constraints = intent.constraints();
        return path(ends, serial, avoid, constraints)
                .<Compiled>map(path -> new Compiled.Found(ends, path))
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
            return intent.constraints()
                    .against(path)
                    .or(() -> full(path, intent.constraints(), serial))
                    .<Compiled>map(Compiled.Impossible::new)
                    .orElseGet(() -> new Compiled.Found(ends, path));
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

    private Optional<Path> path(
            Ends ends, int serial, List<LinkId> avoid, Constraints constraints) {
        DatapathId source = ends.ingress().datapath();
        DatapathId target = ends.egress().datapath();
        if (avoid.isEmpty() && constraints.isNone()) {
            return network.lightest(source, target);
        }
        Topology usable = network.usable().topology();
        Topology roomy =
                constraints
                        .bandwidth()
                        .map(rate ->
                                usable.withLinks(
                                        link -> reservations.hasRoom(link, rate, serial)))
                        .orElse(usable);
        return ConstrainedPaths.lightest(roomy, source, target, avoid, constraints);
    }

    private Compiled.Impossible noPath(
            Ends ends, int serial, List<LinkId> avoid, Constraints constraints) {
        Optional<Shortage> shortage =
                constraints
                        .bandwidth()
                        .flatMap(_ ->
                                Shortage.of(
                                        network.usable().topology(),
                                        ends.ingress().datapath(),
                                        ends.egress().datapath(),
                                        avoid,
                                        constraints,
                                        reservations,
                                        serial));
        String from = network.nameOf(ends.ingress().datapath());
        String to = network.nameOf(ends.egress().datapath());
        return shortage.map(missing ->
                        new Compiled.Impossible(
                                missing.text(from, to, network::name), shortage))
                .orElseGet(() ->
                        new Compiled.Impossible(noPath(from, to, avoid, constraints)));
    }

    private static String noPath(
            String from, String to, List<LinkId> avoid, Constraints constraints) {
        return "no path from "
                + from
                + " to "
                + to
                + (avoid.isEmpty() ? "" : " that avoids " + avoid.size() + " links")
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
            case Intent.HostToHost(var _, var _, HostId source, HostId target, var _, var _) -> {
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
