package io.teleon.models.format;

import io.teleon.models.format.TopologyDraft.End;
import io.teleon.models.format.TopologyDraft.Traits;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Location;
import io.teleon.models.network.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A graph of the Internet Topology Zoo (Knight et al., JSAC 2011), whichever file format it came
/// in, and what its attributes mean.
///
/// - Nodes: `id`, `label` (`N3` where there is none), `Longitude`, `Latitude`. A `hyperedge` node
///   stands for a segment that several nodes share; it is kept as a switch without a location.
/// - Edges: `source`, `target`; the capacity from `LinkSpeedRaw` in bit/s, else from what
///   `LinkLabel` says, else the default; `weight` where given. An edge of an undirected graph is a
///   cable. An edge from a node to itself leads nowhere and is left out.
record ZooGraph(boolean directed, List<Element> nodes, List<Element> edges) {

    /// A node or an edge with its attributes.
    record Element(Place place, Map<String, Token> attributes) {

        Optional<Token> get(String name) {
            return Optional.ofNullable(attributes.get(name));
        }

        Token require(String name) {
            return get(name)
                    .orElseThrow(
                            () -> new MalformedInput(place, "attribute '" + name + "' is missing"));
        }
    }

    Topology topology() {
        TopologyDraft draft = new TopologyDraft();
        Map<String, Integer> indexById = new HashMap<>();
        for (Element node : nodes) {
            Token id = node.require("id");
            if (indexById.putIfAbsent(id.text(), draft.nodeCount()) != null) {
                throw id.isNot("node id", "unique");
            }
            draft.node(node.get("label").map(Token::text).orElse(""), location(node));
        }
        for (Element edge : edges) {
            int a = end(edge, "source", indexById);
            int b = end(edge, "target", indexById);
            if (a == b) {
                continue;
            }
            Traits traits =
                    new Traits(
                            edge.get("weight").map(t -> t.positive("edge weight")).orElse(1.0),
                            capacity(edge),
                            draft.delayBetween(a, b));
            if (directed) {
                draft.edge(End.of(a), End.of(b), traits);
            } else {
                draft.cable(End.of(a), End.of(b), traits);
            }
        }
        return draft.topology();
    }

    private static Optional<Location> location(Element node) {
        Optional<Token> longitude = node.get("Longitude");
        Optional<Token> latitude = node.get("Latitude");
        if (longitude.isEmpty() || latitude.isEmpty()) {
            return Optional.empty();
        }
        double x = longitude.get().number("Longitude");
        double y = latitude.get().number("Latitude");
        if (!Location.isOnEarth(x, y)) {
            throw MalformedInput.isNot(
                    longitude.get().place(),
                    "location " + x + ", " + y,
                    "within longitude -180..180, latitude -90..90");
        }
        return Optional.of(new Location(x, y));
    }

    private static int end(Element edge, String name, Map<String, Integer> indexById) {
        Token id = edge.require(name);
        Integer index = indexById.get(id.text());
        if (index == null) {
            throw id.isNot("edge " + name, "the id of a node");
        }
        return index;
    }

    private static Bandwidth capacity(Element edge) {
        return edge.get("LinkSpeedRaw")
                .map(raw -> new Bandwidth(raw.positive("LinkSpeedRaw")))
                .or(() -> edge.get("LinkLabel").flatMap(t -> LinkSpeed.ofLabel(t.text())))
                .orElse(TopologyDraft.DEFAULT_CAPACITY);
    }
}
