package io.teleon.controller.journal;

/// The journal could not write or read. The controller stops: it does not limp.
public final class JournalFailure extends RuntimeException {

    public JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
