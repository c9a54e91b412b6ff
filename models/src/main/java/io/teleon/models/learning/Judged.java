package io.teleon.models.learning;

import java.time.Duration;
import java.time.Instant;

/// A forecast of the past beside what came, in the unit of the series.
///
/// @param issuedAt the end of the last bin that it knew
/// @param horizon from then to the end of the bin it is about
public record Judged(
        Instant issuedAt, Duration horizon, double p10, double p50, double p90, double actual) {}
