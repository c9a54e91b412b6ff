package io.teleon.tests.bench.policy;

import io.teleon.tests.bench.policy.Links.Delta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The same links, from the same seed, for any contender: everything is reported once, then so many
/// epochs of a second each.
///
/// @param turns links that turn well or ill, of a hundred that are reported
/// @param warmUp epochs before it is measured; their transitions count
record Course(int links, Change change, int turns, long seed, int warmUp, int epochs) {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /// What changes in an epoch.
    enum Change {
        /// One link in a hundred reports all its values.
        REPORTS("1 % of the links report all their values"),
        /// One fact in a hundred, wherever it is.
        SCATTERED("1 % of the facts change, scattered"),
        /// A literal of each task turns, without consequence.
        EVERYTHING("a literal of every task turns, nearly all without consequence");

        private final String text;

        Change(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /// How it went.
    ///
    /// @param millis an epoch, the median
    /// @param guardEvaluations an epoch, the mean
    /// @param deltas an epoch, the mean
    /// @param transitions of each epoch, sorted
    record Run(
            double millis, double guardEvaluations, double deltas, List<List<String>> transitions) {
        Run {
            transitions = List.copyOf(transitions);
        }

        double deltasPerSecond() {
            return deltas / millis * 1000;
        }

        long changes() {
            return transitions.stream().skip(1).mapToLong(List::size).sum();
        }
    }

    Run run(Contender contender, Consumer<String> progress) {
        Links drawn = new Links(links, turns, seed);
        List<List<String>> transitions = new ArrayList<>();
        transitions.add(sorted(contender.step(drawn.all(), BEGIN)));
        double[] millis = new double[epochs];
        long evaluationsBefore = contender.guardEvaluations();
        long deltaCount = 0;
        for (int epoch = 0; epoch < warmUp + epochs; epoch++) {
            progress.accept("epoch %d of %d".formatted(epoch + 1, warmUp + epochs));
            if (epoch == warmUp) {
                evaluationsBefore = contender.guardEvaluations();
            }
            List<Delta> deltas = deltas(drawn, epoch);
            transitions.add(sorted(contender.step(deltas, BEGIN.plusSeconds(epoch + 1))));
            if (epoch >= warmUp) {
                millis[epoch - warmUp] = contender.nanos() / 1e6;
                deltaCount += deltas.size();
            }
        }
        Arrays.sort(millis);
        return new Run(
                millis[epochs / 2],
                (contender.guardEvaluations() - evaluationsBefore) / (double) epochs,
                deltaCount / (double) epochs,
                transitions);
    }

    private List<Delta> deltas(Links drawn, int epoch) {
        int hundredth = Math.max(1, links / 100);
        return switch (change) {
            case REPORTS -> drawn.reports(hundredth);
            case SCATTERED -> drawn.scattered(hundredth * Quality.values().length);
            case EVERYTHING -> drawn.literalOfEach(epoch % 2 == 0);
        };
    }

    private static List<String> sorted(List<String> transitions) {
        return transitions.stream().sorted().toList();
    }
}
