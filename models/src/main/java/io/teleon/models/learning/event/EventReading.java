package io.teleon.models.learning.event;

import io.teleon.models.event.SyslogMessage;
import java.util.Optional;

/// Turns messages into what they are compared by. Not thread-safe, as its network is not.
final class EventReading {

    private final Optional<EventEncoder> network;

    EventReading(Optional<EncoderWeights> network) {
        this.network = network.map(EventEncoder::new);
    }

    KnownEvent of(SyslogMessage message) {
        EventText text = EventText.of(message);
        return new KnownEvent(
                EventTraits.of(text), network.map(it -> it.embed(text.all())).orElse(new float[0]));
    }

    /// What the network makes of the words of a class's name; empty without a network.
    float[] ofName(String name) {
        return network.map(it -> it.embed(EventText.ofName(name))).orElse(new float[0]);
    }
}
