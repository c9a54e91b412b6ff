package io.teleon.models.learning.event;

import java.util.Arrays;

/// The name of a class, ready to be compared with messages.
///
/// @param weights by word of the name
/// @param embedding what the network makes of its words, of length 1; empty without a network
// Never compared by equals; arrays are made here and not handed on.
@SuppressWarnings("ArrayRecordComponent")
record WeighedName(EventTraits traits, double[] weights, float[] embedding) {

    static WeighedName of(String name, WordWeights words, EventReading reading) {
        EventTraits traits = EventTraits.ofName(name);
        return new WeighedName(
                traits,
                Arrays.stream(traits.text()).mapToDouble(words::of).toArray(),
                reading.ofName(name));
    }
}
