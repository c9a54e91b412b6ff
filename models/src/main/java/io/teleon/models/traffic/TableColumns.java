package io.teleon.models.traffic;

import io.teleon.models.format.DemandTable;
import io.teleon.models.format.Nearest;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A table of demands with its columns sorted by the nodes that they name.
///
/// @param columns the table's column for each pair, self pairs left out
record TableColumns(DemandTable table, NavigableMap<NodePair, Integer> columns) {

    private static final Duration ONLY_INTERVAL = Duration.ofMinutes(5);

    /// A grid of more samples for each row of the table is a mistake in its times.
    private static final int MAX_SAMPLES_PER_ROW = 100;

    private static final double BITS_PER_MEGABIT = 1e6;

    static TableColumns of(DemandTable table, Topology topology) {
        NavigableMap<String, DatapathId> ids = new TreeMap<>();
        for (Node node : topology.nodes()) {
            ids.put(node.name(), node.id());
        }
        NavigableMap<NodePair, Integer> columns = new TreeMap<>();
        for (int column = 0; column < table.pairs().size(); column++) {
            DemandTable.Pair named = table.pairs().get(column);
            NodePair pair = new NodePair(id(named.source(), ids), id(named.target(), ids));
            if (!pair.isSelf()) {
                columns.put(pair, column);
            }
        }
        return new TableColumns(table, columns);
    }

    private static DatapathId id(String name, NavigableMap<String, DatapathId> ids) {
        DatapathId id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException(
                    "the traffic names node '"
                            + name
                            + "', which the topology does not have"
                            + Nearest.hint(name, ids.keySet()));
        }
        return id;
    }

    TrafficSeries series() {
        List<Instant> times = table.times();
        if (times.isEmpty()) {
            throw new IllegalArgumentException("the traffic has no rows");
        }
        Duration interval = interval(times);
        Instant start = times.getFirst();
        int samples = sample(start, times.getLast(), interval) + 1;
        double[][] rates = new double[samples][columns.size()];
        for (double[] sample : rates) {
            Arrays.fill(sample, Double.NaN);
        }
        for (int row = 0; row < times.size(); row++) {
            double[] sample = rates[sample(start, times.get(row), interval)];
            int pair = 0;
            for (int column : columns.values()) {
                sample[pair++] = table.megabits(row, column).orElse(Double.NaN) * BITS_PER_MEGABIT;
            }
        }
        return TrafficSeries.of(start, interval, List.copyOf(columns.keySet()), rates);
    }

    /// The smallest step between rows, of which all others have to be multiples.
    private static Duration interval(List<Instant> times) {
        Duration least = ONLY_INTERVAL;
        for (int row = 1; row < times.size(); row++) {
            Duration step = Duration.between(times.get(row - 1), times.get(row));
            if (step.isNegative() || step.isZero()) {
                throw new IllegalArgumentException(
                        "traffic row "
                                + (row + 1)
                                + " at "
                                + times.get(row)
                                + " does not come after the row at "
                                + times.get(row - 1));
            }
            least = row == 1 || step.compareTo(least) < 0 ? step : least;
        }
        Duration whole = Duration.between(times.getFirst(), times.getLast());
        if (whole.compareTo(least.multipliedBy((long) times.size() * MAX_SAMPLES_PER_ROW)) > 0) {
            throw new IllegalArgumentException(
                    "traffic of "
                            + times.size()
                            + " rows from "
                            + times.getFirst()
                            + " to "
                            + times.getLast()
                            + " is mostly gaps at its smallest step of "
                            + least);
        }
        return least;
    }

    private static int sample(Instant start, Instant time, Duration interval) {
        long since = Duration.between(start, time).toNanos();
        if (since % interval.toNanos() != 0) {
            throw new IllegalArgumentException(
                    "traffic row at "
                            + time
                            + " is not a whole number of steps of "
                            + interval
                            + " after the first at "
                            + start);
        }
        return Math.toIntExact(since / interval.toNanos());
    }
}
