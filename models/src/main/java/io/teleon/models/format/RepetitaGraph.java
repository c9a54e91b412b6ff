package io.teleon.models.format;

import io.teleon.models.format.TopologyDraft.End;
import io.teleon.models.format.TopologyDraft.Traits;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Location;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the `.graph` files of REPETITA (Gay et al., arXiv 1710.08665): nodes with coordinates,
/// then directed edges with weight, bandwidth in kbit/s and delay.
///
/// The delays of the public set are 1.676 a kilometre, which as microseconds is faster than light;
/// they are taken as relative and multiplied by 3, which gives the 5 us/km of fibre. Coordinates
/// are longitude and latitude; where any is out of range the file means places on a sheet of paper,
/// and its nodes have no location. An edge from a node to itself is refused.
public final class RepetitaGraph {

    private static final double NANOS_PER_DELAY_UNIT = 3_000;

    /// A thousand seconds: no wire is that long.
    private static final double MAX_DELAY = 1e9 / 3;

    private RepetitaGraph() {}

    public static Topology read(SourceText source) {
        Lines lines = source.lines();
        TopologyDraft draft = new TopologyDraft();
        int nodes = count(lines, "NODES", TopologyDraft.MAX_NODES);
        header(lines, "label x y");
        readNodes(lines, draft, nodes);
        int edges = count(lines, "EDGES", TopologyDraft.MAX_LINKS);
        header(lines, "label src dest weight bw delay");
        for (int i = 0; i < edges; i++) {
            String expected = "edge " + (i + 1) + " of " + edges;
            List<Token> words =
                    lines.nextFilled(expected).words(6, "'label src dest weight bw delay'");
            int from = words.get(1).index("edge source", "nodes", nodes);
            int to = words.get(2).index("edge destination", "nodes", nodes);
            if (from == to) {
                throw words.get(2).isNot("edge destination", "another node than its source");
            }
            draft.edge(End.of(from), End.of(to), traits(words));
        }
        lines.requireEnd();
        return draft.topology();
    }

    private static Traits traits(List<Token> words) {
        double weight = words.get(3).positive("edge weight");
        double kilobits = words.get(4).positive("edge bandwidth");
        double delay = words.get(5).notNegative("edge delay");
        if (delay > MAX_DELAY) {
            throw words.get(5).isNot("edge delay", "below 1000 seconds");
        }
        return new Traits(
                weight,
                Bandwidth.ofKilobits(kilobits),
                Duration.ofNanos(Math.round(delay * NANOS_PER_DELAY_UNIT)));
    }

    private static void readNodes(Lines lines, TopologyDraft draft, int nodes) {
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            String expected = "node " + (i + 1) + " of " + nodes;
            List<Token> words = lines.nextFilled(expected).words(3, "'label x y'");
            double x = words.get(1).number("node x");
            double y = words.get(2).number("node y");
            drawn.add(new Drawn(words.get(0).text(), x, y));
        }
        boolean onEarth = drawn.stream().allMatch(d -> Location.isOnEarth(d.x(), d.y()));
        for (Drawn node : drawn) {
            draft.node(
                    node.name(),
                    onEarth ? Optional.of(new Location(node.x(), node.y())) : Optional.empty());
        }
    }

    private record Drawn(String name, double x, double y) {}

    /// The line `WORD n`, shared with the demand files.
    static int count(Lines lines, String word, int max) {
        String shape = "'" + word + " n'";
        List<Token> words = lines.nextFilled("the line " + shape).words(2, shape);
        if (!words.get(0).text().equals(word)) {
            throw words.get(0).isNot("section", "'" + word + "'");
        }
        return words.get(1).integer("count of " + word, 0, max);
    }

    static void header(Lines lines, String expected) {
        Lines.Line line = lines.nextFilled("the header '" + expected + "'");
        List<String> words = line.words().stream().map(Token::text).toList();
        if (!words.equals(List.of(expected.split(" ")))) {
            throw MalformedInput.isNot(
                    line.place(),
                    "header " + MalformedInput.quoted(line.text()),
                    "'" + expected + "'");
        }
    }
}
