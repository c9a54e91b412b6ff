package io.teleon.models.format;

import java.time.Instant;
import java.util.ArrayList;
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

    static Builder of(List<Pair> pairs) {
        return new Builder(pairs);
    }

    /// Collects rows. Single owner: the reader.
    static final class Builder {

        private final List<Pair> pairs;
        private final List<Instant> times = new ArrayList<>();
        private final List<double[]> megabits = new ArrayList<>();

        private Builder(List<Pair> pairs) {
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
