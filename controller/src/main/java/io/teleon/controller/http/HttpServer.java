package io.teleon.controller.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.notice.NoticeCounts;
import io.teleon.controller.telemetry.TelemetryIngest;
import io.teleon.controller.telemetry.TelemetryStore;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API and the page, served until closed.
public final class HttpServer implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 4_096;
    private static final long MAX_REQUEST_BYTES = 2 << 20;
    private static final int MAX_JSON_BYTES = 64 << 10;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);
    private static final MediaType PROMETHEUS =
            MediaType.create("text", "plain").withParameter("version", "0.0.4");
    private static final Duration STOP_WAIT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Server server;
    private final EventFeed feed;
    private final SelfMetrics metrics;
    private final MomentsApi moments;

    private HttpServer(Server server, EventFeed feed, SelfMetrics metrics, MomentsApi moments) {
        this.moments = moments;
        this.server = server;
        this.feed = feed;
        this.metrics = metrics;
    }

    /// @param clock the controller's time
    /// @throws BindException where the port is taken, in one line that says what to do
    public static HttpServer start(
            HttpSettings settings,
            ControllerAccess controller,
            TelemetryStore telemetry,
            Pace pace,
            InstantSource clock)
            throws BindException {
        return start(settings, controller, telemetry, pace, clock, () -> NoticeCounts.NONE);
    }

    /// The same where notices are delivered.
    ///
    /// @param notices how their delivery goes
    public static HttpServer start(
            HttpSettings settings,
            ControllerAccess controller,
            TelemetryStore telemetry,
            Pace pace,
            InstantSource clock,
            Supplier<NoticeCounts> notices)
            throws BindException {
        return start(settings, controller, telemetry, pace, clock, notices, Optional.empty());
    }

    /// The same where people may break the network in play.
    public static HttpServer start(
            HttpSettings settings,
            ControllerAccess controller,
            TelemetryStore telemetry,
            Pace pace,
            InstantSource clock,
            Supplier<NoticeCounts> notices,
            Optional<Playground> playground)
            throws BindException {
        EventFeed feed = new EventFeed(controller);
        EventStream stream =
                new EventStream(feed, Long.toString(clock.instant().toEpochMilli(), 36));
        SelfMetrics metrics = new SelfMetrics(controller, telemetry, stream, notices);
        ServerBuilder builder =
                Server.builder()
                        .http(settings.socketAddress())
                        .maxNumConnections(MAX_CONNECTIONS)
                        .maxRequestLength(MAX_REQUEST_BYTES)
                        .requestTimeout(REQUEST_TIMEOUT)
                        .idleTimeout(IDLE_TIMEOUT)
                        .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                        .disableServerHeader()
                        // Refusals are answers here; what is unexpected is logged where it is made.
                        .unloggedExceptionsReportInterval(Duration.ZERO)
                        .errorHandler(new ProblemPages())
                        .decorator(new LocalCallers());
        reading(builder, new ReadApi(controller, feed, pace), stream, metrics);
        AuditApi audit = new AuditApi(controller.audit());
        get(builder, "/api/v1/audit", (context, _) -> audit.audit(context));
        IncidentApi incidents = new IncidentApi(controller);
        get(builder, "/api/v1/incidents", (context, _) -> incidents.incidents(context));
        get(builder, "/api/v1/incidents/{id}", (context, _) -> incidents.incident(context));
        AskApi asks = new AskApi(controller);
        asking(builder, asks);
        autonomy(builder, new AutonomyReadApi(controller), new AutonomyAskApi(controller, asks));
        measuring(
                builder,
                new TelemetryApi(
                        telemetry, new TelemetryIngest(telemetry, controller::agentHeard), clock));
        MomentsApi moments = new MomentsApi(controller);
        inside(builder, new InsightApi(controller), moments);
        PlaygroundApi playing = new PlaygroundApi(playground);
        get(builder, "/api/v1/demo", (context, _) -> playing.broken(context));
        post(builder, "/api/v1/demo", (_, request) -> whole(request, playing::play));
        PageFiles.serve(builder);
        HttpServer http = new HttpServer(builder.build(), feed, metrics, moments);
        http.begin(settings);
        return http;
    }

    private static void reading(
            ServerBuilder builder, ReadApi api, EventStream stream, SelfMetrics metrics) {
        get(builder, "/api/v1/status", (context, _) -> api.status(context));
        get(builder, "/api/v1/topology", (context, _) -> api.topology(context));
        get(builder, "/api/v1/switches", (context, _) -> api.switches(context));
        get(builder, "/api/v1/hosts", (context, _) -> api.hosts(context));
        get(builder, "/api/v1/agents", (context, _) -> api.agents(context));
        get(builder, "/api/v1/intents", (context, _) -> api.intents(context));
        get(builder, "/api/v1/intents/{id}", (context, _) -> api.intent(context));
        get(builder, "/api/v1/intents/{id}/reports", (context, _) -> api.reports(context));
        get(builder, "/api/v1/events", (context, _) -> api.events(context));
        builder.route().get("/api/v1/events/stream").build(stream);
        get(
                builder,
                "/metrics",
                (_, _) -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, metrics.text()));
        get(builder, "/healthz", (_, _) -> HttpResponse.of("ok\n"));
    }

    private static void asking(ServerBuilder builder, AskApi api) {
        post(builder, "/api/v1/intents", (_, request) -> whole(request, api::submit));
        builder.route().delete("/api/v1/intents/{id}").build((context, _) -> api.withdraw(context));
        post(
                builder,
                "/api/v1/intents/{id}/move",
                (context, request) -> whole(request, body -> api.move(context, body)));
        post(builder, "/api/v1/intents/{id}/retry", (context, _) -> api.retry(context));
        post(builder, "/api/v1/reconcile", (_, request) -> whole(request, api::reconcile));
    }

    private static void autonomy(ServerBuilder builder, AutonomyReadApi read, AutonomyAskApi ask) {
        get(builder, "/api/v1/autonomy", (context, _) -> read.autonomy(context));
        get(builder, "/api/v1/actions", (context, _) -> read.actions(context));
        get(builder, "/api/v1/actions/{id}", (context, _) -> read.action(context));
        get(builder, "/api/v1/forecasts", (context, _) -> read.forecasts(context));
        post(builder, "/api/v1/autonomy/pause", (_, request) -> whole(request, ask::pause));
        post(builder, "/api/v1/autonomy/resume", (_, request) -> whole(request, ask::resume));
        with(builder, HttpMethod.PUT, "/api/v1/autonomy/levels/{action}", ask::level);
        with(builder, HttpMethod.POST, "/api/v1/autonomy/questions/{number}", ask::decide);
        with(builder, HttpMethod.POST, "/api/v1/actions/{id}/undo", ask::undo);
        String maintenance = "/api/v1/links/{id}/maintenance";
        with(builder, HttpMethod.POST, maintenance, (c, body) -> ask.maintain(c, body, true));
        with(builder, HttpMethod.DELETE, maintenance, (c, body) -> ask.maintain(c, body, false));
        with(builder, HttpMethod.PUT, "/api/v1/freezes/{name}", ask::freeze);
        with(builder, HttpMethod.DELETE, "/api/v1/freezes/{name}", ask::thaw);
    }

    private static void inside(ServerBuilder builder, InsightApi api, MomentsApi moments) {
        get(builder, "/api/v1/policies/tree", (context, _) -> api.tree(context));
        get(builder, "/api/v1/policies/why-not", (context, _) -> api.whyNot(context));
        get(builder, "/api/v1/forecasts/judged", (context, _) -> api.judged(context));
        get(builder, "/api/v1/autonomy/previews", (context, _) -> api.previews(context));
        get(builder, "/api/v1/models", (context, _) -> api.models(context));
        get(builder, "/api/v1/moments", (context, _) -> moments.moments(context));
        get(builder, "/api/v1/moments/{at}", (context, _) -> moments.moment(context));
    }

    private static void measuring(ServerBuilder builder, TelemetryApi api) {
        get(builder, "/api/v1/telemetry", (context, _) -> api.telemetry(context));
        builder.route().post("/v1/metrics").build((_, request) -> whole(request, api::report));
    }

    private static void get(ServerBuilder builder, String path, HttpService service) {
        builder.route().get(path).decorator(EncodingService.newDecorator()).build(service);
    }

    private static void post(ServerBuilder builder, String path, HttpService service) {
        builder.route().post(path).maxRequestLength(MAX_JSON_BYTES).build(service);
    }

    private static void with(
            ServerBuilder builder,
            HttpMethod method,
            String path,
            BiFunction<ServiceRequestContext, AggregatedHttpRequest, HttpResponse> answer) {
        builder.route()
                .path(path)
                .methods(method)
                .maxRequestLength(MAX_JSON_BYTES)
                .build((context, request) -> whole(request, body -> answer.apply(context, body)));
    }

    private static HttpResponse whole(
            HttpRequest request, Function<AggregatedHttpRequest, HttpResponse> answer) {
        return HttpResponse.of(request.aggregate().thenApply(answer));
    }

    private void begin(HttpSettings settings) throws BindException {
        try {
            server.start().join();
        } catch (CompletionException e) {
            close();
            BindException taken =
                    new BindException(
                            "cannot listen on "
                                    + settings.address()
                                    + ":"
                                    + settings.port()
                                    + " ("
                                    + (e.getCause() == null ? e : e.getCause()).getMessage()
                                    + "); choose another port");
            taken.initCause(e);
            throw taken;
        }
    }

    /// Where it listens, with the port that was given.
    public InetSocketAddress address() {
        return Objects.requireNonNull(server.activePort()).localAddress();
    }

    /// Stops listening and ends what is under way.
    @Override
    public void close() {
        try {
            // Connections are closed at once; what then takes two seconds more is only threads.
            server.stop().get(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atDebug().setCause(e).log("the HTTP server has not stopped yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feed.close();
        metrics.close();
        moments.close();
    }
}
