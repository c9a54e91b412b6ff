package io.teleon.models.telemetry;

import java.time.Instant;

/// The state of a counter at a moment. The 64 bits are unsigned.
public record CounterReading(Instant at, long value) {}
