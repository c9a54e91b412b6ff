package io.teleon.controller.percept;

import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// What intents were measured to send, and how much of it arrives.
public interface IntentTraffic {

    /// What came in at the ingress of an intent, and when that was read last.
    Optional<Rate> ingress(IntentId intent);

    /// The share of it that left at the far end over the last reading, 0..1; empty where that
    /// cannot be told.
    OptionalDouble delivered(IntentId intent);

    record Rate(Bandwidth rate, Instant at) {}
}
