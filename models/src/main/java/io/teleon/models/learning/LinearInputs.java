package io.teleon.models.learning;

/// What a linear model of the next changes looks at, in units of [History#scale]: where the series
/// was against where it is, how the same time of yesterday and of last week went on. What is
/// missing counts as no change.
final class LinearInputs {

    private static final int LAGS = 11;

    /// How many numbers there are.
    static final int COUNT = LAGS + 10;

    /// No input says more than this many units: else a model that learned to come back from small
    /// excursions would expect to come back from a surge at once.
    private static final double LARGEST = 6;

    private LinearInputs() {}

    static void fill(History history, SeasonLags lags, double[] inputs) {
        double last = history.last();
        double scale = history.scale();
        int at = 0;
        for (int lag = 1; lag <= LAGS; lag++) {
            inputs[at++] = change(last, history.back(lag), scale);
        }
        inputs[at++] = change(last, history.hour(), scale);
        inputs[at++] = change(last, history.hours(), scale);
        inputs[at++] = change(last, history.slow(), scale);
        int day = lags.day() == 0 ? Integer.MAX_VALUE / 2 : lags.day();
        int week = lags.week() == 0 ? Integer.MAX_VALUE / 2 : lags.week();
        double yesterday = history.around(day);
        inputs[at++] = change(last, yesterday, scale);
        inputs[at++] = change(history.back(day), history.back(day - 1), scale);
        inputs[at++] = change(yesterday, history.around(day - 6), scale);
        inputs[at++] = change(yesterday, history.around(day - 12), scale);
        double lastWeek = history.around(week);
        inputs[at++] = change(last, lastWeek, scale);
        inputs[at++] = change(lastWeek, history.around(week - 12), scale);
        inputs[at] = 1;
    }

    private static double change(double from, double to, double scale) {
        double change = (to - from) / scale;
        return Double.isNaN(change) ? 0 : Math.clamp(change, -LARGEST, LARGEST);
    }
}
