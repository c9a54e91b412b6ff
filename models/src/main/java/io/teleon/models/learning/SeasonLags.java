package io.teleon.models.learning;

import java.time.Duration;

/// How many bins a day and a week have; 0 where the grid does not divide them, or where a series of
/// that length would not fit the memory of one.
record SeasonLags(int day, int week) {

    /// A week of five-minute bins, and what is looked up around its beginning.
    static final int MOST_BINS = 2016 + 32;

    private static final Duration DAY = Duration.ofDays(1);

    static SeasonLags of(Duration step) {
        return new SeasonLags(lag(DAY, step), lag(DAY.multipliedBy(7), step));
    }

    private static int lag(Duration season, Duration step) {
        long bins = season.toSeconds() / step.toSeconds();
        boolean whole = season.toSeconds() % step.toSeconds() == 0;
        return whole && bins > 2L * Horizons.NEAR && bins <= MOST_BINS - 32 ? (int) bins : 0;
    }

    /// How many bins a series has to remember.
    int memory() {
        return Math.max(Math.max(day, week) + 32, 64);
    }
}
