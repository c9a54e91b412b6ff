package io.teleon.models.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forecasts one series.
final class SeriesForecaster {

    private static final int LEAST_OBSERVATIONS = 12;
    private static final int HORIZONS = 12;
    private static final int MOST_JUDGED = 288;
    private static final double[] SPREAD = {-2.2, -1.5, 0, 1.5, 2.2};

    private final ForecastModel model;
    private final Duration step;
    private final double[] absoluteError = new double[HORIZONS + 1];
    private final ArrayDeque<Double> recent = new ArrayDeque<>();
    private final ArrayDeque<SeriesForecast> issued = new ArrayDeque<>();
    private final ArrayDeque<Judged> judged = new ArrayDeque<>();
    private Optional<SeriesForecast> latest = Optional.empty();
    private long last = Long.MIN_VALUE;
    private int seen;

    SeriesForecaster(ForecastModel model, Duration step) {
        this.model = model;
        this.step = step;
    }

    Optional<SeriesForecast> observe(long bin, double value) {
        if (bin <= last) {
            return latest;
        }
        long skipped = last == Long.MIN_VALUE ? 0 : Math.min(bin - last - 1, HORIZONS);
        for (long i = 0; i < skipped; i++) {
            push(Double.NaN);
        }
        last = bin;
        push(value);
        Instant at = Instant.ofEpochSecond(bin * step.toSeconds());
        if (!Double.isNaN(value)) {
            seen++;
            judge(at, value);
        }
        latest = seen < LEAST_OBSERVATIONS ? Optional.empty() : Optional.of(forecast(at));
        latest.ifPresent(this::remember);
        return latest;
    }

    private void push(double value) {
        recent.addFirst(value);
        if (recent.size() > HORIZONS + 1) {
            recent.removeLast();
        }
    }

    private double lastKnown() {
        for (double value : recent) {
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return 0;
    }

    private void judge(Instant at, double value) {
        int horizon = 0;
        for (double before : recent) {
            if (horizon > 0 && !Double.isNaN(before)) {
                double error = Math.abs(value - before);
                absoluteError[horizon] += (error - absoluteError[horizon]) / Math.min(seen, 288);
            }
            horizon++;
        }
        for (SeriesForecast forecast : issued) {
            for (SeriesForecast.Point point : forecast.points()) {
                if (forecast.at().plus(point.horizon()).equals(at)) {
                    judged.addFirst(
                            new Judged(
                                    forecast.at(),
                                    point.horizon(),
                                    point.p10(),
                                    point.p50(),
                                    point.p90(),
                                    value));
                }
            }
        }
        while (judged.size() > MOST_JUDGED) {
            judged.removeLast();
        }
    }

    private SeriesForecast forecast(Instant at) {
        double centre = lastKnown();
        List<SeriesForecast.Point> points = new ArrayList<>();
        for (int horizon = 1; horizon <= HORIZONS; horizon++) {
            double scale = absoluteError[horizon];
            points.add(
                    new SeriesForecast.Point(
                            step.multipliedBy(horizon),
                            centre,
                            centre + scale * SPREAD[0],
                            centre + scale * SPREAD[1],
                            centre,
                            centre + scale * SPREAD[3],
                            centre + scale * SPREAD[4]));
        }
        return new SeriesForecast(model.name(), at, 0, false, points);
    }

    private void remember(SeriesForecast forecast) {
        issued.addFirst(forecast);
        if (issued.size() > HORIZONS) {
            issued.removeLast();
        }
    }

    Optional<SeriesForecast> latest() {
        return latest;
    }

    List<Judged> judged() {
        return List.copyOf(judged);
    }
}
