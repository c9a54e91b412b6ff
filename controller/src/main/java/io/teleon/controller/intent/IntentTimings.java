package io.teleon.controller.intent;

import java.time.Duration;

/// How patient the controller is with intents.
///
/// @param firstRetry the wait before the second try; each further one is twice as long
/// @param maxAttempts tries before an intent is parked
/// @param drain how long packets may still be on a path nothing is sent into any more
/// @param revertAfter how long the network must be unchanged before intents return to a better path
/// @param maxMoves intents moved at once by their own accord
public record IntentTimings(
        Duration firstRetry, int maxAttempts, Duration drain, Duration revertAfter, int maxMoves) {

    public static final IntentTimings STANDARD =
            new IntentTimings(
                    Duration.ofSeconds(1), 5, Duration.ofSeconds(1), Duration.ofSeconds(30), 64);

    public IntentTimings {
        if (maxAttempts < 1 || maxMoves < 1) {
            throw new IllegalArgumentException(
                    "max attempts "
                            + maxAttempts
                            + " and max moves "
                            + maxMoves
                            + " must be 1 or more");
        }
    }

    /// The wait after this many failed tries.
    Duration retryAfter(int attempts) {
        return firstRetry.multipliedBy(1L << Math.min(attempts - 1, 20));
    }
}
