package io.teleon.simulator.traffic;

import io.teleon.models.traffic.NodePair;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// So many times the usual traffic between some pairs for a while: rising in a straight line,
/// holding, and falling in a straight line. A slow rise is a ramp, one of seconds a flash crowd.
///
/// @param factor at its height; 0 and more, so it may also be a slump
public record Surge(
        List<NodePair> pairs,
        Instant begin,
        Duration rise,
        Duration hold,
        Duration fall,
        double factor) {

    /// Anything steeper is no function that a run could follow.
    public static final Duration STEEPEST = Duration.ofSeconds(1);

    public Surge {
        pairs = List.copyOf(pairs);
        if (rise.compareTo(STEEPEST) < 0 || fall.compareTo(STEEPEST) < 0) {
            throw new IllegalArgumentException(
                    "a surge that rises in " + rise + " and falls in " + fall + ", below 1 s");
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("a surge that holds for " + hold);
        }
        if (!(factor >= 0) || factor > 10_000) {
            throw new IllegalArgumentException("surge factor " + factor + " outside 0..10000");
        }
    }

    /// The same course for other pairs.
    public Surge of(List<NodePair> others, double times) {
        return new Surge(others, begin, rise, hold, fall, times);
    }

    /// The same so much earlier.
    public Surge earlier(Duration by) {
        return new Surge(pairs, begin.minus(by), rise, hold, fall, factor);
    }

    public Instant end() {
        return begin.plus(rise).plus(hold).plus(fall);
    }

    /// How far it has risen at a time, 0 to 1.
    public double height(Instant time) {
        if (time.isBefore(begin) || !time.isBefore(end())) {
            return 0;
        }
        double since = seconds(Duration.between(begin, time));
        double left = seconds(Duration.between(time, end()));
        return Math.min(1, Math.min(since / seconds(rise), left / seconds(fall)));
    }

    /// What it multiplies the traffic by at a time.
    public double factorAt(Instant time) {
        return 1 + (factor - 1) * height(time);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() * 1e-9;
    }
}
