package io.teleon.models.learning.event;

import io.teleon.models.learning.Cholesky;
import java.util.List;

/// Logistic regression with a quadratic penalty, by Newton's method (Hastie, Tibshirani & Friedman,
/// The Elements of Statistical Learning, 4.4). Examples of the rarer answer weigh as much together
/// as those of the other.
final class LogisticFit {

    private static final double PENALTY = 0.02;
    private static final int STEPS = 40;
    private static final double ENOUGH = 1e-9;

    private LogisticFit() {}

    /// @param rows [example, input], the last input is 1 and carries no penalty
    /// @param answers by example
    /// @return the weight of each input
    static double[] weights(List<double[]> rows, List<Boolean> answers) {
        int count = rows.getFirst().length;
        long positive = answers.stream().filter(it -> it).count();
        double balance = (double) positive / Math.max(1, answers.size() - positive);
        double[] weights = new double[count];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[count];
            double[][] curvature = new double[count][count];
            for (int i = 0; i < count; i++) {
                double penalty = i == count - 1 ? 1e-3 : PENALTY;
                gradient[i] = penalty * weights[i];
                curvature[i][i] = penalty;
            }
            for (int row = 0; row < rows.size(); row++) {
                add(rows.get(row), answers.get(row), balance, weights, gradient, curvature);
            }
            double[] change = Cholesky.of(curvature).solve(gradient);
            double largest = 0;
            for (int i = 0; i < count; i++) {
                weights[i] -= change[i];
                largest = Math.max(largest, Math.abs(change[i]));
            }
            if (largest < ENOUGH) {
                break;
            }
        }
        return weights;
    }

    private static void add(
            double[] row,
            boolean answer,
            double balance,
            double[] weights,
            double[] gradient,
            double[][] curvature) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        double probability = probability(sum);
        double importance = answer ? 1 : balance;
        double off = importance * (probability - (answer ? 1 : 0));
        double slope = importance * probability * (1 - probability);
        for (int i = 0; i < row.length; i++) {
            gradient[i] += off * row[i];
            for (int j = 0; j <= i; j++) {
                curvature[i][j] += slope * row[i] * row[j];
            }
        }
    }

    static double score(float[] weights, double[] row) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }

    static double probability(double score) {
        return 1 / (1 + StrictMath.exp(-score));
    }
}
