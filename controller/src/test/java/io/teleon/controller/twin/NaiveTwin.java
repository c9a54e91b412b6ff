package io.teleon.controller.twin;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.Demand;
import io.teleon.models.traffic.DemandId;
import io.teleon.models.traffic.Elasticity;
import io.teleon.models.traffic.FluidNetwork;
import io.teleon.models.traffic.FluidSolution;
import io.teleon.models.traffic.Forwarding;
import io.teleon.models.traffic.Route;
import io.teleon.models.traffic.RoutedDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// A second implementation that is as dumb as possible: every number from its definition, every
/// scenario solved from nothing, by maps and loops.
final class NaiveTwin {

    private NaiveTwin() {}

    /// The network once a candidate is carried out; for one that holds.
    static TwinNetwork after(TwinNetwork network, Candidate candidate) {
        return switch (candidate) {
            case Candidate.Reroute(_, var paths) ->
                    changed(network, d -> d.along(paths.getOrDefault(d.id(), d.path())));
            case Candidate.Limit(_, var limits) ->
                    changed(
                            network,
                            d ->
                                    limits.containsKey(d.id())
                                            ? limited(
                                                    d, limits.getOrDefault(d.id(), Bandwidth.ZERO))
                                            : d);
            case Candidate.TakeDown takeDown -> Twin.without(network, takeDown.link());
        };
    }

    private static TwinDemand limited(TwinDemand d, Bandwidth rate) {
        return new TwinDemand(
                d.id(),
                d.source(),
                d.target(),
                d.path(),
                d.rank(),
                d.expected(),
                Optional.of(rate));
    }

    private static TwinNetwork changed(TwinNetwork network, UnaryOperator<TwinDemand> change) {
        return new TwinNetwork(
                network.topology(),
                network.demands().stream().map(change).toList(),
                network.managementNode(),
                network.lossy());
    }

    static boolean isServed(TwinNetwork network, TwinDemand demand) {
        TreeSet<DatapathId> seen = new TreeSet<>();
        seen.add(demand.source());
        DatapathId at = demand.source();
        for (LinkId link : demand.path()) {
            if (!network.topology().contains(link) || !link.source().datapath().equals(at)) {
                return false;
            }
            at = link.target().datapath();
            if (!seen.add(at)) {
                return false;
            }
        }
        return at.equals(demand.target());
    }

    static double sent(TwinNetwork network, TwinDemand demand, double expected) {
        if (!isServed(network, demand)) {
            return 0;
        }
        return demand.limit().map(l -> Math.min(l.bitsPerSecond(), expected)).orElse(expected);
    }

    static Map<LinkId, Double> loads(TwinNetwork network, int quantile) {
        Map<LinkId, Double> loads = new TreeMap<>();
        for (TwinDemand demand : network.demands()) {
            double sent = sent(network, demand, demand.expected().at(quantile));
            if (isServed(network, demand)) {
                demand.path().forEach(link -> loads.merge(link, sent, Double::sum));
            }
        }
        return loads;
    }

    static double capacity(TwinNetwork network, LinkId link) {
        return network.topology()
                .link(link)
                .map(l -> Math.max(1, l.capacity().bitsPerSecond()))
                .orElseThrow();
    }

    private static FluidSolution solution(TwinNetwork network, int quantile) {
        List<RoutedDemand> routed = new ArrayList<>();
        for (TwinDemand d : network.demands()) {
            double sent = sent(network, d, d.expected().at(quantile));
            Forwarding forwarding =
                    isServed(network, d)
                            ? new Forwarding(List.of(new Route(d.path(), 1, Route.End.DELIVERED)))
                            : Forwarding.NONE;
            routed.add(
                    new RoutedDemand(
                            new Demand(
                                    new DemandId(d.id().value()),
                                    d.source(),
                                    d.target(),
                                    new Bandwidth(sent),
                                    Elasticity.INELASTIC),
                            forwarding));
        }
        return FluidNetwork.of(network.topology()).solve(routed);
    }

    static Outlook.Scenario scenario(TwinNetwork network, int quantile) {
        Map<LinkId, Double> loads = loads(network, quantile);
        FluidSolution solution = solution(network, quantile);
        double lost = 0;
        double shed = 0;
        for (TwinDemand d : network.demands()) {
            double expected = d.expected().at(quantile);
            DemandId id = new DemandId(d.id().value());
            lost += Math.max(0, expected - solution.demand(id).delivered().bitsPerSecond());
            shed += isServed(network, d) ? expected - sent(network, d, expected) : 0;
        }
        double excess = 0;
        double worst = 0;
        Optional<LinkId> worstLink = Optional.empty();
        int crowded = 0;
        for (Map.Entry<LinkId, Double> entry : loads.entrySet()) {
            double capacity = capacity(network, entry.getKey());
            double utilisation = entry.getValue() / capacity;
            excess += Math.max(0, entry.getValue() - capacity);
            crowded += utilisation > 0.95 ? 1 : 0;
            if (utilisation > worst) {
                worst = utilisation;
                worstLink = Optional.of(entry.getKey());
            }
        }
        return new Outlook.Scenario(lost, shed, excess, worst, worstLink, crowded);
    }

    /// 0.05 of what is sent by whoever takes too long, or loses more than a thousandth on the wire.
    static double violation(TwinNetwork network) {
        double sum = 0;
        for (TwinDemand d : network.demands()) {
            if (isServed(network, d)) {
                double passes = 1;
                for (LinkId link : d.path()) {
                    passes *= 1 - network.lossy().getOrDefault(link, 0.0);
                }
                boolean isLate = length(network, d) > 1.45 * shortest(network.topology(), d);
                if (isLate || 1 - passes > 0.001) {
                    sum += 0.05 * sent(network, d, d.expected().p50());
                }
            }
        }
        return sum;
    }

    /// The mean stretch, by relaxing every link until nothing moves.
    static double stretch(TwinNetwork network) {
        List<Double> stretches = new ArrayList<>();
        for (TwinDemand demand : network.demands()) {
            if (isServed(network, demand) && !demand.path().isEmpty()) {
                stretches.add(length(network, demand) / shortest(network.topology(), demand));
            }
        }
        return stretches.stream().mapToDouble(s -> s).average().orElse(1);
    }

    private static double length(TwinNetwork network, TwinDemand demand) {
        double length = 0;
        for (LinkId link : demand.path()) {
            length += length(network.topology().link(link).orElseThrow());
        }
        return length;
    }

    private static double length(Link link) {
        return link.delay().toNanos() * 1e-9 + 1e-5;
    }

    private static double shortest(Topology topology, TwinDemand demand) {
        Map<DatapathId, Double> distance = new TreeMap<>();
        distance.put(demand.source(), 0.0);
        for (int round = 0; round < topology.nodeCount(); round++) {
            for (Link link : topology.links()) {
                Double so = distance.get(link.source().datapath());
                if (so != null) {
                    distance.merge(link.target().datapath(), so + length(link), Math::min);
                }
            }
        }
        return distance.getOrDefault(demand.target(), Double.NaN);
    }

    /// Whether every node that could go to another before still can after the candidate, by
    /// Warshall's closure.
    static boolean keepsReach(TwinNetwork before, TwinNetwork after) {
        return closure(after.topology()).containsAll(closure(before.topology()));
    }

    private static NavigableSet<String> closure(Topology topology) {
        TreeSet<String> pairs = new TreeSet<>();
        for (Link link : topology.links()) {
            pairs.add(link.source().datapath() + ">" + link.target().datapath());
        }
        for (var via : topology.nodes()) {
            for (var a : topology.nodes()) {
                for (var b : topology.nodes()) {
                    if (pairs.contains(a.id() + ">" + via.id())
                            && pairs.contains(via.id() + ">" + b.id())) {
                        pairs.add(a.id() + ">" + b.id());
                    }
                }
            }
        }
        pairs.removeIf(pair -> pair.substring(0, 16).equals(pair.substring(17)));
        return pairs;
    }

    /// Whether the candidate may be carried out, as far as paths and reach are concerned.
    static boolean holds(TwinNetwork network, Candidate candidate) {
        TwinNetwork after = after(network, candidate);
        for (int i = 0; i < network.demands().size(); i++) {
            TwinDemand was = network.demands().get(i);
            TwinDemand is = after.demands().get(i);
            boolean isNamed =
                    candidate instanceof Candidate.Reroute(_, var paths)
                            && paths.containsKey(was.id());
            boolean mayLackOne = !isServed(network, was) && is.path().isEmpty();
            if ((isNamed || isServed(network, was)) && !isServed(after, is) && !mayLackOne) {
                return false;
            }
            if (isServed(network, was)
                    && candidate instanceof Candidate.Limit(_, var limits)
                    && limits.getOrDefault(was.id(), new Bandwidth(1)).equals(Bandwidth.ZERO)) {
                return false;
            }
        }
        return keepsReach(network, after);
    }
}
