package io.teleon.policies.entail;

/// So many steps and no more. Steps, not time: the same question always ends in the same place.
public final class Budget {

    private final long steps;
    private long spent;

    public Budget(long steps) {
        this.steps = steps;
    }

    /// Takes one step; false if there is none left.
    public boolean spend() {
        return spend(1);
    }

    public boolean spend(long some) {
        spent = Math.min(steps + 1, spent + some);
        return spent <= steps;
    }

    public boolean isExhausted() {
        return spent > steps;
    }

    public long left() {
        return Math.max(0, steps - spent);
    }

    public long spent() {
        return spent;
    }
}
