package io.teleon.controller.twin;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/// A small network drawn from a seed, with demands and candidates, most of which hold. All rates
/// are whole numbers, so that sums of them are exact in any order.
record TwinCase(long seed, TwinNetwork network, List<Candidate> candidates) {

    static Arbitrary<TwinCase> any() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(TwinCase::drawn);
    }

    static TwinCase drawn(long seed) {
        RandomGenerator chance = new SplittableRandom(seed);
        Topology topology = topology(chance);
        Routes routes = Routes.of(topology);
        List<TwinDemand> demands = new ArrayList<>();
        int count = chance.nextInt(1, 16);
        for (int i = 0; i < count; i++) {
            demands.add(demand("d" + i, topology, routes, chance));
        }
        Optional<DatapathId> management =
                chance.nextBoolean() ? Optional.of(node(topology, chance)) : Optional.empty();
        TwinNetwork network = new TwinNetwork(topology, demands, management);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            candidates.add(candidate("c" + i, network, routes, chance));
        }
        return new TwinCase(seed, network, List.copyOf(candidates));
    }

    private static Topology topology(RandomGenerator chance) {
        int nodeCount = chance.nextInt(2, 8);
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= nodeCount; i++) {
            nodes.add(new Node(new DatapathId(i), "n" + i));
        }
        List<Link> links = new ArrayList<>();
        int cables = chance.nextInt(1, 2 * nodeCount + 1);
        for (int cable = 1; cable <= cables; cable++) {
            int a = chance.nextInt(nodeCount);
            int b = (a + chance.nextInt(1, nodeCount)) % nodeCount;
            LinkId id = new LinkId(ConnectPoint.of(a + 1, cable), ConnectPoint.of(b + 1, cable));
            int weight = chance.nextInt(1, 4);
            links.add(link(id, weight, chance));
            if (chance.nextInt(8) > 0) {
                links.add(link(id.reversed(), weight, chance));
            }
        }
        return Topology.of(nodes, links);
    }

    private static Link link(LinkId id, int weight, RandomGenerator chance) {
        double capacity = chance.nextInt(12) == 0 ? 0 : 1e6 * (1 + chance.nextInt(8));
        return new Link(id, weight, new Bandwidth(capacity), Duration.ofMillis(chance.nextInt(9)));
    }

    static DatapathId node(Topology topology, RandomGenerator chance) {
        return topology.nodes().get(chance.nextInt(topology.nodeCount())).id();
    }

    private static TwinDemand demand(
            String id, Topology topology, Routes routes, RandomGenerator chance) {
        DatapathId source = node(topology, chance);
        DatapathId target = node(topology, chance);
        int median = 100_000 * chance.nextInt(30);
        return new TwinDemand(
                new IntentId(id),
                source,
                target,
                chance.nextInt(8) == 0 ? List.of() : way(source, target, routes, chance),
                chance.nextInt(3),
                new Expected(
                        chance.nextInt(median + 1), median, median + chance.nextInt(1_000_000)),
                chance.nextInt(4) == 0
                        ? Optional.of(new Bandwidth(100_000 * chance.nextInt(1, 20)))
                        : Optional.empty());
    }

    static List<LinkId> way(
            DatapathId source, DatapathId target, Routes routes, RandomGenerator chance) {
        List<Path> paths = routes.kShortest(source, target, 3);
        return paths.isEmpty()
                ? List.of()
                : paths.get(chance.nextInt(paths.size())).links().stream().map(Link::id).toList();
    }

    private static Candidate candidate(
            String name, TwinNetwork network, Routes routes, RandomGenerator chance) {
        if (chance.nextInt(4) == 0) {
            List<Link> links = network.topology().links();
            LinkId link = links.get(chance.nextInt(links.size())).id();
            return new Candidate.TakeDown(name, link, Duration.ofSeconds(5));
        }
        boolean isLimit = chance.nextInt(3) == 0;
        SequencedMap<IntentId, List<LinkId>> paths = new LinkedHashMap<>();
        SequencedMap<IntentId, Bandwidth> limits = new LinkedHashMap<>();
        for (int i = chance.nextInt(4); i > 0; i--) {
            TwinDemand demand = network.demands().get(chance.nextInt(network.demands().size()));
            DatapathId target =
                    chance.nextInt(20) == 0 ? node(network.topology(), chance) : demand.target();
            paths.put(demand.id(), way(demand.source(), target, routes, chance));
            limits.put(demand.id(), new Bandwidth(100_000 * chance.nextInt(20)));
        }
        return isLimit ? new Candidate.Limit(name, limits) : new Candidate.Reroute(name, paths);
    }

    @Override
    public String toString() {
        return "TwinCase[seed " + seed + ", " + network.demands().size() + " demands]";
    }
}
