package io.teleon.models.format;

import io.teleon.models.format.DemandTable.Pair;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.traffic.NodePair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How the columns of a file lie in the order of the topology's ids.
final class PairOrder {

    private static final double BITS_PER_MEGABIT = 1e6;

    private final List<NodePair> nodePairs;
    private final int[] columns;

    PairOrder(Place place, List<Pair> pairs, Topology topology) {
        Map<String, DatapathId> ids = new HashMap<>();
        for (Node node : topology.nodes()) {
            ids.put(node.name(), node.id());
        }
        List<NodePair> unordered = new ArrayList<>();
        for (Pair pair : pairs) {
            unordered.add(
                    new NodePair(id(place, pair.source(), ids), id(place, pair.target(), ids)));
        }
        columns =
                IntStream.range(0, pairs.size())
                        .boxed()
                        .sorted(Comparator.comparing(unordered::get))
                        .mapToInt(Integer::intValue)
                        .toArray();
        nodePairs = IntStream.of(columns).mapToObj(unordered::get).toList();
    }

    private static DatapathId id(Place place, String name, Map<String, DatapathId> ids) {
        DatapathId id = ids.get(name);
        if (id == null) {
            throw new MalformedInput(
                    place,
                    "traffic names the node "
                            + MalformedInput.quoted(name)
                            + ", which the topology does not have");
        }
        return id;
    }

    List<NodePair> nodePairs() {
        return nodePairs;
    }

    double[] bitsPerSecond(double[] megabits) {
        double[] bits = new double[columns.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = megabits[columns[i]] * BITS_PER_MEGABIT;
        }
        return bits;
    }
}
