package io.teleon.controller.journal;

/// The journal could not write or read. The controller stops: it does not limp.
///
/// The message is one line for the person who has to mend it: what could not be done, to what, why.
public final class JournalFailure extends RuntimeException {

    public JournalFailure(String message) {
        super(message);
    }

    public JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
