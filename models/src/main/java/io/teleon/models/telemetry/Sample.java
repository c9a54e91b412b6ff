package io.teleon.models.telemetry;

import java.time.Instant;

/// One measured value, in the unit of its series' metric. Counters are exact below 2^53.
public record Sample(SeriesId series, Instant at, double value) {

    public Sample {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "sample of " + series + " is " + value + ", not a finite number");
        }
    }
}
