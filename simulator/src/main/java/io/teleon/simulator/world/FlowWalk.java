package io.teleon.simulator.world;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.PortNumber;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.FluidSolver;
import io.teleon.models.traffic.Forwarding;
import io.teleon.models.traffic.Route;
import io.teleon.simulator.network.ForwardingStep;
import io.teleon.simulator.network.MeterEntry;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.network.VirtualLink;
import io.teleon.simulator.network.packet.PacketHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The ways a pair's packets take through the switches' tables as they are: what the fluid network
/// needs to know, and what counts them.
///
/// @param delivers whether anything arrives at the right host, untagged
/// @param visited every switch met
/// @param meters passed where it comes in, in order
record FlowWalk(
        List<Hop> hops,
        Forwarding forwarding,
        boolean delivers,
        SortedSet<DatapathId> visited,
        List<MeterEntry> meters) {

    static final FlowWalk NONE =
            new FlowWalk(List.of(), Forwarding.NONE, false, new TreeSet<>(), List.of());

    FlowWalk {
        hops = List.copyOf(hops);
        meters = List.copyOf(meters);
    }

    /// One switch on the way.
    ///
    /// @param share of the traffic that comes here where no link loses any
    /// @param linksBefore by number in the fluid network
    record Hop(
            SwitchSite site,
            ForwardingStep step,
            double share,
            List<Integer> linksBefore,
            List<Out> outs) {

        Hop {
            linksBefore = List.copyOf(linksBefore);
            outs = List.copyOf(outs);
        }
    }

    /// A port it leaves by.
    ///
    /// @param link its number in the fluid network, -1 for a host's port
    record Out(PortNumber port, double share, int link) {}

    static FlowWalk of(Flow flow, DataPlane network, FluidNetwork pipes) {
        Walker walker = new Walker(flow, network, pipes);
        walker.visit(flow.from.location(), flow.from.headersTo(flow.to), 1, List.of());
        return walker.walk();
    }

    /// Whether a switch still does with this walk's packets what it did; the entries that count
    /// them must be the same too.
    static boolean isSameAt(FlowWalk walk, SwitchSite site) {
        for (Hop hop : walk.hops) {
            if (hop.site == site) {
                if (!site.isPowered()
                        || !site.device()
                                .walk(hop.step.inPort(), hop.step.headers())
                                .equals(hop.step)) {
                    return false;
                }
            }
        }
        return walk.hops.stream().anyMatch(hop -> hop.site == site);
    }

    /// Counts what passed: at each hop as much as the links before let through.
    ///
    /// @param admitted the share that the meters where it comes in let pass; what is before them
    ///   counts all of it
    void credit(double packets, double bytes, double admitted, FluidSolver solver, Instant now) {
        meters.forEach(
                meter -> meter.creditDropped(packets * (1 - admitted), bytes * (1 - admitted)));
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            double part = i == 0 ? hop.share : hop.share * admitted;
            for (int link : hop.linksBefore) {
                part *= 1 - solver.loss(link);
            }
            hop.site.device().credit(hop.step, packets * part, bytes * part, now);
            for (Out out : hop.outs) {
                double arriving = (i == 0 ? part * admitted : part) * out.share;
                double taken =
                        out.link < 0 || solver.arriving(out.link) <= 0
                                ? 1
                                : solver.carried(out.link) / solver.arriving(out.link);
                hop.site
                        .device()
                        .creditSent(
                                out.port,
                                packets * arriving * taken,
                                bytes * arriving * taken,
                                packets * arriving * (1 - taken),
                                now);
            }
        }
    }

    /// Follows one pair's packets. Used once.
    private static final class Walker {

        private final Flow flow;
        private final DataPlane network;
        private final FluidNetwork pipes;
        private final List<Hop> hops = new ArrayList<>();
        private final List<Route> routes = new ArrayList<>();
        private final SortedSet<DatapathId> visited = new TreeSet<>();

        Walker(Flow flow, DataPlane network, FluidNetwork pipes) {
            this.flow = flow;
            this.network = network;
            this.pipes = pipes;
        }

        FlowWalk walk() {
            double sum = routes.stream().mapToDouble(Route::share).sum();
            List<Route> kept =
                    sum > 1 ? routes.stream().map(r -> scaled(r, 1 / sum)).toList() : routes;
            boolean delivers = kept.stream().anyMatch(r -> r.end() == Route.End.DELIVERED);
            return new FlowWalk(hops, new Forwarding(kept), delivers, visited, meters());
        }

        private List<MeterEntry> meters() {
            List<MeterEntry> meters = new ArrayList<>();
            for (Hop first : hops.subList(0, Math.min(1, hops.size()))) {
                for (ForwardingStep.Hit hit : first.step.hits()) {
                    if (hit.target() instanceof MeterEntry meter) {
                        meters.add(meter);
                    }
                }
            }
            return meters;
        }

        /// Copies would make more of the traffic than there is.
        private static Route scaled(Route route, double factor) {
            return new Route(route.links(), route.share() * factor, route.end());
        }

        private void visit(
                ConnectPoint at, PacketHeaders headers, double share, List<LinkId> links) {
            visited.add(at.datapath());
            SwitchSite site = network.site(at.datapath());
            if (!site.isPowered()) {
                end(links, share, Route.End.DROPPED);
                return;
            }
            ForwardingStep step = site.device().walk(at.port(), headers);
            List<Out> outs = new ArrayList<>();
            List<Integer> before = links.stream().map(pipes::indexOf).toList();
            List<ForwardingStep.Forwarded> leaving = new ArrayList<>();
            for (ForwardingStep.Outcome outcome : step.outcomes()) {
                switch (outcome) {
                    case ForwardingStep.Forwarded forwarded -> leaving.add(forwarded);
                    case ForwardingStep.ToController _ -> {}
                    case ForwardingStep.Dropped dropped ->
                            end(links, share * dropped.share(), Route.End.DROPPED);
                }
            }
            for (ForwardingStep.Forwarded forwarded : leaving) {
                ConnectPoint out = new ConnectPoint(at.datapath(), forwarded.port());
                Optional<VirtualLink> link = network.linkFrom(out);
                outs.add(
                        new Out(
                                forwarded.port(),
                                forwarded.share(),
                                link.map(l -> pipes.indexOf(l.link().id())).orElse(-1)));
            }
            hops.add(new Hop(site, step, share, before, outs));
            for (ForwardingStep.Forwarded forwarded : leaving) {
                leave(
                        new ConnectPoint(at.datapath(), forwarded.port()),
                        forwarded.headers(),
                        share * forwarded.share(),
                        links);
            }
        }

        private void leave(
                ConnectPoint out, PacketHeaders headers, double share, List<LinkId> links) {
            Optional<VirtualHost> host = network.hostAt(out);
            if (host.isPresent()) {
                boolean right = host.get().equals(flow.to) && headers.tags().isEmpty();
                end(links, share, right ? Route.End.DELIVERED : Route.End.DROPPED);
                return;
            }
            Optional<VirtualLink> link = network.linkFrom(out);
            if (link.isEmpty()
                    || !network.carries(link.get())
                    || links.contains(link.get().link().id())) {
                end(links, share, Route.End.DROPPED);
                return;
            }
            List<LinkId> further = new ArrayList<>(links);
            further.add(link.get().link().id());
            visit(link.get().link().target(), headers, share, further);
        }

        private void end(List<LinkId> links, double share, Route.End end) {
            if (share > 0) {
                routes.add(new Route(links, Math.min(1, share), end));
            }
        }
    }
}
