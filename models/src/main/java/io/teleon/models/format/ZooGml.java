package io.teleon.models.format;

import io.teleon.models.format.GmlParser.Entry;
import io.teleon.models.format.GmlParser.Nested;
import io.teleon.models.format.GmlParser.Scalar;
import io.teleon.models.network.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads Topology Zoo files in GML. What the attributes mean: [ZooGraph].
public final class ZooGml {

    private ZooGml() {}

    public static Topology read(SourceText source) {
        Nested file = GmlParser.parse(source);
        List<Nested> graphs = nested(file, "graph");
        if (graphs.size() != 1) {
            throw MalformedInput.isNot(
                    file.place(),
                    "a file with " + graphs.size() + " graphs",
                    "one 'graph [ ... ]'");
        }
        Nested graph = graphs.getFirst();
        ZooGraph.Element attributes = element(graph);
        boolean directed =
                attributes.get("directed").map(t -> t.integer("directed", 0, 1)).orElse(0) == 1;
        return new ZooGraph(
                        directed,
                        nested(graph, "node").stream().map(ZooGml::element).toList(),
                        nested(graph, "edge").stream().map(ZooGml::element).toList())
                .topology();
    }

    private static List<Nested> nested(Nested list, String key) {
        List<Nested> found = new ArrayList<>();
        for (Entry entry : list.entries()) {
            if (entry.key().text().equals(key)) {
                if (!(entry.value() instanceof Nested nested)) {
                    throw entry.key().isNot("key", "with a list '[ ... ]' as its value");
                }
                found.add(nested);
            }
        }
        return found;
    }

    private static ZooGraph.Element element(Nested list) {
        Map<String, Token> attributes = new HashMap<>();
        for (Entry entry : list.entries()) {
            if (entry.value() instanceof Scalar scalar
                    && attributes.put(entry.key().text(), scalar.token()) != null) {
                throw entry.key().isNot("key", "there once only");
            }
        }
        return new ZooGraph.Element(list.place(), attributes);
    }
}
