package io.teleon.controller.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// Keeps other web sites out of an API without sign-in.
///
/// Listening on loopback is no wall against a browser on this machine: a page from elsewhere may
/// send requests here, and one whose name it lets point to 127.0.0.1 may even read the answers. So
/// the name we are called by must be a local one, and what changes something must not come from a
/// page of another origin.
final class LocalCallers implements DecoratingHttpServiceFunction {

    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");
    private static final List<HttpMethod> READING =
            List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final boolean anyName;

    /// @param anyName where callers show tokens: what no other page has needs no wall by names
    LocalCallers(boolean anyName) {
        this.anyName = anyName;
    }

    @Override
    public HttpResponse serve(HttpService next, ServiceRequestContext context, HttpRequest request)
            throws Exception {
        String authority = String.valueOf(request.authority()).toLowerCase(Locale.ROOT);
        if (!anyName && !NAMES.contains(authority.replaceFirst(":\\d*$", ""))) {
            throw new Problem(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "call this controller by one of " + String.join(", ", NAMES));
        }
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin != null
                && !READING.contains(request.method())
                && !authorityOf(origin).equals(authority)) {
            throw new Problem(
                    HttpStatus.FORBIDDEN, "requests from pages of " + origin + " are not taken");
        }
        return next.serve(context, request);
    }

    private static String authorityOf(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
