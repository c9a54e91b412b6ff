package io.teleon.simulator.bench;

import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Detours;
import io.teleon.controller.twin.Expected;
import io.teleon.controller.twin.TwinDemand;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Path;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Intents on the lightest paths of a topology, expected to send 80 % to 125 % of a drawn rate, on
/// links that have room for their load and up to 150 % more; and what might be done about the link
/// that is busiest.
final class DrawnTwin {

    private static final double MAX_HEADROOM = 1.5;
    private static final double MIN_CAPACITY = 1e7;

    private final TwinNetwork network;
    private final LinkId busiest;

    /// @param factor of all rates; by 1 no link is full at the median
    DrawnTwin(Topology topology, int intents, double factor) {
        RandomGenerator chance = new Chance(1).stream("twin");
        Routes routes = Routes.of(topology);
        Map<DatapathId, Routes.Tree> trees = new HashMap<>();
        List<TwinDemand> demands = new ArrayList<>();
        Map<LinkId, Double> loads = new TreeMap<>();
        for (int i = 0; i < intents; i++) {
            Pair pair = Pair.drawn(topology.nodes(), i, intents, chance);
            double rate = 1e5 * (1 + chance.nextInt(100));
            Path path =
                    trees.computeIfAbsent(pair.source(), routes::from)
                            .to(pair.target())
                            .orElseThrow();
            path.links().forEach(link -> loads.merge(link.id(), rate, Double::sum));
            double median = rate * factor;
            demands.add(
                    new TwinDemand(
                            new IntentId("i" + i),
                            pair.source(),
                            pair.target(),
                            path.links().stream().map(Link::id).toList(),
                            i % 3,
                            new Expected(0.8 * median, median, 1.25 * median),
                            Optional.empty()));
        }
        List<Link> links = new ArrayList<>();
        LinkId most = topology.links().getFirst().id();
        double utilisation = 0;
        for (Link link : topology.links()) {
            double load = loads.getOrDefault(link.id(), 0.0);
            double capacity =
                    Math.max(MIN_CAPACITY, load) * (1 + MAX_HEADROOM * chance.nextDouble());
            links.add(new Link(link.id(), link.weight(), new Bandwidth(capacity), link.delay()));
            if (load / capacity > utilisation
                    && !Detours.around(topology, link.id(), 1).isEmpty()) {
                utilisation = load / capacity;
                most = link.id();
            }
        }
        busiest = most;
        network =
                new TwinNetwork(
                        Topology.of(topology.nodes(), links),
                        demands,
                        Optional.of(topology.nodes().getFirst().id()));
    }

    private record Pair(DatapathId source, DatapathId target) {

        /// All pairs where there are as many intents, else pairs at random.
        static Pair drawn(List<Node> nodes, int number, int intents, RandomGenerator chance) {
            int count = nodes.size();
            boolean isAll = intents == count * (count - 1);
            int source = isAll ? number / (count - 1) : chance.nextInt(count);
            int step = isAll ? number % (count - 1) : chance.nextInt(count - 1);
            return new Pair(nodes.get(source).id(), nodes.get((source + 1 + step) % count).id());
        }
    }

    TwinNetwork network() {
        return network;
    }

    /// Ways around the busiest link for every third intent on it, everybody there limited to half,
    /// and its cable taken down: six if there are four ways.
    List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        int number = 0;
        for (Path detour : Detours.around(network.topology(), busiest)) {
            SequencedMap<IntentId, List<LinkId>> paths = new LinkedHashMap<>();
            List<TwinDemand> moved = onBusiest();
            for (int i = 0; i < moved.size(); i += 3) {
                TwinDemand demand = moved.get(i);
                Detours.splice(demand.path(), busiest, detour)
                        .ifPresent(path -> paths.put(demand.id(), path));
            }
            candidates.add(new Candidate.Reroute("detour " + ++number, paths));
        }
        SequencedMap<IntentId, Bandwidth> limits = new LinkedHashMap<>();
        onBusiest().forEach(d -> limits.put(d.id(), new Bandwidth(d.expected().p50() / 2)));
        candidates.add(new Candidate.Limit("half", limits));
        candidates.add(new Candidate.TakeDown("down", busiest, Duration.ofSeconds(5)));
        return candidates;
    }

    List<TwinDemand> onBusiest() {
        return network.demands().stream().filter(d -> d.path().contains(busiest)).toList();
    }
}
