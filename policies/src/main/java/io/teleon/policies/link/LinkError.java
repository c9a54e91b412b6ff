package io.teleon.policies.link;

/// Ends the expression that is being linked; it was reported. Caught where linking can go on.
final class LinkError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LinkError() {
        super("reported", null, false, false);
    }
}
