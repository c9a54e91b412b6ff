package io.teleon.models.learning.event;

import java.util.ArrayList;
import java.util.List;

/// Chooses the least score at which a class is taken, so that most of the known are recognised and
/// most of the unknown are not, counted as shares.
///
/// A known message that is missed weighs [#KNOWN] times an unknown one that is taken for known: the
/// aim allows that many more of these. The choice is the mean of two, for the best cut alone hangs
/// on single messages, and a curve through all scores looks at the far ones too.
final class Threshold {

    private static final double KNOWN = 3;

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

    /// Above all scores when nothing was recognised.
    double choose() {
        if (right.isEmpty() || unknown.isEmpty()) {
            return unknown.stream().mapToDouble(it -> it).max().orElse(0) + 1;
        }
        return (cut() + even()) / 2;
    }

    /// Halfway between the two scores that part them best; of equals the first.
    private double cut() {
        List<Double> scores = new ArrayList<>(right);
        scores.addAll(unknown);
        scores.sort(Double::compare);
        double best = -1;
        double threshold = scores.getLast();
        for (int i = 0; i + 1 < scores.size(); i++) {
            double candidate = (scores.get(i) + scores.get(i + 1)) / 2;
            double share =
                    KNOWN * (double) right.stream().filter(it -> it >= candidate).count() / known
                            + (double) unknown.stream().filter(it -> it < candidate).count()
                                    / unknown.size();
            if (share > best + 1e-12) {
                best = share;
                threshold = candidate;
            }
        }
        return threshold;
    }

    /// Where a logistic curve, fitted with both sides weighing the same, says that the odds against
    /// known are [#KNOWN].
    private double even() {
        List<double[]> rows = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>();
        right.forEach(score -> add(rows, answers, score, true));
        unknown.forEach(score -> add(rows, answers, score, false));
        double[] line = LogisticFit.weights(rows, answers);
        return line[0] > 0 ? (-StrictMath.log(KNOWN) - line[1]) / line[0] : cut();
    }

    private static void add(
            List<double[]> rows, List<Boolean> answers, double score, boolean answer) {
        rows.add(new double[] {score, 1});
        answers.add(answer);
    }
}
