package io.teleon.policies.engine;

import java.time.Duration;
import java.time.Instant;

/// Times as whole microseconds since 1970, in which everything is compared.
final class Micros {

    /// Before and after everything.
    static final long NEVER = Long.MAX_VALUE;

    static final long SECOND = 1_000_000;

    private Micros() {}

    /// The end of time, some 70 000 years away on either side: sums of a few times are still times.
    static final long LAST = Long.MAX_VALUE / 4;

    private static final long LAST_SECOND = LAST / 1_000_000L;

    static long of(Instant instant) {
        return of(instant.getEpochSecond(), instant.getNano());
    }

    static long of(Duration duration) {
        return of(duration.getSeconds(), duration.getNano());
    }

    private static long of(long seconds, int nanos) {
        if (seconds >= LAST_SECOND) {
            return LAST;
        }
        return seconds < -LAST_SECOND ? -LAST : seconds * 1_000_000L + nanos / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    static double seconds(long micros) {
        return micros / 1e6;
    }
}
