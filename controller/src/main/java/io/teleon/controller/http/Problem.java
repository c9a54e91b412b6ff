package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.teleon.controller.loop.Answer;

/// Why a request is not answered as wished, as `application/problem+json` (RFC 9457).
final class Problem extends RuntimeException {

    private static final MediaType TYPE = MediaType.create("application", "problem+json");
    private static final int RETRY_AFTER_SECONDS = 1;

    private final HttpStatus status;
    private final String conflictsWith;

    /// @param detail one line for the person who asked
    Problem(HttpStatus status, String detail) {
        this(status, detail, "");
    }

    private Problem(HttpStatus status, String detail, String conflictsWith) {
        super(detail, null, false, false);
        this.status = status;
        this.conflictsWith = conflictsWith;
    }

    static Problem invalid(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, detail);
    }

    static Problem unknown(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, detail);
    }

    static Problem of(Answer.Rejected rejected) {
        HttpStatus status =
                switch (rejected.reason()) {
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
                    case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        return new Problem(
                status,
                rejected.text(),
                rejected.conflictsWith().map(id -> id.toString()).orElse(""));
    }

    HttpResponse response() {
        ObjectNode body = Json.object();
        body.put("type", "about:blank");
        body.put("title", status.reasonPhrase());
        body.put("status", status.code());
        body.put("detail", String.valueOf(getMessage()));
        if (!conflictsWith.isEmpty()) {
            body.put("conflictsWith", conflictsWith);
        }
        ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(TYPE);
        if (status.equals(HttpStatus.SERVICE_UNAVAILABLE)) {
            headers.addInt(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return HttpResponse.of(headers.build(), HttpData.ofUtf8(body.toString()));
    }
}
