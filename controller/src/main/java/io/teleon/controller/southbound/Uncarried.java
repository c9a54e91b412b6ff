package io.teleon.controller.southbound;

import io.teleon.controller.openflow.ErrorCode;

/// Leaves a decoder in the middle: a part of the message is well-formed but our values do not carry
/// it.
final class Uncarried extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ErrorCode refusal;

    Uncarried(ErrorCode.Type type, String code, String what) {
        super(what, null, false, false);
        this.refusal = ErrorCode.of(type, code);
    }

    ErrorCode refusal() {
        return refusal;
    }
}
