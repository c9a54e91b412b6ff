package io.teleon.models.learning.event;

import java.util.Arrays;
import java.util.List;

/// A class ready to be compared with messages.
///
/// @param nameWeights by word of the name
// Never compared by equals; arrays are made here and not handed on.
@SuppressWarnings("ArrayRecordComponent")
record WeighedClass(
        String name, EventTraits nameTraits, double[] nameWeights, List<WeighedEvent> examples) {

    static WeighedClass of(String name, List<KnownEvent> examples, WordWeights weights) {
        EventTraits traits = EventTraits.ofName(name);
        return new WeighedClass(
                name,
                traits,
                Arrays.stream(traits.text()).mapToDouble(weights::of).toArray(),
                examples.stream().map(it -> WeighedEvent.of(it, weights)).toList());
    }

    /// [Likeness#NAMES] of a message and this class.
    double[] likeness(WeighedEvent message) {
        return Likeness.of(message, nameTraits, nameWeights, examples);
    }

    /// The same without an example, which must not be the only one.
    double[] likenessWithout(WeighedEvent message) {
        return Likeness.of(
                message,
                nameTraits,
                nameWeights,
                examples.stream().filter(it -> it != message).toList());
    }
}
