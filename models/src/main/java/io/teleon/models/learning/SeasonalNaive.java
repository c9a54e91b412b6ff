package io.teleon.models.learning;

/// As it was a season ago; the last value as long as no season was seen, or where it has a gap.
final class SeasonalNaive implements Forecaster {

    private final History history;
    private final int season;

    /// @param season how many bins it has
    SeasonalNaive(int season) {
        this.season = season;
        history = new History(season + 1);
    }

    @Override
    public void observe(double value) {
        history.push(value);
    }

    @Override
    public double ahead(int steps) {
        double value = history.back(Math.floorMod(season - steps, season));
        return Double.isNaN(value) ? history.last() : value;
    }
}
