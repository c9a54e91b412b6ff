package io.teleon.tests.behaviour;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Small networks, written as their cables.
final class Networks {

    private static final Bandwidth CAPACITY = Bandwidth.ofGigabits(1);
    private static final Duration DELAY = Duration.ofMillis(1);

    private Networks() {}

    /// Two ways from a to d: by b, and the heavier one by c.
    static Topology diamond() {
        return of("a-b", "b-d", "a-c 2", "c-d 2");
    }

    /// Every node has two ways to every other.
    static Topology ring() {
        return of("a-b", "b-c", "c-d", "d-e", "e-a");
    }

    /// One node with the ends of several cables, `a-b` or, with a weight, `a-b 2`. Nodes and ports
    /// are numbered as they come.
    static Topology of(String... cables) {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        SequencedMap<String, Integer> ports = new LinkedHashMap<>();
        List<Link> links = new ArrayList<>();
        for (String cable : cables) {
            List<String> parts = List.of(cable.split("[- ]"));
            LinkId there =
                    new LinkId(next(parts.get(0), nodes, ports), next(parts.get(1), nodes, ports));
            double weight = parts.size() > 2 ? Double.parseDouble(parts.get(2)) : 1;
            links.add(new Link(there, weight, CAPACITY, DELAY));
            links.add(new Link(there.reversed(), weight, CAPACITY, DELAY));
        }
        return Topology.of(nodes.values(), links);
    }

    /// The same with other delays.
    static Topology withDelay(Topology topology, Duration delay) {
        return Topology.of(
                topology.nodes(),
                topology.links().stream()
                        .map(link -> new Link(link.id(), link.weight(), link.capacity(), delay))
                        .toList());
    }

    private static ConnectPoint next(
            String name, SequencedMap<String, Node> nodes, SequencedMap<String, Integer> ports) {
        Node node =
                nodes.computeIfAbsent(name, _ -> new Node(new DatapathId(nodes.size() + 1L), name));
        return ConnectPoint.of(node.id().value(), ports.merge(name, 1, Integer::sum));
    }
}
