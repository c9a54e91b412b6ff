package io.teleon.models.telemetry;

/// How large a counter grows before it begins at zero again (RFC 2578's Counter32, Counter64).
public enum CounterWidth {
    BITS_32,
    BITS_64;

    /// How far the counter has moved from one reading to a later one, if it wrapped at most once;
    /// as an unsigned number.
    long movement(long before, long after) {
        return switch (this) {
            case BITS_32 -> (after - before) & 0xffff_ffffL;
            case BITS_64 -> after - before;
        };
    }
}
