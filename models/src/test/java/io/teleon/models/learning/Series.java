package io.teleon.models.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/// Feeds series to forecasters bin by bin.
final class Series {

    static final Duration STEP = Duration.ofMinutes(5);
    static final int DAY = 288;

    private Series() {}

    static Instant end(int bin) {
        return Instant.EPOCH.plus(STEP.multipliedBy(bin + 1L));
    }

    static double[] of(int bins, IntToDoubleFunction value) {
        double[] values = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            values[bin] = value.applyAsDouble(bin);
        }
        return values;
    }

    /// The forecast after each bin.
    static List<Optional<SeriesForecast>> forecasts(ForecastModel model, double[] values) {
        SeriesForecasters forecasters = SeriesForecasters.of(model, STEP);
        List<Optional<SeriesForecast>> forecasts = new ArrayList<>();
        for (int bin = 0; bin < values.length; bin++) {
            forecasts.add(forecasters.observe("a", end(bin), values[bin]));
        }
        return forecasts;
    }

    /// The error at a horizon from a bin on, in parts of that of the last value.
    static double relativeError(ForecastModel model, double[] values, int from, int index) {
        List<Optional<SeriesForecast>> forecasts = forecasts(model, values);
        int ahead =
                (int)
                        forecasts
                                .getLast()
                                .orElseThrow()
                                .points()
                                .get(index)
                                .horizon()
                                .dividedBy(STEP);
        double error = 0;
        double naive = 0;
        for (int bin = from; bin + ahead < values.length; bin++) {
            double mean = forecasts.get(bin).orElseThrow().points().get(index).mean();
            error += Math.abs(mean - values[bin + ahead]);
            naive += Math.abs(values[bin] - values[bin + ahead]);
        }
        return error / naive;
    }
}
