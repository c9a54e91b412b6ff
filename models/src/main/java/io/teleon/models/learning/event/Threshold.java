package io.teleon.models.learning.event;

import java.util.ArrayList;
import java.util.List;

/// Chooses the least score at which a class is taken, so that most of the known are recognised and
/// most of the unknown are not, counted as shares.
final class Threshold {

    private final List<Double> right = new ArrayList<>();
    private final List<Double> unknown = new ArrayList<>();
    private int known;

    /// A message of a class that stays known without it.
    ///
    /// @param own score of its class
    /// @param other best score of another class
    void addKnown(double own, double other) {
        known++;
        if (own > other) {
            right.add(own);
        }
    }

    /// A message of a class that is left out.
    ///
    /// @param best score of a class that is not its own
    void addUnknown(double best) {
        unknown.add(best);
    }

    /// Where a logistic curve through the scores, both sides weighing the same, says even: less
    /// moved by a single message than the best cut is.
    double choose() {
        List<double[]> rows = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>();
        right.forEach(score -> add(rows, answers, score, true));
        unknown.forEach(score -> add(rows, answers, score, false));
        double[] line = LogisticFit.weights(rows, answers);
        return line[0] > 0 ? -line[1] / line[0] : Double.POSITIVE_INFINITY;
    }

    private static void add(
            List<double[]> rows, List<Boolean> answers, double score, boolean answer) {
        rows.add(new double[] {score, 1});
        answers.add(answer);
    }
}
