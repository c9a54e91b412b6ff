package io.teleon.policies.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a model expects of one fact.
///
/// @param model which, for explanations
/// @param standing what decisions may make of it now
/// @param skill 1 - its pinball loss / that of the best naive forecast, over the last week
/// @param points by rising horizon
public record Forecast(
        String model, Standing standing, Instant at, double skill, List<Point> points) {

    /// What a forecast is good for.
    public enum Standing {
        /// It may drive action.
        ACT,
        /// It is read, but what starts or is modified because of it is only suggested.
        SUGGEST,
        /// Every reading of it is unknown.
        NONE
    }

    /// @param horizon counted from the time of the forecast
    public record Point(Duration horizon, double mean, double p10, double p50, double p90) {
        public Point {
            boolean finite = Double.isFinite(mean) && Double.isFinite(p10) && Double.isFinite(p90);
            if (!finite || !(p10 <= p50 && p50 <= p90)) {
                throw new IllegalArgumentException(
                        "quantiles %s, %s, %s with mean %s".formatted(p10, p50, p90, mean));
            }
            if (!horizon.isPositive()) {
                throw new IllegalArgumentException("horizon " + horizon + " does not lie ahead");
            }
        }
    }

    public Forecast {
        points = List.copyOf(points);
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i - 1).horizon().compareTo(points.get(i).horizon()) >= 0) {
                throw new IllegalArgumentException("horizons do not rise: " + points);
            }
        }
    }
}
