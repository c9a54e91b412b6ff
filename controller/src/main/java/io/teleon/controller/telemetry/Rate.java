package io.teleon.controller.telemetry;

import io.teleon.models.network.Bandwidth;
import java.time.Instant;

/// A mean rate over the interval that ended at this time.
///
/// @param packetsPerSecond zero or more
public record Rate(Bandwidth bandwidth, double packetsPerSecond, Instant at) {}
