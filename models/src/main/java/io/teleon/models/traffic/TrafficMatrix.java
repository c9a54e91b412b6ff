package io.teleon.models.traffic;

import io.teleon.models.network.Bandwidth;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/// What is offered between pairs of nodes, without a time. A pair that was not measured is
/// *missing*, which is not zero: it has no rate and does not count in sums.
///
/// Pairs are in their natural order; [#rateAt] and [#rates] speak of them by position, where a
/// missing rate is NaN.
public final class TrafficMatrix {

    private final List<NodePair> pairs;
    private final double[] bitsPerSecond;

    /// Takes ownership of both; the caller has checked them.
    private TrafficMatrix(List<NodePair> pairs, double[] bitsPerSecond) {
        this.pairs = pairs;
        this.bitsPerSecond = bitsPerSecond;
    }

    public static TrafficMatrix of(NavigableMap<NodePair, Bandwidth> rates) {
        return new TrafficMatrix(
                List.copyOf(rates.keySet()),
                rates.values().stream().mapToDouble(Bandwidth::bitsPerSecond).toArray());
    }

    /// @param pairs in strictly ascending order
    /// @param bitsPerSecond one for each pair, NaN where missing
    public static TrafficMatrix ofRates(List<NodePair> pairs, double[] bitsPerSecond) {
        List<NodePair> checked = checkedPairs(pairs);
        checkRates(checked, bitsPerSecond);
        return new TrafficMatrix(checked, bitsPerSecond.clone());
    }

    static TrafficMatrix owning(List<NodePair> pairs, double[] bitsPerSecond) {
        return new TrafficMatrix(pairs, bitsPerSecond);
    }

    static List<NodePair> checkedPairs(List<NodePair> pairs) {
        List<NodePair> copy = List.copyOf(pairs);
        for (int i = 1; i < copy.size(); i++) {
            if (copy.get(i - 1).compareTo(copy.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "pair " + copy.get(i) + " does not come after " + copy.get(i - 1));
            }
        }
        return copy;
    }

    static void checkRates(List<NodePair> pairs, double[] bitsPerSecond) {
        if (bitsPerSecond.length != pairs.size()) {
            throw new IllegalArgumentException(
                    bitsPerSecond.length + " rates for " + pairs.size() + " pairs");
        }
        for (int i = 0; i < bitsPerSecond.length; i++) {
            if (bitsPerSecond[i] < 0 || Double.isInfinite(bitsPerSecond[i])) {
                throw new IllegalArgumentException(
                        "rate of "
                                + bitsPerSecond[i]
                                + " bit/s for "
                                + pairs.get(i)
                                + " is neither zero or more nor missing");
            }
        }
    }

    public List<NodePair> pairs() {
        return pairs;
    }

    /// The position of a pair in [#pairs], or empty where the matrix has no such pair.
    public Optional<Integer> indexOf(NodePair pair) {
        int index = Collections.binarySearch(pairs, pair);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /// The rate of a pair; empty where it is missing or the matrix has no such pair.
    public Optional<Bandwidth> rate(NodePair pair) {
        int index = Collections.binarySearch(pairs, pair);
        return index < 0 || isMissing(index)
                ? Optional.empty()
                : Optional.of(new Bandwidth(bitsPerSecond[index]));
    }

    /// In bits per second; NaN where missing.
    public double rateAt(int index) {
        return bitsPerSecond[index];
    }

    public boolean isMissing(int index) {
        return Double.isNaN(bitsPerSecond[index]);
    }

    public int missingCount() {
        int count = 0;
        for (double rate : bitsPerSecond) {
            count += Double.isNaN(rate) ? 1 : 0;
        }
        return count;
    }

    /// A copy, one rate in bits per second for each pair, NaN where missing.
    public double[] rates() {
        return bitsPerSecond.clone();
    }

    /// The sum of what is known.
    public Bandwidth total() {
        double sum = 0;
        for (double rate : bitsPerSecond) {
            sum += Double.isNaN(rate) ? 0 : rate;
        }
        return new Bandwidth(sum);
    }

    public TrafficMatrix scaledBy(double factor) {
        return new TrafficMatrix(pairs, scaled(bitsPerSecond, factor));
    }

    static double[] scaled(double[] rates, double factor) {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "traffic scaled by " + factor + ", not zero or more");
        }
        double[] scaled = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            scaled[i] = rates[i] * factor;
        }
        return scaled;
    }

    /// Missing equals missing.
    @Override
    public boolean equals(Object other) {
        return other instanceof TrafficMatrix that
                && pairs.equals(that.pairs)
                && Arrays.equals(bitsPerSecond, that.bitsPerSecond);
    }

    @Override
    public int hashCode() {
        return 31 * pairs.hashCode() + Arrays.hashCode(bitsPerSecond);
    }

    @Override
    public String toString() {
        return "TrafficMatrix["
                + pairs.size()
                + " pairs, "
                + missingCount()
                + " missing, "
                + total()
                + "]";
    }
}
