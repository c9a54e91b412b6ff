package io.teleon.controller.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;

/// How the page shows a token: once in a header, from then on as a cookie.
final class SignInApi {

    private final boolean secure;

    /// @param secure whether browsers reach us by TLS, so that the cookie goes by nothing else
    SignInApi(boolean secure) {
        this.secure = secure;
    }

    /// Who asks, and what they may do.
    HttpResponse who(ServiceRequestContext context) {
        Query.of(context);
        return Json.ok(body(Caller.of(context)));
    }

    private static ObjectNode body(Caller caller) {
        ObjectNode body = Json.object();
        body.put("name", caller.name().orElse(null));
        body.put("role", Gate.word(caller.role()));
        return body;
    }

    HttpResponse signIn(ServiceRequestContext context, AggregatedHttpRequest request) {
        RequestFields.ofOptional(request).requireOnly();
        HttpResponse answer = Json.ok(body(Caller.of(context)));
        return Gate.shown(request.toHttpRequest())
                .map(token -> answer.mapHeaders(h -> with(h, cookie(token, Long.MIN_VALUE))))
                .orElse(answer);
    }

    HttpResponse signOut() {
        return HttpResponse.of(with(ResponseHeaders.of(HttpStatus.NO_CONTENT), cookie("", 0)));
    }

    private static ResponseHeaders with(ResponseHeaders headers, Cookie cookie) {
        return headers.withMutations(
                h -> h.add(HttpHeaderNames.SET_COOKIE, cookie.toSetCookieHeader()));
    }

    /// @param maxAge in seconds; the least of all for until the browser ends
    private Cookie cookie(String value, long maxAge) {
        return Cookie.secureBuilder(Gate.SESSION, value)
                .secure(secure)
                .sameSite("Strict")
                .path("/")
                .maxAge(maxAge)
                .build();
    }
}
