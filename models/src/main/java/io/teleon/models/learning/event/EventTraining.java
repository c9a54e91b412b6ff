package io.teleon.models.learning.event;

import io.teleon.models.learning.event.EventModel.EventClass;
import io.teleon.models.learning.event.Likeness.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Fits an [EventModel] to labelled messages.
///
/// Each message is held against every class as if it were not there itself: against its own class
/// by the other examples of that, against the others by all of theirs. From these pairs the weights
/// of the [Likeness] are learned. The threshold is set between what messages of classes with several
/// examples reach in their own class, and what all messages reach where their own class is left
/// out, as a message of an unknown class would.
public final class EventTraining {

    private static final int LEAST_KNOWN = 2;

    private final Map<String, List<Known>> classes = new TreeMap<>();
    private final List<String> card;
    private final WordWeights words;

    private EventTraining(List<String> card, List<String> names, List<Known> messages) {
        this.card = card;
        words = WordWeights.of(messages.stream().map(Known::traits).toList());
        for (int i = 0; i < names.size(); i++) {
            classes.computeIfAbsent(names.get(i), _ -> new ArrayList<>()).add(messages.get(i));
        }
        if (classes.size() < LEAST_KNOWN
                || classes.values().stream().noneMatch(it -> it.size() >= LEAST_KNOWN)) {
            throw new IllegalArgumentException(
                    classes.size()
                            + " classes; at least two are needed, of which one has two messages");
        }
    }

    static EventModel fit(List<String> card, List<String> names, List<Known> messages) {
        return new EventTraining(card, names, messages).fit();
    }

    /// A message held against the classes without itself.
    private record Held(String own, boolean repeated, List<Pair> pairs) {}

    private record Pair(String name, double[] likeness) {}

    private EventModel fit() {
        Likeness likeness = new Likeness(words);
        List<Held> all = new ArrayList<>();
        classes.forEach((own, examples) -> examples.forEach(message -> all.add(hold(likeness, own, message))));
        List<double[]> rows = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>();
        for (Held held : all) {
            for (Pair pair : held.pairs()) {
                rows.add(pair.likeness());
                answers.add(pair.name().equals(held.own()));
            }
        }
        double[] weights = LogisticFit.weights(rows, answers);
        return new EventModel(
                card,
                classes.entrySet().stream()
                        .map(entry -> new EventClass(entry.getKey(), entry.getValue()))
                        .toList(),
                words,
                weights,
                threshold(all, weights));
    }

    private Held hold(Likeness likeness, String own, Known message) {
        List<Pair> pairs = new ArrayList<>();
        classes.forEach((name, examples) -> {
            List<Known> others = examples.stream().filter(it -> it != message).toList();
            if (!others.isEmpty()) {
                pairs.add(new Pair(name, likeness.of(message, EventTraits.ofName(name), others)));
            }
        });
        boolean repeated = classes.getOrDefault(own, List.of()).size() >= LEAST_KNOWN;
        return new Held(own, repeated, pairs);
    }

    /// The score that gets most of the known right and most of the unknown, counted as shares; of
    /// equals the middle of the first.
    private static double threshold(List<Held> all, double[] weights) {
        List<Double> right = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        int known = 0;
        for (Held held : all) {
            double own = Double.NEGATIVE_INFINITY;
            double other = Double.NEGATIVE_INFINITY;
            for (Pair pair : held.pairs()) {
                double score = LogisticFit.score(weights, pair.likeness());
                if (pair.name().equals(held.own())) {
                    own = score;
                } else {
                    other = Math.max(other, score);
                }
            }
            unknown.add(other);
            if (held.repeated()) {
                known++;
                if (own > other) {
                    right.add(own);
                }
            }
        }
        List<Double> scores = new ArrayList<>(right);
        scores.addAll(unknown);
        scores.sort(Double::compare);
        double best = -1;
        double threshold = scores.getLast();
        for (int i = 0; i + 1 < scores.size(); i++) {
            double candidate = (scores.get(i) + scores.get(i + 1)) / 2;
            double share =
                    (double) right.stream().filter(it -> it >= candidate).count() / known
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
