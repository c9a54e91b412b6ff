package io.teleon.models.learning.event;

import java.util.List;

/// What was learned of event classes; immutable.
///
/// @param card what it was made from, lines `key: value`
/// @param classes by name
/// @param words how much each word tells
/// @param weights of the [Likeness]
/// @param threshold the least score of a class that is taken
// Compared by its archive, never by equals.
@SuppressWarnings("ArrayRecordComponent")
record EventModel(
        List<String> card,
        List<EventClass> classes,
        WordWeights words,
        double[] weights,
        double threshold) {

    /// A class by its examples.
    record EventClass(String name, List<Likeness.Known> examples) {

        EventClass {
            examples = List.copyOf(examples);
            if (examples.isEmpty()) {
                throw new IllegalArgumentException("class " + name + " has no example");
            }
        }
    }

    public EventModel {
        card = List.copyOf(card);
        classes = List.copyOf(classes);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a model of no class");
        }
        if (weights.length != Likeness.COUNT) {
            throw new IllegalArgumentException(
                    weights.length + " weights, not " + Likeness.COUNT);
        }
        weights = weights.clone();
    }
}
