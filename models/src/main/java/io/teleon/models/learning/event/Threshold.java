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

    /// Halfway between the two scores that part them best; of equals the first.
    double choose() {
        List<Double> scores = new ArrayList<>(right);
        scores.addAll(unknown);
        scores.sort(Double::compare);
        double best = -1;
        double threshold = scores.getLast();
        for (int i = 0; i + 1 < scores.size(); i++) {
            double candidate = (scores.get(i) + scores.get(i + 1)) / 2;
            double share =
                    (double) right.stream().filter(it -> it >= candidate).count()
                                    / Math.max(1, known)
                            + (double) unknown.stream().filter(it -> it < candidate).count()
                                    / unknown.size();
            if (share > best + 1e-12) {
                best = share;
                threshold = candidate;
            }
        }
        return threshold;
    }
}
