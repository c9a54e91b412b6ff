package io.teleon.policies.entail;

import java.util.SortedMap;
import java.util.TreeMap;

/// A sum of readings, each times a number, and a number.
///
/// @param terms factor by the key of the reading, none of them zero
record Linear(SortedMap<String, Double> terms, double constant) {

    static Linear of(double constant) {
        return new Linear(new TreeMap<>(), constant);
    }

    static Linear of(String reading) {
        SortedMap<String, Double> one = new TreeMap<>();
        one.put(reading, 1.0);
        return new Linear(one, 0);
    }

    boolean isConstant() {
        return terms.isEmpty();
    }

    Linear plus(Linear other, double factor) {
        SortedMap<String, Double> sum = new TreeMap<>(terms);
        other.terms.forEach((key, value) -> sum.merge(key, factor * value, Double::sum));
        sum.values().removeIf(value -> value == 0);
        return new Linear(sum, constant + factor * other.constant);
    }

    Linear minus(Linear other) {
        return plus(other, -1);
    }

    Linear times(double factor) {
        return of(0).plus(this, factor);
    }
}
