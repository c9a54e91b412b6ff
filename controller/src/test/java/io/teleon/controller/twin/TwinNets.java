package io.teleon.controller.twin;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Small networks written as text: nodes are capital letters, a cable is two of them, a path is the
/// letters it meets. Every cable takes 10 Mbit/s each way, is 1 ms long and weighs 1.
final class TwinNets {

    static final double CAPACITY = 10e6;

    private TwinNets() {}

    /// @param cables such as `AB`
    static Topology topology(String... cables) {
        String letters =
                Arrays.stream(cables)
                        .flatMapToInt(String::chars)
                        .sorted()
                        .distinct()
                        .mapToObj(c -> "" + (char) c)
                        .collect(Collectors.joining());
        List<Node> nodes = new ArrayList<>();
        letters.chars().forEach(c -> nodes.add(new Node(node((char) c), "" + (char) c)));
        List<Link> links = new ArrayList<>();
        for (String cable : cables) {
            links.add(cable(link(cable)));
            links.add(cable(link(cable).reversed()));
        }
        return Topology.of(nodes, links);
    }

    private static Link cable(LinkId id) {
        return new Link(id, 1, new Bandwidth(CAPACITY), Duration.ofMillis(1));
    }

    static DatapathId node(char letter) {
        return new DatapathId(letter - 'A' + 1);
    }

    /// The link from the first letter to the second: each node's port is numbered by its neighbour.
    static LinkId link(String ends) {
        int source = ends.charAt(0) - 'A' + 1;
        int target = ends.charAt(1) - 'A' + 1;
        return new LinkId(ConnectPoint.of(source, target), ConnectPoint.of(target, source));
    }

    static List<LinkId> path(String letters) {
        List<LinkId> links = new ArrayList<>();
        for (int i = 1; i < letters.length(); i++) {
            links.add(link(letters.substring(i - 1, i + 1)));
        }
        return links;
    }

    static TwinDemand demand(String id, String path, double bitsPerSecond) {
        return demand(id, path, Expected.exactly(bitsPerSecond));
    }

    static TwinDemand demand(String id, String path, Expected expected) {
        return new TwinDemand(
                new IntentId(id),
                node(path.charAt(0)),
                node(path.charAt(path.length() - 1)),
                path(path),
                0,
                expected,
                Optional.empty());
    }

    static TwinDemand ranked(TwinDemand demand, int rank) {
        return new TwinDemand(
                demand.id(),
                demand.source(),
                demand.target(),
                demand.path(),
                rank,
                demand.expected(),
                demand.limit());
    }

    static TwinNetwork network(Topology topology, TwinDemand... demands) {
        return new TwinNetwork(topology, List.of(demands), Optional.empty());
    }

    /// @param moves such as `x=ACB`
    static Candidate.Reroute reroute(String name, String... moves) {
        SequencedMap<IntentId, List<LinkId>> paths = new LinkedHashMap<>();
        for (String move : moves) {
            String[] parts = move.split("=", -1);
            paths.put(new IntentId(parts[0]), path(parts[1]));
        }
        return new Candidate.Reroute(name, paths);
    }

    static Candidate.Limit limit(String name, String id, double bitsPerSecond) {
        SequencedMap<IntentId, Bandwidth> limits = new LinkedHashMap<>();
        limits.put(new IntentId(id), new Bandwidth(bitsPerSecond));
        return new Candidate.Limit(name, limits);
    }

    static Candidate.TakeDown takeDown(String cable) {
        return new Candidate.TakeDown("bounce " + cable, link(cable), Duration.ofSeconds(5));
    }
}
