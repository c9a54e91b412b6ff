package io.teleon.policies.engine;

import java.time.Duration;
import java.time.Instant;

/// Times as whole microseconds since 1970, in which everything is compared.
final class Micros {

    /// Before and after everything.
    static final long NEVER = Long.MAX_VALUE;

    static final long SECOND = 1_000_000;

    private Micros() {}

    static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    static long of(Duration duration) {
        return duration.toNanos() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    static double seconds(long micros) {
        return micros / 1e6;
    }
}
