package io.teleon.models.learning;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One linear map from the last values, taken relative to the newest, to what comes, shared by all
/// series (NLinear of Zeng et al., AAAI 2023), fitted by ridge in units of each series' changes.
final class NLinear implements Forecaster {

    static final int WINDOW = 48;
    private static final double RIDGE = 1e-4;

    private final History history = new History(WINDOW + 1);
    private final SortedMap<Integer, double[]> weights;

    private NLinear(SortedMap<Integer, double[]> weights) {
        this.weights = weights;
    }

    /// Maps for the horizons that will be asked for, from all series.
    static SortedMap<Integer, double[]> fit(List<double[]> training, int[] steps) {
        SortedMap<Integer, double[]> weights = new TreeMap<>();
        for (int ahead : steps) {
            LinearFit fit = new LinearFit(WINDOW);
            for (double[] series : training) {
                add(fit, series, ahead);
            }
            weights.put(ahead, fit.solve(RIDGE));
        }
        return weights;
    }

    private static void add(LinearFit fit, double[] series, int ahead) {
        History past = new History(WINDOW + 1);
        for (int bin = 0; bin + ahead < series.length; bin++) {
            past.push(series[bin]);
            double target = series[bin + ahead];
            if (bin >= WINDOW && !Double.isNaN(target) && !Double.isNaN(series[bin])) {
                fit.add(inputs(past), (target - past.last()) / past.scale());
            }
        }
    }

    static NLinear of(SortedMap<Integer, double[]> weights) {
        return new NLinear(weights);
    }

    private static double[] inputs(History past) {
        double[] inputs = new double[WINDOW];
        for (int lag = 1; lag <= WINDOW; lag++) {
            double change = (past.back(lag) - past.last()) / past.scale();
            inputs[lag - 1] = Double.isNaN(change) ? 0 : change;
        }
        return inputs;
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
                    "no map for " + steps + " bins ahead, only for " + weights.keySet());
        }
        return history.last() + history.scale() * LinearFit.value(fitted, inputs(history));
    }
}
