package io.teleon.models.format;

import io.teleon.models.format.DemandTable.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads the `.demands` files of REPETITA: `label src dest bw`, where the ends are indices into the
/// nodes of the `.graph` file and the rate is in kbit/s. Demands of one pair are added up.
public final class RepetitaDemands {

    private static final int MAX_DEMANDS = 10_000_000;

    private RepetitaDemands() {}

    /// @param nodes the names of the graph's nodes in the order of the graph's file
    public static DemandTable read(SourceText source, List<String> nodes) {
        Lines lines = source.lines();
        int count = RepetitaGraph.count(lines, "DEMANDS", MAX_DEMANDS);
        RepetitaGraph.header(lines, "label src dest bw");
        SequencedMap<Pair, Double> megabits = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String expected = "demand " + (i + 1) + " of " + count;
            List<Token> words = lines.nextFilled(expected).words(4, "'label src dest bw'");
            int from = words.get(1).index("demand source", "nodes", nodes.size());
            int to = words.get(2).index("demand destination", "nodes", nodes.size());
            double kilobits = words.get(3).notNegative("demand bandwidth");
            megabits.merge(new Pair(nodes.get(from), nodes.get(to)), kilobits / 1e3, Double::sum);
        }
        lines.requireEnd();
        return DemandTable.of(new Place(source.file(), 1), new ArrayList<>(megabits.keySet()))
                .row(
                        Instant.EPOCH,
                        megabits.values().stream().mapToDouble(Double::doubleValue).toArray())
                .table();
    }
}
