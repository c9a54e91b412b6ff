package io.teleon.models.intent;

/// How much an intent matters beside others when there is not room for all, best first: where
/// traffic must be held back, bronze is held back first and gold last. No tier changes what an
/// intent may do while there is room.
public enum Tier {
    /// Held back last.
    GOLD,
    /// The usual.
    SILVER,
    /// Held back first.
    BRONZE;

    /// The place in the order, 0 for the best; the greatest is held back first.
    public int rank() {
        return switch (this) {
            case GOLD -> 0;
            case SILVER -> 1;
            case BRONZE -> 2;
        };
    }
}
