package io.teleon.models.learning;

import java.time.Instant;
import java.util.List;

/// What the ensemble said beside what came, for pictures.
///
/// @param ahead bins between a forecast and what it is about
/// @param points of one series, in order of time
/// @param below by level: the share of what came, over all series, that was not above the quantile
public record EvaluationTrace(int ahead, List<Point> points, List<Reliability> below) {

    public EvaluationTrace {
        points = List.copyOf(points);
        below = List.copyOf(below);
    }

    /// @param end of the bin that the forecast is about
    public record Point(Instant end, double actual, double p05, double p50, double p95) {}

    /// @param level in (0, 1)
    /// @param share which a perfect forecast has equal to the level
    public record Reliability(double level, double share) {}
}
