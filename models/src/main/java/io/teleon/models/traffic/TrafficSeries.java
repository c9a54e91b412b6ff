package io.teleon.models.traffic;

import io.teleon.models.format.DemandTable;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Traffic matrices at a fixed interval; each sample is the *mean* over its interval, which starts
/// at the sample's time.
///
/// Between samples the rate follows one parabola for each interval, as in the piecewise parabolic
/// method (Colella & Woodward, J. Comput. Phys. 54, 1984, equation 1.5): with `left` and `right`
/// the rates at the interval's ends, `m` its mean and `x` in [0, 1) the place within it,
///
/// ```
/// f(x) = left (1-x)(1-3x) + right x(3x-2) + m 6x(1-x)
/// ```
///
/// whose mean over the interval is `m` exactly. We depart from the paper in the rates at the ends.
/// Neighbours share them, the average of the two means, so that the rate has no jumps; and where
/// the paper's limiter keeps each parabola monotone, which flattens every peak, we only need rates
/// of zero or more: each end is held in [0, 3 m] of both neighbours. `f` is linear in each end, so
/// it is least at a corner of [0, 3m] x [0, 3m], and there it is `6m x(1-x)`, `3m (1-x)^2`, `3m
/// x^2` or `3m (1-2x)^2`: never below zero. At a gap and at the ends of the series an end takes the
/// mean of its own interval.
public final class TrafficSeries {

    private static final double MAX_END_TO_MEAN = 3;

    private final Instant start;
    private final Duration interval;
    private final List<NodePair> pairs;

    /// [sample, pair], NaN where missing.
    private final double[][] means;

    private TrafficSeries(
            Instant start, Duration interval, List<NodePair> pairs, double[][] means) {
        this.start = start;
        this.interval = interval;
        this.pairs = pairs;
        this.means = means;
    }

    /// @param pairs in strictly ascending order
    /// @param bitsPerSecond [sample, pair], oldest first, NaN where missing; at least one sample
    public static TrafficSeries of(
            Instant start, Duration interval, List<NodePair> pairs, double[][] bitsPerSecond) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval " + interval + " is not above zero");
        }
        if (bitsPerSecond.length == 0) {
            throw new IllegalArgumentException("a traffic series needs at least one sample");
        }
        List<NodePair> checked = TrafficMatrix.checkedPairs(pairs);
        double[][] means = new double[bitsPerSecond.length][];
        for (int i = 0; i < means.length; i++) {
            TrafficMatrix.checkRates(checked, bitsPerSecond[i]);
            means[i] = bitsPerSecond[i].clone();
        }
        return new TrafficSeries(start, interval, checked, means);
    }

    /// The traffic of a table whose columns are named by the topology's nodes. Pairs of a node with
    /// itself are left out: no link carries them. Rows that the table leaves out between others are
    /// missing; a table of one row lasts five minutes.
    ///
    /// @throws IllegalArgumentException for a name that the topology lacks, for times that do not
    ///   lie on a grid, or a table without rows
    public static TrafficSeries of(DemandTable table, Topology topology) {
        return TableColumns.of(table, topology).series();
    }

    public Instant start() {
        return start;
    }

    /// The end of the last interval, no longer part of the series.
    public Instant end() {
        return start.plus(interval.multipliedBy(means.length));
    }

    public Duration interval() {
        return interval;
    }

    public int sampleCount() {
        return means.length;
    }

    public List<NodePair> pairs() {
        return pairs;
    }

    /// The matrix of means over [start + index intervals, start + (index + 1) intervals).
    public TrafficMatrix sample(int index) {
        return TrafficMatrix.owning(pairs, means[index].clone());
    }

    /// @throws IllegalArgumentException outside [[#start], [#end])
    public TrafficMatrix at(Instant time) {
        double[] rates = new double[pairs.size()];
        fill(time, rates);
        return TrafficMatrix.owning(pairs, rates);
    }

    /// Writes the rate of each pair at a time, in bits per second, NaN where missing.
    ///
    /// @throws IllegalArgumentException outside [[#start], [#end])
    public void fill(Instant time, double[] bitsPerSecond) {
        if (time.isBefore(start) || !time.isBefore(end())) {
            throw new IllegalArgumentException(
                    "no traffic at " + time + ", only in [" + start + ", " + end() + ")");
        }
        long since = Duration.between(start, time).toNanos();
        long step = interval.toNanos();
        int index = (int) (since / step);
        double x = (double) (since % step) / step;
        double ofLeft = (1 - x) * (1 - 3 * x);
        double ofRight = x * (3 * x - 2);
        double ofMean = 6 * x * (1 - x);
        double[] here = means[index];
        double[] before = means[Math.max(0, index - 1)];
        double[] after = means[Math.min(means.length - 1, index + 1)];
        for (int pair = 0; pair < here.length; pair++) {
            double mean = here[pair];
            double left = end(before[pair], mean);
            double right = end(mean, after[pair]);
            bitsPerSecond[pair] =
                    // Rounding alone can leave a trace below zero.
                    Math.max(0, ofLeft * left + ofRight * right + ofMean * mean);
        }
    }

    /// The rate where two intervals meet.
    private static double end(double before, double after) {
        if (Double.isNaN(before)) {
            return after;
        }
        if (Double.isNaN(after)) {
            return before;
        }
        return Math.min((before + after) / 2, MAX_END_TO_MEAN * Math.min(before, after));
    }

    public TrafficSeries scaledBy(double factor) {
        double[][] scaled = new double[means.length][];
        for (int i = 0; i < means.length; i++) {
            scaled[i] = TrafficMatrix.scaled(means[i], factor);
        }
        return new TrafficSeries(start, interval, pairs, scaled);
    }

    @Override
    public String toString() {
        return "TrafficSeries["
                + means.length
                + " x "
                + interval
                + " from "
                + start
                + ", "
                + pairs.size()
                + " pairs]";
    }
}
