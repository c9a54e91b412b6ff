package io.teleon.policies.link;

/// Gives temporal operators their numbers: inner ones before outer ones, those of a predicate
/// before those of who asks it.
final class TemporalCounter {

    private int count;

    int next() {
        return count++;
    }

    int count() {
        return count;
    }
}
