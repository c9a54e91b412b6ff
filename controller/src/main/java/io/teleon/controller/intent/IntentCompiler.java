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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds where an intent begins and ends and the lightest path between. It decides nothing and
/// changes nothing.
final class IntentCompiler {

    private final NetworkState network;
    private final HostTracker hosts;

    IntentCompiler(NetworkState network, HostTracker hosts) {
        this.network = network;
        this.hosts = hosts;
    }

    /// Whether and how an intent can be met.
    sealed interface Compiled {

        /// @param path within one switch where it has no links
        record Found(Ends ends, Path path) implements Compiled {}

        record Impossible(String reason) implements Compiled {}
    }

    /// Where it begins and ends.
    record Ends(ConnectPoint ingress, ConnectPoint egress, Optional<Ipv4Address> targetAddress) {}

    Compiled compile(Intent intent, List<LinkId> avoid) {
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
        return path(ends, avoid, constraints)
                .<Compiled>map(path -> new Compiled.Found(ends, path))
                .orElseGet(() -> new Compiled.Impossible(noPath(ends, avoid, constraints)));
    }

    /// The path that is wished for, or the lightest where that cannot be had.
    Compiled compile(Intent intent, PathWish wish) {
        Compiled wished =
                switch (wish) {
                    case PathWish.Lightest _ -> compile(intent, List.of());
                    case PathWish.Steered(List<LinkId> path) -> along(intent, path);
                    case PathWish.Held(List<LinkId> avoid) -> compile(intent, avoid);
                };
        return wished instanceof Compiled.Impossible && !(wish instanceof PathWish.Lightest)
                ? compile(intent, List.of())
                : wished;
    }

    /// Exactly this path, if rules can be written for it now.
    Compiled along(Intent intent, List<LinkId> wanted) {
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
                    .<Compiled>map(Compiled.Impossible::new)
                    .orElseGet(() -> new Compiled.Found(ends, path));
        } catch (IllegalArgumentException e) {
            // It does not begin there, is broken, or meets a switch twice.
            return new Compiled.Impossible(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Path> path(Ends ends, List<LinkId> avoid, Constraints constraints) {
        DatapathId source = ends.ingress().datapath();
        DatapathId target = ends.egress().datapath();
        if (avoid.isEmpty() && constraints.isNone()) {
            return network.lightest(source, target);
        }
        return ConstrainedPaths.lightest(
                network.usable().topology(), source, target, avoid, constraints);
    }

    private String noPath(Ends ends, List<LinkId> avoid, Constraints constraints) {
        return "no path from "
                + network.nameOf(ends.ingress().datapath())
                + " to "
                + network.nameOf(ends.egress().datapath())
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
