package io.teleon.controller.predict;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What was measured over one bin, by the names of the series, in the order in which forecasters
/// are told.
///
/// @param end of the bin
/// @param links bits per second offered to each link, NaN where it was not measured
/// @param intents bits per second that each intent sent, NaN where it was not measured
record SeenBin(
        Instant end, SequencedMap<String, Double> links, SequencedMap<String, Double> intents) {

    SeenBin {
        links = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(links));
        intents = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(intents));
    }

    int observations() {
        return links.size() + intents.size();
    }
}
