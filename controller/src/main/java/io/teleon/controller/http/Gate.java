package io.teleon.controller.http;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.teleon.controller.access.Role;
import io.teleon.controller.access.Token;
import io.teleon.controller.access.TokenFile;
import io.teleon.models.format.MalformedInput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets callers in: by their token, to what their role may do, at a bounded pace.
///
/// A token comes as `Authorization: Bearer`, or from the page as a cookie that its scripts cannot
/// read. Bounded: the pace of the [#MAX_CALLERS] callers seen last is kept; who falls out begins
/// anew.
final class Gate {

    static final String SESSION = "teleon-session";

    private static final int MAX_CALLERS = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final String BEARER = "bearer ";

    /// Tries with no or a wrong token that one address may make in a second.
    private static final double REFUSALS_PER_SECOND = 10;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Optional<TokenFile> tokens;
    private final InstantSource clock;
    private final double requestsPerSecond;
    private final Cache<String, Allowance> paces = remembering();
    private final Cache<String, Allowance> refusals = remembering();

    /// @param tokens who is let in; without, whoever reaches the port
    Gate(Optional<TokenFile> tokens, InstantSource clock, double requestsPerSecond) {
        this.tokens = tokens;
        this.clock = clock;
        this.requestsPerSecond = requestsPerSecond;
    }

    private static Cache<String, Allowance> remembering() {
        return CacheBuilder.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(REMEMBERED)
                .build();
    }

    boolean isOpen() {
        return tokens.isEmpty();
    }

    /// Lets a request through to what needs this role.
    HttpResponse admit(
            Role needed, HttpService next, ServiceRequestContext context, HttpRequest request)
            throws Exception {
        Caller caller = caller(context, request);
        pace(caller.name().orElseGet(() -> address(context)), paces, requestsPerSecond);
        if (!caller.role().includes(needed)) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "this needs the role "
                            + word(needed)
                            + ", and "
                            + caller.name().orElse("nobody")
                            + " is "
                            + word(caller.role()));
        }
        caller.at(context);
        return next.serve(context, request);
    }

    private Caller caller(ServiceRequestContext context, HttpRequest request) {
        if (tokens.isEmpty()) {
            return Caller.LOCAL;
        }
        Optional<String> shown = shown(request);
        Optional<Token> token = shown.flatMap(text -> find(tokens.get(), text));
        if (token.isEmpty()) {
            pace(address(context), refusals, REFUSALS_PER_SECOND);
            throw new Problem(
                    HttpStatus.UNAUTHORIZED,
                    shown.isEmpty()
                            ? "show a token: Authorization: Bearer ... (teleon token create makes one)"
                            : "this token is unknown, revoked or expired");
        }
        return new Caller(Optional.of(token.get().name()), token.get().role());
    }

    static Optional<String> shown(HttpRequest request) {
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return request.headers().cookies().stream()
                .filter(cookie -> cookie.name().equals(SESSION))
                .map(Cookie::value)
                .findFirst();
    }

    private Optional<Token> find(TokenFile file, String text) {
        try {
            return file.read().find(text, clock.instant());
        } catch (IOException | MalformedInput e) {
            LOG.atError()
                    .addKeyValue("file", file.path())
                    .addKeyValue("reason", e.getMessage())
                    .log("the tokens cannot be read, so nobody is let in");
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "the tokens cannot be read; the controller's log says more");
        }
    }

    private static void pace(String whose, Cache<String, Allowance> paces, double perSecond) {
        long now = System.nanoTime();
        Allowance allowance =
                paces.asMap().computeIfAbsent(whose, _ -> new Allowance(perSecond, now));
        if (!allowance.take(now)) {
            throw new Problem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "more than " + Math.round(perSecond) + " requests a second");
        }
    }

    private static String address(ServiceRequestContext context) {
        InetSocketAddress remote = context.remoteAddress();
        return String.valueOf(remote.getAddress());
    }

    static String word(Role role) {
        return ViewJson.word(role);
    }
}
