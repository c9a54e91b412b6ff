package io.teleon.policies.entail;

import java.util.BitSet;

/// `sum <= 0`, or `sum < 0` where it is strict.
///
/// @param tags of the claims it follows from
record Inequality(Linear sum, boolean strict, BitSet tags) {

    /// Whether it can be seen to be false without looking at anything else.
    boolean isFalse() {
        return sum.isConstant() && (strict ? sum.constant() >= 0 : sum.constant() > 1e-9);
    }

    /// What follows from this and another one in which a reading has the other sign.
    Inequality without(String reading, Inequality other) {
        double mine = Math.abs(sum.terms().getOrDefault(reading, 0.0));
        double theirs = Math.abs(other.sum.terms().getOrDefault(reading, 0.0));
        Linear combined = sum.times(1 / mine).plus(other.sum, 1 / theirs);
        combined.terms().remove(reading);
        BitSet both = (BitSet) tags.clone();
        both.or(other.tags);
        return new Inequality(combined, strict || other.strict, both);
    }
}
