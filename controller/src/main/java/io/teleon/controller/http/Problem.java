package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.teleon.controller.loop.Answer;
import java.util.List;
import java.util.Optional;

/// Why a request is not answered as wished, as `application/problem+json` (RFC 9457).
///
/// Its `type` is `urn:teleon:problem:` and a word that stays the same for ever, while the texts may
/// be put better; `retryable` says whether the very same request may be answered later.
final class Problem extends RuntimeException {

    private static final MediaType TYPE = MediaType.create("application", "problem+json");
    private static final String URN = "urn:teleon:problem:";
    private static final int RETRY_AFTER_SECONDS = 1;

    private final HttpStatus status;
    private final String word;
    private final ObjectNode more = Json.object();
    private Optional<String> version = Optional.empty();

    /// @param detail one line for the person who asked
    Problem(HttpStatus status, String detail) {
        this(status, word(status), detail);
    }

    /// @param word the end of its type
    private Problem(HttpStatus status, String word, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.word = word;
    }

    private static String word(HttpStatus status) {
        return switch (status.code()) {
            case 400 -> "invalid-request";
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 409 -> "conflict";
            case 412 -> "precondition-failed";
            case 413 -> "body-too-large";
            case 415 -> "unsupported-media-type";
            case 421 -> "misdirected";
            case 422 -> "cannot-be-done";
            case 429 -> "too-many-requests";
            case 500 -> "fault";
            case 503 -> "busy";
            case 504 -> "no-answer-yet";
            default -> "http-" + status.code();
        };
    }

    static Problem invalid(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, detail);
    }

    static Problem unknown(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, detail);
    }

    /// @param version the ETag of what is there, which comes with the answer
    static Problem changedMeanwhile(String detail, Optional<String> version) {
        Problem problem = new Problem(HttpStatus.PRECONDITION_FAILED, detail);
        problem.version = version;
        return problem;
    }

    /// A program that must not run.
    ///
    /// @param detail its first error
    static Problem unsound(String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_ENTITY, "unsound-policy", detail);
    }

    /// A wish that is understood, but nothing here can meet its kind yet.
    static Problem unsupported(String detail, List<String> supported) {
        Problem problem =
                new Problem(HttpStatus.UNPROCESSABLE_ENTITY, "unsupported-intent", detail);
        ArrayNode names = problem.more.putArray("supported");
        supported.forEach(names::add);
        return problem;
    }

    /// An idempotency key that came with another request before.
    static Problem keyReused(String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_ENTITY, "idempotency-key-reused", detail);
    }

    static Problem of(Answer.Rejected rejected) {
        HttpStatus status =
                switch (rejected.reason()) {
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
                    case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        Problem problem = new Problem(status, rejected.text());
        rejected.conflictsWith().ifPresent(id -> problem.more.put("conflictsWith", id.toString()));
        return problem;
    }

    HttpStatus status() {
        return status;
    }

    private boolean isRetryable() {
        return status.equals(HttpStatus.SERVICE_UNAVAILABLE)
                || status.equals(HttpStatus.TOO_MANY_REQUESTS)
                || status.equals(HttpStatus.GATEWAY_TIMEOUT);
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.put("type", URN + word);
        body.put("title", status.reasonPhrase());
        body.put("status", status.code());
        body.put("detail", String.valueOf(getMessage()));
        body.put("retryable", isRetryable());
        body.setAll(more);
        return body;
    }

    HttpResponse response() {
        return whole().toHttpResponse();
    }

    /// The same for who must not wait for it: threads that serve connections.
    AggregatedHttpResponse whole() {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(TYPE);
        if (isRetryable()) {
            headers.addInt(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (status.equals(HttpStatus.UNAUTHORIZED)) {
            headers.add(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"teleon\"");
        }
        version.ifPresent(tag -> headers.add(HttpHeaderNames.ETAG, tag));
        headers.add(HttpHeaderNames.CACHE_CONTROL, "no-store");
        return AggregatedHttpResponse.of(headers.build(), HttpData.ofUtf8(body().toString()));
    }
}
