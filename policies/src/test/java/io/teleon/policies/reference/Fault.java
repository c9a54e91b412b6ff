package io.teleon.policies.reference;

/// An error in a program, SEMANTICS 4.7.
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1;

    Fault(String message) {
        super(message);
    }
}
