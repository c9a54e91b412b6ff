package io.teleon.controller.flow;

import java.util.Optional;

/// What comes of a switch's refusal that may be about a meter.
public sealed interface MeterRefusal {

    /// It was about another message.
    record NotOurs() implements MeterRefusal {}

    /// The switch knew other meters than we thought; it was asked again accordingly.
    record AskedAgain() implements MeterRefusal {}

    /// It will not have this meter; empty where it is not wanted any more.
    record Final(Optional<MeterRule> meter) implements MeterRefusal {}
}
