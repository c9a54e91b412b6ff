package io.teleon.controller.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns everything that goes wrong into a [Problem]; the unexpected is logged, and its details
/// stay here.
final class ProblemPages implements ServerErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        return switch (cause) {
            case Problem problem -> problem.response();
            case HttpStatusException e -> problem(e.httpStatus(), context.config()).response();
            case RequestTimeoutException _ ->
                    new Problem(HttpStatus.SERVICE_UNAVAILABLE, "there was no answer in time")
                            .response();
            default -> {
                LOG.atError()
                        .addKeyValue("request", context.method() + " " + context.path())
                        .setCause(cause)
                        .log("a request failed unexpectedly");
                yield new Problem(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "this is a fault of the controller; its log says more")
                        .response();
            }
        };
    }

    /// Called by the threads that serve connections: one that waited here, for whatever it is that
    /// itself has to do, would never serve a connection again.
    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return problem(status, config).whole();
    }

    private static Problem problem(HttpStatus status, ServiceConfig config) {
        return new Problem(
                status,
                switch (status.code()) {
                    case 404 -> "there is nothing at this path";
                    case 405 -> "this path does not take this method";
                    case 413 -> "a body here is at most " + config.maxRequestLength() + " bytes";
                    default -> status.reasonPhrase();
                });
    }
}
