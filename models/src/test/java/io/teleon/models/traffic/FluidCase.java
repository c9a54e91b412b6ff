package io.teleon.models.traffic;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/// A small network with demands drawn from a seed, rich in what is hard: shared links, splits,
/// drops on the way, capacities of zero, equal rates, lossy links.
record FluidCase(long seed, FluidNetwork network, List<RoutedDemand> demands) {

    static Arbitrary<FluidCase> any() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(FluidCase::drawn);
    }

    /// As above with so many demands that links are shared by hundreds.
    static Arbitrary<FluidCase> crowded() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(seed -> drawn(seed, 400));
    }

    static FluidCase drawn(long seed) {
        return drawn(seed, 24);
    }

    private static FluidCase drawn(long seed, int maxDemands) {
        RandomGenerator chance = new java.util.SplittableRandom(seed);
        int nodeCount = chance.nextInt(2, 8);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(new Node(new DatapathId(i + 1), "n" + (i + 1)));
        }
        List<Link> links = new ArrayList<>();
        int cables = chance.nextInt(1, 2 * nodeCount);
        for (int cable = 0; cable < cables; cable++) {
            int a = chance.nextInt(nodeCount);
            int b = (a + chance.nextInt(1, nodeCount)) % nodeCount;
            LinkId id =
                    new LinkId(
                            ConnectPoint.of(a + 1, cable + 1), ConnectPoint.of(b + 1, cable + 1));
            links.add(link(id, chance));
            links.add(link(id.reversed(), chance));
        }
        Topology topology = Topology.of(nodes, links);
        FluidNetwork network = FluidNetwork.of(topology);
        for (Link link : topology.links()) {
            if (chance.nextInt(6) == 0) {
                network =
                        network.withLoss(
                                link.id(), chance.nextInt(5) == 0 ? 1 : chance.nextDouble() / 4);
            }
        }
        List<RoutedDemand> demands = new ArrayList<>();
        int demandCount = chance.nextInt(1, maxDemands);
        for (int i = 0; i < demandCount; i++) {
            demands.add(demand("d" + (1000 + i), topology, chance));
        }
        return new FluidCase(seed, network, List.copyOf(demands));
    }

    private static Link link(LinkId id, RandomGenerator chance) {
        double capacity = chance.nextInt(12) == 0 ? 0 : 1 + chance.nextInt(8);
        return new Link(
                id, 1, new Bandwidth(capacity * 1e6), Duration.ofMillis(1 + chance.nextInt(9)));
    }

    /// A demand of a random kind and rate, forwarded along random walks.
    static RoutedDemand demand(String id, Topology topology, RandomGenerator chance) {
        List<Node> nodes = topology.nodes();
        DatapathId source = nodes.get(chance.nextInt(nodes.size())).id();
        List<LinkId> main = walk(topology, source, chance);
        DatapathId target = main.isEmpty() ? source : main.getLast().target().datapath();
        List<Route> routes = new ArrayList<>();
        double left = 1;
        routes.add(new Route(main, left /= 1 + chance.nextInt(3), Route.End.DELIVERED));
        left = 1 - left;
        while (left > 0.05 && chance.nextBoolean()) {
            List<LinkId> links = walk(topology, source, chance);
            DatapathId end = links.isEmpty() ? source : links.getLast().target().datapath();
            double share = left * (chance.nextBoolean() ? 1 : chance.nextDouble(0.1, 0.9));
            routes.add(
                    new Route(
                            links,
                            share,
                            end.equals(target) ? Route.End.DELIVERED : Route.End.DROPPED));
            left -= share;
        }
        double offered =
                switch (chance.nextInt(8)) {
                    case 0 -> 0;
                    case 1 -> chance.nextDouble(1e5, 2e7);
                    default -> 1e6 * chance.nextInt(1, 6);
                };
        Elasticity elasticity = chance.nextBoolean() ? Elasticity.ELASTIC : Elasticity.INELASTIC;
        return new RoutedDemand(
                new Demand(new DemandId(id), source, target, new Bandwidth(offered), elasticity),
                new Forwarding(routes));
    }

    private static List<LinkId> walk(Topology topology, DatapathId source, RandomGenerator chance) {
        List<LinkId> links = new ArrayList<>();
        DatapathId at = source;
        for (int hop = chance.nextInt(6); hop > 0; hop--) {
            List<LinkId> next =
                    topology.linksFrom(at).stream()
                            .map(Link::id)
                            .filter(link -> !links.contains(link))
                            .toList();
            if (next.isEmpty()) {
                break;
            }
            links.add(next.get(chance.nextInt(next.size())));
            at = links.getLast().target().datapath();
        }
        return links;
    }

    @Override
    public String toString() {
        return "FluidCase[seed " + seed + ", " + demands.size() + " demands]";
    }
}
