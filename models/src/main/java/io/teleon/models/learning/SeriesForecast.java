package io.teleon.models.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is expected of one series after `at`.
///
/// @param model who says so, for people
/// @param at the end of the last bin that was seen
/// @param skill 1 - pinball loss / pinball loss of the best naive forecaster over the trailing
///   week, or what there is of it; at most 1, 0 without evidence
/// @param judged whether enough of what was said before has been judged to tell anything of it
/// @param licensed whether decisions may rest on it: it has beaten the naive forecasters lately,
///   and not by luck
/// @param lowest the lower end of the 95 % interval of the skill, NaN where that cannot be told:
///   the licence wants it above 0
/// @param recent the skill over the last three hours, NaN where that cannot be told: the licence
///   wants at least [#LEAST_RECENT]
/// @param points by rising horizon, at least one
public record SeriesForecast(
        String model,
        Instant at,
        double skill,
        boolean judged,
        boolean licensed,
        double lowest,
        double recent,
        List<Point> points) {

    /// Lately so much worse than naive that a good week does not count.
    public static final double LEAST_RECENT = -0.25;

    /// Without what the licence rests on.
    public SeriesForecast(
            String model,
            Instant at,
            double skill,
            boolean judged,
            boolean licensed,
            List<Point> points) {
        this(model, at, skill, judged, licensed, Double.NaN, Double.NaN, points);
    }

    public SeriesForecast {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a forecast needs at least one point");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).horizon().compareTo(points.get(i - 1).horizon()) <= 0) {
                throw new IllegalArgumentException(
                        "horizon "
                                + points.get(i).horizon()
                                + " does not come after "
                                + points.get(i - 1).horizon());
            }
        }
        if (!(skill <= 1)) {
            throw new IllegalArgumentException("skill " + skill + " is not at most 1");
        }
    }

    /// What is expected of the bin that ends `horizon` after the forecast, in the unit of the
    /// series.
    ///
    /// @param mean the one number to go by
    /// @param p05 below which the value stays once in twenty times; the others alike, never falling
    public record Point(
            Duration horizon,
            double mean,
            double p05,
            double p10,
            double p50,
            double p90,
            double p95) {

        public Point {
            if (horizon.isNegative() || horizon.isZero()) {
                throw new IllegalArgumentException("horizon " + horizon + " is not above zero");
            }
            if (!(p05 <= p10 && p10 <= p50 && p50 <= p90 && p90 <= p95)
                    || !Double.isFinite(p95 - p05)
                    || !Double.isFinite(mean)) {
                throw new IllegalArgumentException(
                        "quantiles "
                                + List.of(p05, p10, p50, p90, p95)
                                + " around "
                                + mean
                                + " are not finite numbers that never fall");
            }
        }
    }
}
