package io.teleon.models.learning.event;

import java.util.List;
import java.util.Optional;

/// What was learned of event classes; immutable. It holds no text of messages: words stand as
/// hashes.
public final class EventModel {

    private final List<String> card;
    private final Optional<EncoderWeights> network;
    private final List<EventClass> classes;
    private final WordWeights words;
    private final float[] weights;
    private final float threshold;

    /// A class by its examples.
    record EventClass(String name, List<KnownEvent> examples) {

        EventClass {
            examples = List.copyOf(examples);
            if (examples.isEmpty()) {
                throw new IllegalArgumentException("class " + name + " has no example");
            }
        }
    }

    /// @param card what it was made from, lines `key: value`
    /// @param classes by name
    /// @param words how much each word tells
    /// @param weights of the [Likeness]
    /// @param threshold the least score of a class that is taken
    EventModel(
            List<String> card,
            Optional<EncoderWeights> network,
            List<EventClass> classes,
            WordWeights words,
            float[] weights,
            float threshold) {
        this.card = List.copyOf(card);
        this.network = network;
        this.classes = List.copyOf(classes);
        this.words = words;
        this.weights = weights.clone();
        this.threshold = threshold;
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a model of no class");
        }
        if (weights.length != Likeness.COUNT) {
            throw new IllegalArgumentException(weights.length + " weights, not " + Likeness.COUNT);
        }
        int size = network.map(EncoderWeights::outputs).orElse(0);
        for (EventClass known : classes) {
            for (KnownEvent example : known.examples()) {
                if (example.embedding().length != size) {
                    throw new IllegalArgumentException(
                            "an embedding of "
                                    + example.embedding().length
                                    + " numbers, not "
                                    + size);
                }
            }
        }
    }

    /// What it was made from, for people: lines `key: value`.
    public List<String> card() {
        return card;
    }

    /// The names of the classes it tells apart.
    public List<String> classNames() {
        return classes.stream().map(EventClass::name).toList();
    }

    /// The network that reads words, where it has one.
    public Optional<EncoderWeights> network() {
        return network;
    }

    List<EventClass> classes() {
        return classes;
    }

    WordWeights words() {
        return words;
    }

    float[] weights() {
        return weights.clone();
    }

    float threshold() {
        return threshold;
    }
}
