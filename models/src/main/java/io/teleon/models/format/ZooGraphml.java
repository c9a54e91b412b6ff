package io.teleon.models.format;

import io.teleon.models.network.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads Topology Zoo files in GraphML (Brandes et al., Graph Drawing 2001): `data` elements under
/// the names that the `key` elements give them. What they mean: [ZooGraph].
public final class ZooGraphml {

    private ZooGraphml() {}

    public static Topology read(SourceText source) {
        return read(XmlElement.parse(source));
    }

    static Topology read(XmlElement root) {
        if (!root.name().equals("graphml")) {
            throw MalformedInput.isNot(root.place(), "root <" + root.name() + ">", "<graphml>");
        }
        Map<String, String> names = new HashMap<>();
        for (XmlElement key : root.children("key")) {
            Token id = key.requireAttribute("id");
            String name = key.attribute("attr.name").orElse(id).text();
            if (names.put(id.text(), name) != null) {
                throw id.isNot("key id", "unique");
            }
        }
        XmlElement graph = root.require("graph");
        Token edges = graph.requireAttribute("edgedefault");
        if (!List.of("directed", "undirected").contains(edges.text())) {
            throw edges.isNot("edgedefault", "'directed' or 'undirected'");
        }
        return new ZooGraph(
                        edges.text().equals("directed"),
                        graph.children("node").stream().map(n -> element(n, names)).toList(),
                        graph.children("edge").stream().map(e -> element(e, names)).toList())
                .topology();
    }

    private static ZooGraph.Element element(XmlElement element, Map<String, String> names) {
        Map<String, Token> attributes = new HashMap<>();
        for (XmlElement data : element.children("data")) {
            Token key = data.requireAttribute("key");
            String name = names.get(key.text());
            if (name == null) {
                throw key.isNot("data key", "the id of a <key>");
            }
            if (attributes.put(name, data.token()) != null) {
                throw key.isNot("data key", "there once only");
            }
        }
        // XML attributes win: a node's identity is its id, whatever its data say.
        element.attributes()
                .forEach((name, value) -> attributes.put(name, new Token(element.place(), value)));
        return new ZooGraph.Element(element.place(), attributes);
    }
}
