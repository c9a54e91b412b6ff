package io.teleon.models.learning.event;

import java.util.List;

/// A class ready to be compared with messages.
record WeighedClass(String name, WeighedName named, List<WeighedEvent> examples) {

    static WeighedClass of(
            String name, List<KnownEvent> examples, WordWeights words, EventReading reading) {
        return new WeighedClass(
                name,
                WeighedName.of(name, words, reading),
                examples.stream().map(it -> WeighedEvent.of(it, words)).toList());
    }

    /// [Likeness#NAMES] of a message and this class.
    double[] likeness(WeighedEvent message) {
        return Likeness.of(message, named, examples);
    }

    /// The same without an example, which must not be the only one.
    // An example is the one that is meant, not one that is equal to it.
    @SuppressWarnings("ReferenceEquality")
    double[] likenessWithout(WeighedEvent message) {
        return Likeness.of(message, named, examples.stream().filter(it -> it != message).toList());
    }
}
