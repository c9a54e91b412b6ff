package io.teleon.models.format;

import io.teleon.models.network.Topology;
import io.teleon.models.traffic.TrafficMatrix;
import io.teleon.models.traffic.TrafficSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// Demands as a file states them: a column per ordered pair of node names, a row per moment,
/// Mbit/s, with gaps. Immutable; rows oldest first.
///
/// A file without times has one row, at [Instant#EPOCH]. Pairs of a node with itself are kept:
/// whoever routes leaves them out.
public final class DemandTable {

    private final Place place;
    private final List<Pair> pairs;
    private final List<Instant> times;

    /// By row and column; not a number where the file has a gap.
    private final List<double[]> megabits;

    /// The demand from one node to another, by name.
    public record Pair(String source, String target) {

        @Override
        public String toString() {
            return source + ">" + target;
        }
    }

    private DemandTable(Builder builder) {
        place = builder.place;
        pairs = builder.pairs;
        times = List.copyOf(builder.times);
        megabits = List.copyOf(builder.megabits);
    }

    public List<Pair> pairs() {
        return pairs;
    }

    /// The start of each row's interval.
    public List<Instant> times() {
        return times;
    }

    public int rowCount() {
        return times.size();
    }

    /// The demand in Mbit/s, empty where the file has a gap.
    public OptionalDouble megabits(int row, int pair) {
        double value = megabits.get(row)[pair];
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// What was offered in one row between the nodes of a topology, found by their names.
    ///
    /// @throws MalformedInput where a name is not one of the topology's
    public TrafficMatrix matrix(int row, Topology topology) {
        PairOrder order = new PairOrder(place, pairs, topology);
        return TrafficMatrix.ofRates(order.nodePairs(), order.bitsPerSecond(megabits.get(row)));
    }

    /// All rows as a series with a fixed interval: the least time between two rows. Rows that the
    /// file leaves out are missing. A single row lasts a day.
    ///
    /// @throws MalformedInput where a name is not one of the topology's, or the times are not on a
    ///   grid
    public TrafficSeries series(Topology topology) {
        if (times.isEmpty()) {
            throw MalformedInput.isNot(place, "a file without rows", "traffic");
        }
        PairOrder order = new PairOrder(place, pairs, topology);
        TimeGrid grid = TimeGrid.of(place, times);
        double[] missing = new double[pairs.size()];
        Arrays.fill(missing, Double.NaN);
        double[][] samples = new double[grid.slots()][];
        Arrays.fill(samples, missing);
        for (int row = 0; row < times.size(); row++) {
            samples[grid.slot(times.get(row))] = order.bitsPerSecond(megabits.get(row));
        }
        return TrafficSeries.of(grid.start(), grid.step(), order.nodePairs(), samples);
    }

    /// @param place what to point at where the pairs do not fit a topology
    static Builder of(Place place, List<Pair> pairs) {
        return new Builder(place, pairs);
    }

    /// Collects rows. Single owner: the reader.
    static final class Builder {

        private final Place place;
        private final List<Pair> pairs;
        private final List<Instant> times = new ArrayList<>();
        private final List<double[]> megabits = new ArrayList<>();

        private Builder(Place place, List<Pair> pairs) {
            this.place = place;
            this.pairs = List.copyOf(pairs);
            Set<Pair> seen = new HashSet<>();
            for (Pair pair : pairs) {
                if (!seen.add(pair)) {
                    throw new IllegalArgumentException("pair " + pair + " is there twice");
                }
            }
        }

        /// @param row one value per pair, not a number for a gap; handed over to the table
        Builder row(Instant at, double[] row) {
            if (row.length != pairs.size()) {
                throw new IllegalArgumentException(
                        row.length + " values for " + pairs.size() + " pairs");
            }
            times.add(at);
            megabits.add(row);
            return this;
        }

        DemandTable table() {
            return new DemandTable(this);
        }
    }
}
