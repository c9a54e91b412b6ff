package io.teleon.models.learning;

import java.util.SortedMap;
import java.util.TreeMap;

/// Auto-regression on the last twelve values and on what was a day and a week before the bin that
/// is asked for, where the grid has these, one regression for each horizon, fitted once to one
/// series by ridge.
final class ArRidge implements Forecaster {

    private static final int LAGS = 12;

    /// Numbers for each series and horizon.
    static final int INPUTS = LAGS + 2;

    private static final double RIDGE = 1e-4;

    private final History history;
    private final SeasonLags lags;
    private final SortedMap<Integer, double[]> weights = new TreeMap<>();

    private ArRidge(SeasonLags lags) {
        this.lags = lags;
        history = new History(lags.memory());
    }

    /// @param training the bins to fit to
    /// @param steps the horizons that will be asked for
    static ArRidge fitted(double[] training, SeasonLags lags, int[] steps) {
        ArRidge model = new ArRidge(lags);
        for (int ahead : steps) {
            model.weights.put(ahead, model.fit(training, ahead));
        }
        return model;
    }

    private double[] fit(double[] training, int ahead) {
        // With less than two weeks there is hardly a pair that knows the week before.
        LinearFit fit = new LinearFit(INPUTS);
        History past = new History(lags.memory());
        for (int bin = 0; bin + ahead < training.length; bin++) {
            past.push(training[bin]);
            double target = training[bin + ahead];
            boolean known = bin >= Math.max(LAGS, lags.day() - ahead);
            if (known && !Double.isNaN(target) && !Double.isNaN(training[bin])) {
                fit.add(inputs(past, ahead), target - past.last());
            }
        }
        return fit.solve(RIDGE);
    }

    private double[] inputs(History past, int ahead) {
        double[] inputs = new double[INPUTS];
        double last = past.last();
        for (int lag = 1; lag < LAGS; lag++) {
            inputs[lag - 1] = or(past.back(lag) - last);
        }
        inputs[LAGS - 1] = season(past, lags.day(), ahead);
        inputs[LAGS] = season(past, lags.week(), ahead);
        inputs[LAGS + 1] = past.size();
        return inputs;
    }

    private static double season(History past, int season, int ahead) {
        return season == 0 ? 0 : or(past.back(season - ahead) - past.last());
    }

    private static double or(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    @Override
    public void observe(double value) {
        history.push(value);
    }

    @Override
    public double ahead(int steps) {
        double[] fitted = weights.get(steps);
        if (fitted == null) {
            throw new IllegalArgumentException(
                    "no regression for " + steps + " bins ahead, only for " + weights.keySet());
        }
        return history.last() + LinearFit.value(fitted, inputs(history, steps));
    }
}
