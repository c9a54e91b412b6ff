package io.teleon.controller.southbound;

import io.teleon.controller.openflow.ErrorCode;

/// Bytes that are no OpenFlow message: their lengths contradict each other. Whoever received them
/// cannot trust what follows on the same connection.
public final class MalformedMessage extends Exception {

    private static final long serialVersionUID = 1;

    private final transient ErrorCode refusal;
    private final int offset;
    private final String what;

    public MalformedMessage(ErrorCode refusal, int offset, String what) {
        super("byte " + offset + ": " + what);
        this.refusal = refusal;
        this.offset = offset;
        this.what = what;
    }

    /// What a switch answers, if it answers at all.
    public ErrorCode refusal() {
        return refusal;
    }

    /// Where in the message, counted from its first byte.
    public int offset() {
        return offset;
    }

    /// What is wrong there.
    public String what() {
        return what;
    }
}
