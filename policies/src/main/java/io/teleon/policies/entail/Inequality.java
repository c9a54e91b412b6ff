package io.teleon.policies.entail;

import java.util.BitSet;

/// `sum <= 0`, or `sum < 0` where it is strict.
///
/// @param tags of the claims it follows from
record Inequality(Linear sum, boolean strict, BitSet tags) {

    /// Whether it can be seen to be false without looking at anything else.
    boolean isFalse() {
        return sum.isConstant()
                && (strict ? sum.constant().signum() >= 0 : sum.constant().signum() > 0);
    }

    /// What follows from this and another one in which a reading has the other sign. Multiplied
    /// crosswise: to divide would round.
    Inequality without(String reading, Inequality other) {
        Linear combined =
                sum.times(other.sum.factor(reading).abs())
                        .plus(other.sum, sum.factor(reading).abs());
        combined.terms().remove(reading);
        BitSet both = (BitSet) tags.clone();
        both.or(other.tags);
        return new Inequality(combined, strict || other.strict, both);
    }
}
