package io.teleon.controller.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What probes found of a tunnel.
///
/// @param at when the last one arrived or was found lost
/// @param delay of the last that arrived
/// @param loss the share of the newest ones that did not arrive, 0 to 1
/// @param probes so many are those
public record ProbeView(Instant at, Optional<Delay> delay, double loss, int probes) {

    /// What a probe took.
    ///
    /// @param oneWay without what the control channels took
    /// @param error by which it may be off, either way, as the control channels differed lately
    public record Delay(Instant at, Duration oneWay, Duration error) {}
}
