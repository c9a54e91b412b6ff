package io.teleon.controller.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What probes found of a tunnel.
///
/// @param at when the last one arrived or was found lost
/// @param delay one way, of the last that arrived; without the control channels' delays
/// @param error of that delay
/// @param loss the share of the newest ones that did not arrive, 0 to 1
/// @param probes so many are those
public record ProbeView(
        Instant at, Optional<Duration> delay, Duration error, double loss, int probes) {}
