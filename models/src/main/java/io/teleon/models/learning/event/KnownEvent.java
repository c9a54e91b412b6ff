package io.teleon.models.learning.event;

/// What a model keeps of a message.
///
/// @param embedding what the network makes of it, of length 1; empty without a network
// Never compared by equals; arrays are made where it is made and not handed on.
@SuppressWarnings("ArrayRecordComponent")
record KnownEvent(EventTraits traits, float[] embedding) {}
