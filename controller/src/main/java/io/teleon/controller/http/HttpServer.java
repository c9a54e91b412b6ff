package io.teleon.controller.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.teleon.controller.access.Role;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.loop.ControllerAccess;
import io.teleon.controller.notice.NoticeCounts;
import io.teleon.controller.telemetry.TelemetryIngest;
import io.teleon.controller.telemetry.TelemetryStore;
import java.io.File;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API and the page, served until closed.
public final class HttpServer implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 4_096;
    private static final long MAX_REQUEST_BYTES = 2 << 20;
    private static final int MAX_LINE_BYTES = 8 << 10;
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_STREAMS = 128;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);
    private static final MediaType PROMETHEUS =
            MediaType.create("text", "plain").withParameter("version", "0.0.4");
    private static final Duration STOP_WAIT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Server server;
    private final List<AutoCloseable> parts;
    private final List<Routes.Operation> operations;

    private HttpServer(
            Server server, List<AutoCloseable> parts, List<Routes.Operation> operations) {
        this.server = server;
        this.parts = parts;
        this.operations = operations;
    }

    List<Routes.Operation> operations() {
        return operations;
    }

    /// Without tokens, for a demo or a test: whoever reaches the port may do everything, so only a
    /// loopback address is listened on.
    ///
    /// @param clock the controller's time
    /// @throws BindException where the port is taken, in one line that says what to do
    public static HttpServer start(
            HttpSettings settings,
            ControllerAccess controller,
            TelemetryStore telemetry,
            Pace pace,
            InstantSource clock)
            throws BindException {
        return start(settings, controller, telemetry, pace, clock, Optional.empty());
    }

    /// The same where people may break the network in play.
    public static HttpServer start(
            HttpSettings settings,
            ControllerAccess controller,
            TelemetryStore telemetry,
            Pace pace,
            InstantSource clock,
            Optional<Playground> playground)
            throws BindException {
        if (!settings.isLoopback()) {
            throw new IllegalArgumentException(
                    "address "
                            + settings.address()
                            + " can be reached from outside: without tokens only 127.0.0.1 and ::1"
                            + " are listened on");
        }
        return start(
                settings,
                new Served(controller, telemetry, pace, clock, () -> NoticeCounts.NONE),
                Optional.empty(),
                playground);
    }

    /// The same where callers show tokens.
    ///
    /// @param served what the API is about
    public static HttpServer start(HttpSettings settings, Served served, TokenFile tokens)
            throws BindException {
        return start(settings, served, Optional.of(tokens), Optional.empty());
    }

    /// What the API is about.
    ///
    /// @param clock the controller's time
    /// @param notices how their delivery goes
    public record Served(
            ControllerAccess controller,
            TelemetryStore telemetry,
            Pace pace,
            InstantSource clock,
            Supplier<NoticeCounts> notices) {}

    private static HttpServer start(
            HttpSettings settings,
            Served served,
            Optional<TokenFile> tokens,
            Optional<Playground> playground)
            throws BindException {
        ControllerAccess controller = served.controller();
        InstantSource clock = served.clock();
        EventFeed feed = new EventFeed(controller);
        EventStream stream =
                new EventStream(feed, Long.toString(clock.instant().toEpochMilli(), 36));
        SelfMetrics metrics =
                new SelfMetrics(controller, served.telemetry(), stream, served.notices());
        ServerBuilder builder = builder(settings, tokens.isPresent());
        Routes routes = new Routes(builder, new Gate(tokens, clock, settings.requestsPerSecond()));
        reading(routes, new ReadApi(controller, feed, served.pace()), stream, metrics);
        AuditApi audit = new AuditApi(controller.audit());
        routes.get("/api/v1/audit", (context, _) -> audit.audit(context));
        Asking asking = new Asking(controller);
        asking(routes, new AskApi(controller, asking));
        routes.post(
                Role.OPERATOR,
                "/api/v1/intent-batches",
                BatchApi.MAX_BYTES,
                new BatchApi(asking)::submit);
        more(routes, controller, asking);
        TmfHub hub = new TmfHub(controller);
        tmf(routes, new TmfApi(controller, asking), hub);
        autonomy(routes, new AutonomyReadApi(controller), new AutonomyAskApi(controller, asking));
        measuring(
                routes,
                new TelemetryApi(
                        served.telemetry(),
                        new TelemetryIngest(served.telemetry(), controller::agentHeard),
                        clock));
        MomentsApi moments = new MomentsApi(controller);
        inside(routes, new InsightApi(controller), moments, new IncidentApi(controller));
        ReturnApi past = new ReturnApi(controller, asking, moments.past());
        routes.post(Role.OPERATOR, "/api/v1/moments/{at}/return", past::restore);
        playing(routes, new PlaygroundApi(playground));
        signIn(builder, routes, settings);
        documents(routes);
        PageFiles.serve(builder);
        HttpServer http =
                new HttpServer(
                        builder.build(), List.of(feed, metrics, hub, moments), routes.operations());
        http.begin(settings);
        return http;
    }

    private static ServerBuilder builder(HttpSettings settings, boolean secured) {
        ServerBuilder builder = Server.builder();
        if (settings.tls().isPresent()) {
            // Netty finds the certificates and the key in one file, each by its own heading.
            File pem = settings.tls().get().toFile();
            builder.https(settings.socketAddress()).tls(TlsKeyPair.of(pem, pem));
            builder.setHeader("strict-transport-security", "max-age=31536000");
        } else {
            builder.http(settings.socketAddress());
        }
        return builder.maxNumConnections(MAX_CONNECTIONS)
                .maxRequestLength(MAX_REQUEST_BYTES)
                .http1MaxInitialLineLength(MAX_LINE_BYTES)
                .http1MaxHeaderSize(MAX_HEADER_BYTES)
                .http2MaxHeaderListSize(MAX_HEADER_BYTES)
                .http2MaxStreamsPerConnection(MAX_STREAMS)
                .requestTimeout(REQUEST_TIMEOUT)
                .idleTimeout(IDLE_TIMEOUT)
                .childChannelPipelineCustomizer(pipeline -> pipeline.addFirst(new SlowCallers()))
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                .disableServerHeader()
                .setHeader("x-content-type-options", "nosniff")
                .setHeader("x-frame-options", "DENY")
                .setHeader("referrer-policy", "no-referrer")
                // Refusals are answers here; what is unexpected is logged where it is made.
                .unloggedExceptionsReportInterval(Duration.ZERO)
                .errorHandler(new ProblemPages())
                .decorator(new LocalCallers(secured));
    }

    private static void reading(
            Routes routes, ReadApi api, EventStream stream, SelfMetrics metrics) {
        routes.get("/api/v1/status", (context, _) -> api.status(context));
        routes.get("/api/v1/topology", (context, _) -> api.topology(context));
        routes.get("/api/v1/switches", (context, _) -> api.switches(context));
        routes.get("/api/v1/hosts", (context, _) -> api.hosts(context));
        routes.get("/api/v1/agents", (context, _) -> api.agents(context));
        routes.get("/api/v1/intents", (context, _) -> api.intents(context));
        routes.get("/api/v1/intents/{id}", (context, _) -> api.intent(context));
        routes.get("/api/v1/intents/{id}/reports", (context, _) -> api.reports(context));
        routes.get("/api/v1/events", (context, _) -> api.events(context));
        routes.stream("/api/v1/events/stream", stream);
        routes.get(
                "/metrics", (_, _) -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, metrics.text()));
        routes.anybody("/healthz", (_, _) -> HttpResponse.of("ok\n"));
    }

    private static void tmf(Routes routes, TmfApi api, TmfHub hub) {
        String intent = TmfJson.BASE + "/intent/{id}";
        routes.get(TmfJson.BASE + "/intent", (context, _) -> api.intents(context));
        routes.get(intent, (context, _) -> api.intent(context));
        routes.get(intent + "/intentReport", (context, _) -> api.reports(context));
        routes.get(intent + "/intentReport/{report}", (context, _) -> api.report(context));
        routes.post(Role.OPERATOR, TmfJson.BASE + "/intent", api::submit);
        routes.delete(Role.OPERATOR, intent, (context, _) -> api.withdraw(context));
        routes.post(Role.ADMIN, TmfJson.BASE + "/hub", hub::register);
        routes.delete(Role.ADMIN, TmfJson.BASE + "/hub/{id}", (context, _) -> hub.forget(context));
    }

    private static void more(Routes routes, ControllerAccess controller, Asking asking) {
        PathsApi paths = new PathsApi(controller);
        routes.get("/api/v1/paths", (context, _) -> paths.paths(context));
        ReportApi report = new ReportApi(controller);
        routes.get("/api/v1/report", (context, _) -> report.report(context));
        routes.get("/api/v1/maintenance", (context, _) -> report.maintenance(context));
        PolicyApi policies = new PolicyApi(controller);
        routes.get("/api/v1/policies", (context, _) -> policies.policies(context));
        routes.get("/api/v1/policies/{name}", (context, _) -> policies.policy(context));
        routes.question("/api/v1/policies/check", policies::check);
        routes.post(
                Role.ADMIN,
                "/api/v1/policies/{name}/reload",
                PolicyReloadApi.MAX_BYTES,
                new PolicyReloadApi(controller, asking)::reload);
    }

    private static void asking(Routes routes, AskApi api) {
        routes.post(Role.OPERATOR, "/api/v1/intents", api::submit);
        routes.question("/api/v1/intents/feasibility", api::feasibility);
        routes.delete(Role.OPERATOR, "/api/v1/intents/{id}", api::withdraw);
        routes.post(Role.OPERATOR, "/api/v1/intents/{id}/move", api::move);
        routes.post(Role.OPERATOR, "/api/v1/intents/{id}/retry", api::retry);
        routes.post(Role.OPERATOR, "/api/v1/reconcile", api::reconcile);
    }

    private static void autonomy(Routes routes, AutonomyReadApi read, AutonomyAskApi ask) {
        routes.get("/api/v1/autonomy", (context, _) -> read.autonomy(context));
        routes.get("/api/v1/actions", (context, _) -> read.actions(context));
        routes.get("/api/v1/actions/{id}", (context, _) -> read.action(context));
        routes.get("/api/v1/forecasts", (context, _) -> read.forecasts(context));
        routes.get("/api/v1/models", (context, _) -> read.models(context));
        routes.get("/api/v1/anomalies", (context, _) -> read.anomalies(context));
        routes.post(Role.OPERATOR, "/api/v1/autonomy/pause", ask::pause);
        routes.post(Role.OPERATOR, "/api/v1/autonomy/resume", ask::resume);
        routes.put(Role.ADMIN, "/api/v1/autonomy/levels/{action}", ask::level);
        routes.post(Role.APPROVER, "/api/v1/autonomy/questions/{number}", ask::decide);
        routes.post(Role.OPERATOR, "/api/v1/actions/{id}/undo", ask::undo);
        String maintenance = "/api/v1/links/{id}/maintenance";
        routes.post(Role.OPERATOR, maintenance, (c, body) -> ask.maintain(c, body, true));
        routes.delete(Role.OPERATOR, maintenance, (c, body) -> ask.maintain(c, body, false));
        routes.put(Role.OPERATOR, "/api/v1/freezes/{name}", ask::freeze);
        routes.delete(Role.OPERATOR, "/api/v1/freezes/{name}", ask::thaw);
    }

    private static void inside(
            Routes routes, InsightApi api, MomentsApi moments, IncidentApi incidents) {
        routes.get("/api/v1/incidents", (context, _) -> incidents.incidents(context));
        routes.get("/api/v1/incidents/{id}", (context, _) -> incidents.incident(context));
        routes.get("/api/v1/tree", (context, _) -> api.tree(context));
        routes.get("/api/v1/tree/why-not", (context, _) -> api.whyNot(context));
        routes.get("/api/v1/forecasts/judged", (context, _) -> api.judged(context));
        routes.get("/api/v1/autonomy/previews", (context, _) -> api.previews(context));
        routes.get("/api/v1/moments", (context, _) -> moments.moments(context));
        routes.get("/api/v1/moments/{at}", (context, _) -> moments.moment(context));
    }

    private static void playing(Routes routes, PlaygroundApi api) {
        routes.get("/api/v1/demo", (context, _) -> api.broken(context));
        routes.post(Role.OPERATOR, "/api/v1/demo", (_, request) -> api.play(request));
    }

    private static void measuring(Routes routes, TelemetryApi api) {
        routes.get("/api/v1/telemetry", (context, _) -> api.telemetry(context));
        routes.report("/v1/metrics", MAX_REQUEST_BYTES, (_, request) -> api.report(request));
    }

    /// The page's way to show a token: once in a header, from then on as a cookie that scripts
    /// cannot read and that no other site can have sent.
    private static void signIn(ServerBuilder builder, Routes routes, HttpSettings settings) {
        SignInApi api = new SignInApi(settings.tls().isPresent());
        routes.get("/api/v1/session", (context, _) -> api.who(context));
        routes.post(Role.VIEWER, "/api/v1/session", api::signIn);
        builder.route().delete("/api/v1/session").build((_, _) -> api.signOut());
    }

    private static void documents(Routes routes) {
        Documents documents = Documents.read();
        routes.anybody("/api/v1/openapi.json", (_, _) -> documents.openApi());
        routes.anybody("/api/v1/schemas/intent.json", (_, _) -> documents.intentSchema());
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
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("a part of the HTTP server did not close");
            }
        }
    }
}
