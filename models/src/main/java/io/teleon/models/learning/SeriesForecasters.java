package io.teleon.models.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Forecasts many series of one class on one grid of time. Pure in its inputs; owned by one thread.
///
/// It keeps at most [#MOST_SERIES] series; further ones get no forecast and are counted.
public final class SeriesForecasters {

    /// How many series it follows at most.
    public static final int MOST_SERIES = 20_000;

    /// What forecasts of the next twelve bins lost, each series in its own unit.
    ///
    /// @param own of what was said
    /// @param naive of the naive forecaster that lost least in sum
    public record Losses(double own, double naive) {}

    private final ForecastClass shared;
    private final Duration step;
    private final TreeMap<String, SeriesForecaster> series = new TreeMap<>();
    private long refused;

    private SeriesForecasters(ForecastModel model, Duration step) {
        shared = new ForecastClass(model, step);
        this.step = step;
    }

    /// @param step the length of a bin, in whole seconds
    public static SeriesForecasters of(ForecastModel model, Duration step) {
        if (step.toSeconds() < 1 || !step.equals(Duration.ofSeconds(step.toSeconds()))) {
            throw new IllegalArgumentException("step " + step + " is not whole seconds above zero");
        }
        return new SeriesForecasters(model, step);
    }

    /// Takes the mean of a series over the bin that ended at `end`, and says what comes next. Bins
    /// are aligned to the epoch by the step. Bins that are skipped count as missing; a bin that is
    /// not after the last one changes nothing.
    ///
    /// @param value NaN where it is missing
    /// @return the forecast from there; empty as long as too little was seen
    public Optional<SeriesForecast> observe(String name, Instant end, double value) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("value " + value + " of " + name + " is not finite");
        }
        if (end.getNano() != 0 || Math.floorMod(end.getEpochSecond(), step.toSeconds()) != 0) {
            throw new IllegalArgumentException(
                    "time " + end + " of " + name + " is not the end of a bin of " + step);
        }
        SeriesForecaster one = series.get(name);
        if (one == null) {
            if (series.size() >= MOST_SERIES) {
                refused++;
                return Optional.empty();
            }
            one = new SeriesForecaster(shared);
            series.put(name, one);
        }
        return one.observe(Math.floorDiv(end.getEpochSecond(), step.toSeconds()), value);
    }

    /// The last forecast of a series.
    public Optional<SeriesForecast> latest(String name) {
        return Optional.ofNullable(series.get(name)).flatMap(SeriesForecaster::latest);
    }

    public void forget(String name) {
        series.remove(name);
    }

    /// The names of what it follows, sorted.
    public List<String> series() {
        return List.copyOf(series.keySet());
    }

    /// Past forecasts of a series beside what came, newest first, bounded.
    public List<Judged> judged(String name) {
        SeriesForecaster one = series.get(name);
        return one == null ? List.of() : one.judged();
    }

    /// The losses of all series since this was last asked.
    public Losses drainLosses() {
        return shared.drainLosses();
    }

    /// Whether the network keeps silent, and the simple members of the mixture speak alone.
    public void mute(boolean muted) {
        shared.muted = muted;
    }

    public ForecastModel model() {
        return shared.model;
    }

    /// How many series have the licence that their forecasts drive action.
    public int licensed() {
        return (int)
                series.values().stream()
                        .filter(one -> one.latest().filter(SeriesForecast::licensed).isPresent())
                        .count();
    }

    /// How many observations were turned away because it already follows as many series as it may.
    public long refused() {
        return refused;
    }
}
