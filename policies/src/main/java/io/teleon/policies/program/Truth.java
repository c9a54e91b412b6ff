package io.teleon.policies.program;

/// The three truth values of Kleene's strong logic ("Introduction to Metamathematics", 1952,
/// section 64), in the order of truth: FALSE < UNKNOWN < TRUE. Missing and stale telemetry is
/// unknown, never false.
public enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    /// `T`, `U` or `F`.
    public char letter() {
        return switch (this) {
            case FALSE -> 'F';
            case UNKNOWN -> 'U';
            case TRUE -> 'T';
        };
    }
}
