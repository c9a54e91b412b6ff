package io.teleon.policies.entail;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SortedMap;
import java.util.TreeMap;

/// A sum of readings, each times a number, and a number.
///
/// The numbers are decimal, as people write them: with binary ones, 90 % of 1 Gbps would differ
/// from 900 Mbps by a rounding, and a proof would fail for it.
///
/// @param terms factor by the key of the reading, none of them zero
record Linear(SortedMap<String, BigDecimal> terms, BigDecimal constant) {

    private static final MathContext DIGITS = new MathContext(60);

    static Linear of(double constant) {
        return new Linear(new TreeMap<>(), BigDecimal.valueOf(constant));
    }

    static Linear of(String reading) {
        SortedMap<String, BigDecimal> one = new TreeMap<>();
        one.put(reading, BigDecimal.ONE);
        return new Linear(one, BigDecimal.ZERO);
    }

    boolean isConstant() {
        return terms.isEmpty();
    }

    BigDecimal factor(String reading) {
        return terms.getOrDefault(reading, BigDecimal.ZERO);
    }

    Linear plus(Linear other, BigDecimal factor) {
        SortedMap<String, BigDecimal> sum = new TreeMap<>(terms);
        other.terms.forEach(
                (key, value) -> sum.merge(key, factor.multiply(value, DIGITS), BigDecimal::add));
        sum.values().removeIf(value -> value.signum() == 0);
        return new Linear(sum, constant.add(factor.multiply(other.constant, DIGITS), DIGITS));
    }

    Linear plus(Linear other) {
        return plus(other, BigDecimal.ONE);
    }

    Linear minus(Linear other) {
        return plus(other, BigDecimal.ONE.negate());
    }

    Linear negated() {
        return of(0).minus(this);
    }

    Linear times(BigDecimal factor) {
        return of(0).plus(this, factor);
    }

    Linear dividedBy(BigDecimal divisor) {
        return times(BigDecimal.ONE.divide(divisor, DIGITS));
    }
}
