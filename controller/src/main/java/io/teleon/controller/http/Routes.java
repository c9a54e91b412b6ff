package io.teleon.controller.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import io.teleon.controller.access.Role;
import java.util.ArrayList;
import java.util.List;

/// The operations of the API. There is no way to add one without saying who may use it, and what
/// acts can be asked for twice and is done once.
///
/// Each is described in `openapi.yaml` too; `OpenApiTest` holds the two against each other.
final class Routes {

    /// The longest body of JSON or YAML.
    static final int MAX_BODY_BYTES = 64 << 10;

    private final ServerBuilder builder;
    private final Gate gate;
    private final Replays replays = new Replays();
    private final List<Operation> operations = new ArrayList<>();

    /// One operation.
    ///
    /// @param role who may use it at least
    record Operation(HttpMethod method, String path, Role role) {}

    /// Answers a request whose body is there whole.
    @FunctionalInterface
    interface Answering {
        HttpResponse answer(ServiceRequestContext context, AggregatedHttpRequest request);
    }

    Routes(ServerBuilder builder, Gate gate) {
        this.builder = builder;
        this.gate = gate;
    }

    /// Every operation that needs a role, in the order in which they were added.
    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /// What anybody may read: nothing about the network.
    void anybody(String path, HttpService service) {
        builder.route().get(path).decorator(EncodingService.newDecorator()).build(service);
    }

    /// What viewers may read.
    void get(String path, HttpService service) {
        operations.add(new Operation(HttpMethod.GET, path, Role.VIEWER));
        builder.route()
                .get(path)
                .decorator(EncodingService.newDecorator())
                .build((context, request) -> gate.admit(Role.VIEWER, service, context, request));
    }

    /// What viewers may follow: an answer without an end, so never packed.
    void stream(String path, HttpService service) {
        operations.add(new Operation(HttpMethod.GET, path, Role.VIEWER));
        builder.route()
                .get(path)
                .build((context, request) -> gate.admit(Role.VIEWER, service, context, request));
    }

    /// A question too long for a path; it changes nothing.
    void question(String path, Answering answering) {
        add(HttpMethod.POST, Role.VIEWER, path, MAX_BODY_BYTES, answering);
    }

    /// Something to be done; with an `Idempotency-Key`, once.
    void post(Role role, String path, Answering answering) {
        post(role, path, MAX_BODY_BYTES, answering);
    }

    /// @param maxBytes of its body
    void post(Role role, String path, long maxBytes, Answering answering) {
        add(
                HttpMethod.POST,
                role,
                path,
                maxBytes,
                (context, request) -> replays.once(context, request, answering));
    }

    /// What is reported so often that nobody would keep the answers.
    void report(String path, long maxBytes, Answering answering) {
        add(HttpMethod.POST, Role.AGENT, path, maxBytes, answering);
    }

    void put(Role role, String path, Answering answering) {
        add(HttpMethod.PUT, role, path, MAX_BODY_BYTES, answering);
    }

    void delete(Role role, String path, Answering answering) {
        add(HttpMethod.DELETE, role, path, MAX_BODY_BYTES, answering);
    }

    private void add(
            HttpMethod method, Role role, String path, long maxBytes, Answering answering) {
        operations.add(new Operation(method, path, role));
        HttpService whole =
                (context, request) ->
                        HttpResponse.of(
                                request.aggregate()
                                        .thenApply(body -> answering.answer(context, body)));
        builder.route()
                .path(path)
                .methods(method)
                .maxRequestLength(maxBytes)
                .build((context, request) -> gate.admit(role, whole, context, request));
    }
}
