package io.teleon.models.format;

import io.teleon.models.format.TopologyDraft.End;
import io.teleon.models.format.TopologyDraft.Traits;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads tables of directed links by node index: the line `Node_num: n Edge_num: m`, a header, then
/// `link source destination weight kbit/s`, as the public Abilene set has them.
///
/// The file knows no names and no coordinates: nodes are `N0`, `N1` ... unless names are given, and
/// delays are the default.
public final class TopologyTsv {

    static final String MAGIC = "Node_num:";

    private static final String HEADER = "'Link_index Source Destination OSPF Capacity(kbps)'";

    private TopologyTsv() {}

    public static Topology read(SourceText source) {
        return read(source, Optional.empty());
    }

    /// @param names of the nodes in the order of their indices, such as [TrafficCsv#nodeNames] of
    ///   the matrices that belong to the file
    public static Topology read(SourceText source, List<String> names) {
        return read(source, Optional.of(names));
    }

    private static Topology read(SourceText source, Optional<List<String>> given) {
        Lines lines = source.lines();
        String shape = "'Node_num: n Edge_num: m'";
        List<Token> sizes = lines.nextFilled("the line " + shape).words(4, shape);
        requireWord(sizes.get(0), MAGIC);
        requireWord(sizes.get(2), "Edge_num:");
        int nodes = sizes.get(1).integer("Node_num", 0, TopologyDraft.MAX_NODES);
        int edges = sizes.get(3).integer("Edge_num", 0, TopologyDraft.MAX_LINKS);
        List<String> names =
                given.orElseGet(() -> IntStream.range(0, nodes).mapToObj(i -> "N" + i).toList());
        if (names.size() != nodes) {
            throw sizes.get(1).isNot("Node_num", "the number of the names given, " + names.size());
        }
        TopologyDraft draft = new TopologyDraft();
        names.forEach(name -> draft.node(name, Optional.empty()));
        requireWord(lines.nextFilled("the header " + HEADER).words(5, HEADER).get(1), "Source");
        for (int i = 0; i < edges; i++) {
            String expected = "link " + (i + 1) + " of " + edges;
            List<Token> words =
                    lines.nextFilled(expected).words(5, "'link source destination weight kbit/s'");
            int from = words.get(1).index("link source", "nodes", nodes);
            int to = words.get(2).index("link destination", "nodes", nodes);
            if (from == to) {
                throw words.get(2).isNot("link destination", "another node than its source");
            }
            double weight = words.get(3).positive("link weight");
            Bandwidth capacity = Bandwidth.ofKilobits(words.get(4).positive("link capacity"));
            draft.edge(
                    End.of(from),
                    End.of(to),
                    new Traits(weight, capacity, draft.delayBetween(from, to)));
        }
        lines.requireEnd();
        return draft.topology();
    }

    private static void requireWord(Token token, String word) {
        if (!token.text().equals(word)) {
            throw token.isNot("word", "'" + word + "'");
        }
    }
}
