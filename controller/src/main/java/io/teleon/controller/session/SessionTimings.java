package io.teleon.controller.session;

import java.time.Duration;

/// How long a session waits.
///
/// @param handshake for all of it
/// @param echoInterval silence after which the switch is asked whether it is there
/// @param echoTimeout silence after which it is lost
public record SessionTimings(Duration handshake, Duration echoInterval, Duration echoTimeout) {

    public static final SessionTimings STANDARD =
            new SessionTimings(
                    Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(15));

    public SessionTimings {
        if (echoTimeout.compareTo(echoInterval) <= 0) {
            throw new IllegalArgumentException(
                    "echo timeout " + echoTimeout + " is not above the interval " + echoInterval);
        }
    }
}
