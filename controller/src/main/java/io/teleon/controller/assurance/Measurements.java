package io.teleon.controller.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was measured of an intent last, by its serial number.
public interface Measurements {

    /// When what it sends was read last, and how much that was.
    Optional<Sent> sent(int serial);

    /// The share of it that arrived, 0 to 1; empty where that cannot be told.
    OptionalDouble delivered(int serial);

    /// The delay of its way, and that of the shortest there is, where they are measured.
    Optional<Delay> delay(int serial);

    record Sent(Instant at, double packetsPerSecond) {}

    /// @param error by which it may be too long
    record Delay(Instant at, Duration measured, Duration error, Duration shortest) {}
}
