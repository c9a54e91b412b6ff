package io.teleon.controller.detect;

import io.teleon.controller.percept.Picture;
import io.teleon.controller.percept.Picture.OfIntent;
import io.teleon.controller.telemetry.TrafficHistory;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What links would carry of the intents if every link were up and nobody steered: so that neither
/// a failure nor our own doing changes it, only the traffic does. Bounded by the pairs of nodes
/// that intents join.
final class NominalLoads {

    private final Supplier<List<Node>> nodes;
    private final Map<NodePair, List<LinkId>> ways = new TreeMap<>();
    private List<LinkId> known = List.of();
    private Routes routes = Routes.of(Topology.of(List.of(), List.of()));

    /// @param nodes all that were ever seen
    NominalLoads(Supplier<List<Node>> nodes) {
        this.nodes = nodes;
    }

    /// Which intents are to go by each link.
    SequencedMap<LinkId, List<IntentId>> users(Picture picture) {
        learn(picture);
        SequencedMap<LinkId, List<IntentId>> users = new TreeMap<>();
        picture.links().keySet().forEach(link -> users.put(link, new ArrayList<>()));
        for (OfIntent intent : picture.intents().values()) {
            for (LinkId link : way(intent)) {
                users.getOrDefault(link, new ArrayList<>()).add(intent.id());
            }
        }
        return users;
    }

    /// In bits per second; not a number where it is not known of all who go by the link, or where
    /// one of them does not get into the network.
    SequencedMap<LinkId, Double> loads(Picture picture) {
        learn(picture);
        SequencedMap<LinkId, Double> loads = new TreeMap<>();
        picture.links().keySet().forEach(link -> loads.put(link, 0.0));
        for (OfIntent intent : picture.intents().values()) {
            double sends = sends(intent);
            way(intent).forEach(link -> loads.computeIfPresent(link, (_, sum) -> sum + sends));
        }
        return loads;
    }

    /// The pairs of nodes that intents join.
    static SequencedSet<NodePair> pairs(Picture picture) {
        TreeSet<NodePair> pairs = new TreeSet<>();
        picture.intents().values().forEach(intent -> intent.ends().ifPresent(pairs::add));
        return pairs;
    }

    /// What a bin of the past would be, by the links of the newest picture.
    SequencedMap<LinkId, Double> loads(SequencedSet<NodePair> pairs, TrafficHistory.Bin bin) {
        SequencedMap<LinkId, Double> loads = new TreeMap<>();
        known.forEach(link -> loads.put(link, 0.0));
        for (NodePair pair : pairs) {
            double rate = bin.bitsPerSecond().getOrDefault(pair, Double.NaN);
            way(pair).forEach(link -> loads.computeIfPresent(link, (_, sum) -> sum + rate));
        }
        return loads;
    }

    private static double sends(OfIntent intent) {
        InstallState state = intent.view().state();
        return state == InstallState.FAILED || state == InstallState.PARKED
                ? Double.NaN
                : intent.sends().map(Picture.Measured::value).orElse(Double.NaN);
    }

    private List<LinkId> way(OfIntent intent) {
        return intent.ends().map(this::way).orElse(List.of());
    }

    private List<LinkId> way(NodePair pair) {
        return pair.isSelf()
                ? List.of()
                : ways.computeIfAbsent(
                        pair,
                        p ->
                                routes.shortest(p.source(), p.target())
                                        .map(path -> path.links().stream().map(Link::id).toList())
                                        .orElse(List.of()));
    }

    private void learn(Picture picture) {
        List<LinkId> links = List.copyOf(picture.links().keySet());
        if (!links.equals(known)) {
            known = links;
            routes =
                    Routes.of(
                            Topology.of(
                                    nodes.get(),
                                    picture.links().values().stream()
                                            .map(Picture.OfLink::link)
                                            .toList()));
            ways.clear();
        }
    }
}
