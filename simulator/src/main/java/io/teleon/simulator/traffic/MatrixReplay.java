package io.teleon.simulator.traffic;

import io.teleon.models.traffic.NodePair;
import io.teleon.models.traffic.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Measured matrices once more: the series' first moment comes at `begin`, and the rest follows at
/// the pace at which it was measured.
///
/// Before `begin` there is no traffic known, and all pairs are missing.
public record MatrixReplay(TrafficSeries series, Instant begin, AfterEnd afterEnd)
        implements TrafficSource {

    /// What comes when the series is over.
    public enum AfterEnd {
        /// It begins again; where the last sample meets the first, rates may jump.
        WRAP,
        /// All pairs are missing.
        MISSING
    }

    @Override
    public List<NodePair> pairs() {
        return series.pairs();
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        Duration since = Duration.between(begin, time);
        Duration length = Duration.between(series.start(), series.end());
        boolean isOver = since.compareTo(length) >= 0;
        if (since.isNegative() || (isOver && afterEnd == AfterEnd.MISSING)) {
            Arrays.fill(bitsPerSecond, 0, series.pairs().size(), Double.NaN);
            return;
        }
        Duration within =
                isOver ? since.minus(length.multipliedBy(since.dividedBy(length))) : since;
        series.fill(series.start().plus(within), bitsPerSecond);
    }
}
