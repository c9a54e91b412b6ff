package io.teleon.controller.report;

import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.IntentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// A change of whether an intent is met (the intent report of TMF921).
///
/// @param serial of the intent: one submitted again under its name counts anew
/// @param sequence consecutive from 1 for each intent, over restarts of the controller too
/// @param reason for people, with numbers
/// @param delivered the share that arrived, 0 to 1, where it was measured
/// @param delay of the way, where it was measured
public record FulfilmentReport(
        IntentId intent,
        int serial,
        long sequence,
        Instant at,
        FulfilmentState from,
        FulfilmentState to,
        String reason,
        OptionalDouble delivered,
        Optional<Duration> delay) {}
