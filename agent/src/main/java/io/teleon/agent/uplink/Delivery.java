package io.teleon.agent.uplink;

import java.time.Duration;
import java.util.Optional;

/// What became of a report.
public sealed interface Delivery {

    /// The controller has it.
    ///
    /// @param rejected how many of its samples it could not use
    record Accepted(long rejected) implements Delivery {

        public Accepted {
            if (rejected < 0) {
                throw new IllegalArgumentException("rejected " + rejected + " is below 0");
            }
        }
    }

    /// Nobody took it: it is worth trying again.
    ///
    /// @param retryAfter how long the controller asked to be left alone, if it did
    record Away(String reason, Optional<Duration> retryAfter) implements Delivery {}

    /// It was read and turned down: trying again would not help.
    record Refused(String reason) implements Delivery {}
}
