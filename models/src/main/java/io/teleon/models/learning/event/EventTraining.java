package io.teleon.models.learning.event;

import io.teleon.models.learning.event.EventModel.EventClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Fits an [EventModel] to labelled messages.
///
/// Each message is held against every class as if it were not there itself: against its own class
/// by the other examples of that, against the others by all of theirs. From these pairs the weights
/// of the [Likeness] are learned. The threshold is set between what messages of classes with
/// several examples reach in their own class, and what all messages reach where their own class is
/// left out, as a message of an unknown class would.
public final class EventTraining {

    private static final int SEVERAL = 2;

    /// Which of the [Likeness] is used; the others stay at 0.
    public enum Parts {
        ALL,
        WITHOUT_NETWORK,
        NETWORK_ALONE;

        private boolean uses(int part) {
            return part == Likeness.ONE
                    || switch (this) {
                        case ALL -> true;
                        case WITHOUT_NETWORK -> !Likeness.isOfNetwork(part);
                        case NETWORK_ALONE -> Likeness.isOfNetwork(part);
                    };
        }
    }

    private final Map<String, List<KnownEvent>> classes = new TreeMap<>();
    private final WordWeights words;
    private final EventReading reading;
    private final Parts parts;

    private EventTraining(
            List<String> names, List<KnownEvent> messages, EventReading reading, Parts parts) {
        this.reading = reading;
        this.parts = parts;
        words = WordWeights.of(messages.stream().map(KnownEvent::traits).toList());
        for (int i = 0; i < names.size(); i++) {
            classes.computeIfAbsent(names.get(i), _ -> new ArrayList<>()).add(messages.get(i));
        }
        if (classes.size() < SEVERAL
                || classes.values().stream().noneMatch(it -> it.size() >= SEVERAL)) {
            throw new IllegalArgumentException(
                    classes.size()
                            + " classes; at least two are needed, of which one has two messages");
        }
    }

    /// @param card lines `key: value` of what is known of the data
    /// @throws IllegalArgumentException when there are not two classes, one of two messages
    public static EventModel fit(
            List<String> card,
            List<LabelledEvent> events,
            Optional<EncoderWeights> network,
            Parts parts) {
        EventReading reading = new EventReading(network);
        EventTraining training =
                new EventTraining(
                        events.stream().map(LabelledEvent::name).toList(),
                        events.stream().map(it -> reading.of(it.message())).toList(),
                        reading,
                        parts);
        return training.fit(card, network);
    }

    /// A message held against a class without itself.
    // Never compared by equals.
    @SuppressWarnings("ArrayRecordComponent")
    private record Pair(String own, String name, int message, double[] likeness) {}

    private EventModel fit(List<String> card, Optional<EncoderWeights> network) {
        List<Pair> pairs = pairs();
        double[] weights =
                LogisticFit.weights(
                        pairs.stream().map(Pair::likeness).toList(),
                        pairs.stream().map(it -> it.name().equals(it.own())).toList());
        // As floats already here, for so they are archived: what is read again says the same.
        float[] rounded = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            rounded[i] = (float) weights[i];
        }
        return new EventModel(
                card,
                network,
                classes.entrySet().stream()
                        .map(entry -> new EventClass(entry.getKey(), entry.getValue()))
                        .toList(),
                words,
                rounded,
                (float) threshold(pairs, rounded));
    }

    private List<Pair> pairs() {
        List<WeighedClass> weighed = new ArrayList<>();
        classes.forEach(
                (name, examples) -> weighed.add(WeighedClass.of(name, examples, words, reading)));
        List<Pair> pairs = new ArrayList<>();
        int message = 0;
        for (WeighedClass own : weighed) {
            for (WeighedEvent event : own.examples()) {
                for (WeighedClass other : weighed) {
                    if (!other.name().equals(own.name()) || own.examples().size() >= SEVERAL) {
                        pairs.add(
                                new Pair(
                                        own.name(),
                                        other.name(),
                                        message,
                                        used(other.likenessWithout(event))));
                    }
                }
                message++;
            }
        }
        return pairs;
    }

    private double[] used(double[] likeness) {
        for (int i = 0; i < likeness.length; i++) {
            if (!parts.uses(i)) {
                likeness[i] = 0;
            }
        }
        return likeness;
    }

    private static double threshold(List<Pair> pairs, float[] weights) {
        Threshold threshold = new Threshold();
        int from = 0;
        while (from < pairs.size()) {
            int message = pairs.get(from).message();
            double own = Double.NaN;
            double other = Double.NEGATIVE_INFINITY;
            int to = from;
            for (; to < pairs.size() && pairs.get(to).message() == message; to++) {
                double score = LogisticFit.score(weights, pairs.get(to).likeness());
                if (pairs.get(to).name().equals(pairs.get(to).own())) {
                    own = score;
                } else {
                    other = Math.max(other, score);
                }
            }
            threshold.addUnknown(other);
            if (!Double.isNaN(own)) {
                threshold.addKnown(own, other);
            }
            from = to;
        }
        return threshold.choose();
    }
}
