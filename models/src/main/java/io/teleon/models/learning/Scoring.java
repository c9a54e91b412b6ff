package io.teleon.models.learning;

import java.util.ArrayList;
import java.util.List;

/// Scores models that give one number, with intervals that are calibrated as the series go by.
final class Scoring {

    private Scoring() {}

    static List<EvaluationRow> rows(
            Evaluation.Plan plan,
            Predictions said,
            String model,
            String engine,
            EvaluationCost cost) {
        double windows = (double) plan.values().size() * plan.testTo();
        List<EvaluationRow> rows = new ArrayList<>();
        double[] changes = changes(plan);
        for (int step = 0; step < plan.steps().size(); step++) {
            rows.add(
                    score(plan, said, step)
                            .row(
                                    model,
                                    engine,
                                    plan.steps().get(step),
                                    changes,
                                    cost,
                                    windows / said.seconds()));
        }
        return rows;
    }

    /// The mean change from bin to bin over the span of training, by series.
    static double[] changes(Evaluation.Plan plan) {
        double[] changes = new double[plan.values().size()];
        for (int i = 0; i < changes.length; i++) {
            double[] values = plan.values().get(i);
            int count = 0;
            for (int bin = 1; bin < plan.trainBins(); bin++) {
                double change = Math.abs(values[bin] - values[bin - 1]);
                if (!Double.isNaN(change)) {
                    changes[i] += change;
                    count++;
                }
            }
            changes[i] /= Math.max(1, count);
        }
        return changes;
    }

    private static EvaluationScore score(Evaluation.Plan plan, Predictions said, int step) {
        int ahead = plan.steps().get(step);
        int series = plan.values().size();
        EvaluationScore score = new EvaluationScore(series);
        BandShape shape = new BandShape(1);
        Band[] bands = new Band[series];
        History[] histories = new History[series];
        for (int i = 0; i < series; i++) {
            bands[i] = new Band(shape, 1);
            histories[i] = new History(2);
        }
        // [series][bin of issue modulo ahead]: the interval as it was told, and its unit.
        double[][][] told = new double[series][ahead][QuantileHeads.PER_HORIZON];
        double[][] units = new double[series][ahead];
        for (int bin = 0; bin < plan.testTo(); bin++) {
            for (int i = 0; i < series; i++) {
                double value = plan.values().get(i)[bin];
                int slot = bin % ahead;
                double before = bin < ahead ? Double.NaN : said.at(step, i, bin - ahead);
                if (!Double.isNaN(value) && !Double.isNaN(before)) {
                    double[] quantiles = told[i][slot];
                    double centre = Math.max(0, before);
                    if (bin >= plan.testFrom()) {
                        score.add(i, centre, quantiles, value);
                    }
                    bands[i].learn(
                            0,
                            value - centre,
                            units[i][slot],
                            value < quantiles[0],
                            value > quantiles[quantiles.length - 1]);
                }
                histories[i].push(value);
                units[i][slot] = bands[i].usualError(0, ahead, histories[i].scale());
                double now = Math.max(0, said.at(step, i, bin));
                bands[i].quantiles(0, now, units[i][slot], told[i][slot]);
                for (int q = 0; q < told[i][slot].length; q++) {
                    told[i][slot][q] = Math.max(0, told[i][slot][q]);
                }
            }
        }
        return score;
    }
}
