package io.teleon.models.learning;

/// Who takes part in the mixture, and what each says.
///
/// For the bins just ahead: last value, the trend of the last half hour, yesterday's course from
/// here, the mean of the days before, the mean of the last hours, the linear model of all series,
/// that of this series, and the network on top of it. For those far ahead the models are silent,
/// and the mean of a day and last week speak instead. Who lacks what it needs says the last value.
final class Members {

    static final int COUNT = 8;

    static final int LAST = 0;
    static final int SHARED = 5;
    static final int LINEAR = 6;
    static final int NETWORK = 7;

    private static final int MOST_DAYS = 6;

    private static final int TREND_BINS = 6;

    /// Natural logarithms of the weights that a mixture begins with: with a network, without one,
    /// and for bins far ahead.
    static final double[] NEAR_PRIOR = logarithms(3, 1, 3, 2, 3, 18, 30, 40);

    static final double[] NEAR_PRIOR_ALONE = logarithms(40, 2, 5, 3, 5, 5, 35, 5);
    static final double[] FAR_PRIOR = logarithms(15, 15, 20, 15, 10, 10, 10, 5);

    private Members() {}

    private static double[] logarithms(int... percent) {
        double[] logarithms = new double[percent.length];
        for (int i = 0; i < percent.length; i++) {
            logarithms[i] = StrictMath.log(percent[i] / 100.0);
        }
        return logarithms;
    }

    /// @param shared the change that the linear model of all series foresees, in units of the scale
    /// @param network the median that the network adds to the linear model of this series
    static void near(
            SeriesState state,
            SeasonLags lags,
            int index,
            double shared,
            double network,
            double[] points) {
        History history = state.history();
        seasons(history, lags, index + 1, points);
        double scale = history.scale();
        double last = history.last();
        double linear = last + scale * state.linear().change(index);
        double before = history.back(TREND_BINS);
        points[1] = or(last + (last - before) / TREND_BINS * (index + 1), last);
        points[4] = history.hours();
        points[SHARED] = last + scale * shared;
        points[LINEAR] = linear;
        points[NETWORK] = linear + scale * network;
    }

    static void far(SeriesState state, SeasonLags lags, int steps, double[] points) {
        History history = state.history();
        seasons(history, lags, steps, points);
        double last = history.last();
        points[4] = history.hours();
        points[5] = history.slow();
        points[6] = lags.week() == 0 ? last : or(history.around(lags.week() - steps), last);
        points[7] = or(history.around(lags.day() - steps), last);
        if (steps >= lags.day()) {
            points[7] = history.hour();
        }
    }

    private static void seasons(History history, SeasonLags lags, int steps, double[] points) {
        double last = history.last();
        points[LAST] = last;
        int back = lags.day() - steps;
        if (lags.day() == 0 || back < 0) {
            points[1] = last;
            points[2] = last;
            points[3] = last;
            return;
        }
        points[1] = or(history.back(back), last);
        points[2] = or(last + history.around(back) - history.around(lags.day()), last);
        points[3] = last;
        double sum = 0;
        int days = 0;
        for (int day = 1; day <= MOST_DAYS; day++) {
            double value = history.around(day * lags.day() - steps);
            if (!Double.isNaN(value)) {
                sum += value;
                days++;
            }
        }
        if (days > 0) {
            points[3] = sum / days;
        }
    }

    private static double or(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }
}
