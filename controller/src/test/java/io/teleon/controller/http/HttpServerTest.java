package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.models.intent.Intent.PointToPoint;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.LinkId;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private final TelemetryStore telemetry = TelemetryStore.standard();
    // A stream of HTTP/2 that is refused before its body was sent is no answer to this client.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ApiContract contract = ApiContract.shipped();
    private final HttpServer server = start();

    private HttpServer start() {
        try {
            return HttpServer.start(
                    new HttpSettings("127.0.0.1", 0),
                    controller,
                    telemetry,
                    Pace.REAL,
                    InstantSource.fixed(MadeUpView.NOON));
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void beginAnew() {
        controller.asked.clear();
        controller.answers(new Answer.Accepted(true));
    }

    @AfterAll
    void stop() {
        server.close();
        client.shutdownNow();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            assertEquals(List.of(), contract.faults(response), response::body);
            return response;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String json) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    private JsonNode read(String path) {
        HttpResponse<String> response = get(path);
        assertEquals(200, response.statusCode(), response.body());
        assertEquals(
                Optional.of("application/json; charset=utf-8"),
                response.headers().firstValue("content-type"));
        return json(response);
    }

    private static void assertProblem(int status, String detail, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                Optional.of("application/problem+json"),
                response.headers().firstValue("content-type"));
        assertEquals(detail, json(response).path("detail").asText());
        assertEquals(status, json(response).path("status").asInt());
    }

    @Test
    void showsTheTopologyWithWhatIsDown() {
        JsonNode topology = read("/api/v1/topology");
        assertEquals(12, topology.path("nodes").size());
        assertEquals(30, topology.path("links").size());
        JsonNode atlanta = topology.path("nodes").get(0);
        assertEquals("ATLAM5", atlanta.path("name").asText());
        assertEquals(-84.3833, atlanta.path("longitude").asDouble());
        List<JsonNode> down = new ArrayList<>();
        topology.path("links")
                .forEach(l -> down.addAll(l.path("up").asBoolean() ? List.of() : List.of(l)));
        assertEquals(2, down.size());
        assertTrue(down.getFirst().path("utilisation").isNull());
        assertTrue(down.getFirst().path("capacityBitsPerSecond").asDouble() > 1e9);
    }

    @Test
    void countsWhatThereIs() {
        JsonNode status = read("/api/v1/status");
        assertEquals(12, status.path("switches").path("connected").asInt());
        assertEquals(28, status.path("links").path("up").asInt());
        assertEquals(132, status.path("intents").path("total").asInt());
        assertEquals(1, status.path("intents").path("byState").path("PARKED").asInt());
        assertEquals(0, status.path("intents").path("byState").path("FAILED").asInt());
        assertEquals(1, status.path("agents").path("silent").asInt());
        assertFalse(status.path("simulated").asBoolean());
    }

    @Test
    void showsSwitchesHostsAndAgents() {
        JsonNode one = read("/api/v1/switches").path("switches").get(0);
        assertEquals(88, one.path("rules").asInt());
        assertEquals(0, one.path("reconcile").path("missing").asInt());
        assertTrue(one.path("ports").size() > 0);
        JsonNode host = read("/api/v1/hosts").path("hosts").get(0);
        assertEquals("ATLAM5", host.path("switch").asText());
        assertEquals("10.0.0.1", host.path("address").asText());
        assertEquals(12, read("/api/v1/agents").path("agents").size());
    }

    @Test
    void findsIntentsByStateByTextAndPageByPage() {
        assertEquals(1, read("/api/v1/intents?state=parked").path("matching").asInt());
        assertEquals(22, read("/api/v1/intents?contains=losang").path("matching").asInt());
        List<String> seen = new ArrayList<>();
        String after = "0";
        while (!after.equals("null")) {
            JsonNode page = read("/api/v1/intents?limit=50&after=" + after);
            page.path("intents").forEach(intent -> seen.add(intent.path("id").asText()));
            after = page.path("next").asText();
        }
        assertEquals(132, seen.size());
        assertEquals(132, seen.stream().distinct().count());
    }

    @Test
    void showsOneIntentWithItsPath() {
        JsonNode intent = read("/api/v1/intents/ATLAM5-LOSAng");
        assertEquals("INSTALLED", intent.path("state").asText());
        assertEquals("host-to-host", intent.path("type").asText());
        LinkId first = LinkId.parse(intent.path("path").get(0).asText());
        assertEquals("0000000000000001", first.source().datapath().toString());
        assertProblem(404, "there is no intent 'nobody'", get("/api/v1/intents/nobody"));
    }

    @Test
    void pagesThroughEvents() {
        JsonNode newest = read("/api/v1/events?limit=5");
        assertEquals(39, newest.path("newest").asLong());
        assertEquals(35, newest.path("events").get(0).path("sequence").asLong());
        JsonNode first = read("/api/v1/events?after=0&limit=3");
        assertEquals(3, first.path("next").asLong());
        assertEquals("intent-state", first.path("events").get(0).path("kind").asText());
        JsonNode none = read("/api/v1/events?after=39");
        assertEquals(0, none.path("events").size());
        assertEquals(39, none.path("next").asLong());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/events?limit=0 | parameter 'limit' is '0', expected a whole number from 1 to 1000",
                "/api/v1/events?after=-1 | parameter 'after' is '-1', expected a whole number from 0 to 9223372036854775807",
                "/api/v1/events?afer=3 | unknown parameter 'afer', did you mean 'after'?",
                "/api/v1/topology?x=1 | unknown parameter 'x', none is expected here",
                "/api/v1/telemetry?series=speed | parameter 'series': series 'speed' is not METRIC@KIND:NAME",
            })
    void aWrongParameterIsNamedWithWhatWasExpected(String path, String detail) {
        assertProblem(400, detail, get(path));
    }

    @Test
    void whatIsNotThereIsAProblem() {
        assertProblem(404, "there is nothing at this path", get("/api/v1/nothing"));
        assertProblem(
                405,
                "this path does not take this method",
                send(HttpRequest.newBuilder(uri("/api/v1/topology")).DELETE()));
    }

    @Test
    void takesOnAnIntent() {
        HttpResponse<String> response =
                post(
                        "/api/v1/intents",
                        """
                        {"type":"point-to-point","id":"video","ingress":"a1/1","egress":"a2/3","toPrefix":"10.0.0.0/8"}
                        """);
        assertEquals(201, response.statusCode(), response.body());
        assertEquals(
                Optional.of("/api/v1/intents/video"), response.headers().firstValue("location"));
        assertEquals(
                new Ask.Submit(
                        new PointToPoint(
                                new IntentId("video"),
                                Precedence.HUMAN,
                                ConnectPoint.of(0xa1, 1),
                                ConnectPoint.of(0xa2, 3),
                                new TrafficSelector(
                                        Optional.empty(),
                                        Optional.of(Ipv4Prefix.parse("10.0.0.0/8"))))),
                controller.asked.peek());

        controller.answers(new Answer.Accepted(false));
        assertEquals(
                200,
                post(
                                "/api/v1/intents",
                                """
                                {"type":"host-to-host","id":"x","source":"02:00:00:00:00:01","target":"02:00:00:00:00:02"}
                                """)
                        .statusCode());
    }

    @Test
    void passesOnWithdrawalsMovesRetriesAndReconciliations() {
        HttpResponse<String> gone =
                send(HttpRequest.newBuilder(uri("/api/v1/intents/a.b")).DELETE());
        assertEquals(202, gone.statusCode());
        assertTrue(json(gone).path("changed").asBoolean());
        assertEquals(202, post("/api/v1/intents/a/move", "{\"avoid\":[\"1/2>3/4\"]}").statusCode());
        assertEquals(202, post("/api/v1/intents/a/retry", "").statusCode());
        assertEquals(202, post("/api/v1/reconcile", "{}").statusCode());
        assertEquals(
                List.of(
                        new Ask.Withdraw(new IntentId("a.b")),
                        new Ask.Move(new IntentId("a"), List.of(LinkId.parse("1/2>3/4"))),
                        new Ask.Retry(new IntentId("a")),
                        new Ask.Reconcile(Optional.empty())),
                List.copyOf(controller.asked));
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN,404", "CONFLICT,409", "INVALID,422", "BUSY,503"})
    void aRejectionIsAProblemWithItsReason(Answer.Reason reason, int status) {
        controller.answers(
                new Answer.Rejected(reason, "because", Optional.of(new IntentId("other"))));
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri("/api/v1/intents/a")).DELETE());
        assertProblem(status, "because", response);
        assertEquals("other", json(response).path("conflictsWith").asText());
        assertEquals(
                reason == Answer.Reason.BUSY,
                response.headers().firstValue("retry-after").isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | the body is not JSON: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]) at line 1, column 2",
                "[] | the body is not a JSON object",
                "{} | field 'id' is missing",
                "{\"id\":7} | field 'id' is 7, expected a text",
                "{\"id\":\"a b\"} | field 'id': intent id 'a b' is not 1 to 64 letters, digits, '.', '_' or '-' beginning with a letter or digit",
                "{\"id\":\"a\",\"type\":\"tunnel\"} | field 'type' is 'tunnel', expected host-to-host or point-to-point",
                "{\"id\":\"a\",\"type\":\"host-to-host\",\"sorce\":\"x\"} | unknown field 'sorce', did you mean 'source'?",
                "{\"id\":\"a\",\"type\":\"host-to-host\",\"source\":\"02:00:00:00:00:01\",\"target\":\"02:00:00:00:00:01\"} | intent a joins host 02:00:00:00:00:01 with itself",
                "{\"id\":\"a\",\"precedence\":\"autonomic\",\"type\":\"host-to-host\"} | field 'precedence': 'autonomic' is neither 'human' nor 'intent'",
            })
    void aBodyThatMakesNoSenseIsRefusedBeforeAnybodyIsAsked(String body, String detail) {
        HttpResponse<String> response = post("/api/v1/intents", body);
        assertEquals(400, response.statusCode(), response.body());
        assertEquals(
                detail.replace("`", "'"), json(response).path("detail").asText().replace("`", "'"));
        assertTrue(controller.asked.isEmpty());
    }

    @Test
    void aBodyMustBeJsonAndNotTooLong() {
        assertProblem(
                415,
                "send the body as application/json",
                send(
                        HttpRequest.newBuilder(uri("/api/v1/intents"))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}"))));
        assertProblem(
                413,
                "a body here is at most 65536 bytes",
                post("/api/v1/intents", "{\"id\":\"" + "x".repeat(70_000) + "\"}"));
    }

    @Test
    void pagesOfOtherSitesChangeNothing() {
        assertProblem(
                403,
                "requests from pages of http://evil.example are not taken",
                send(
                        HttpRequest.newBuilder(uri("/api/v1/intents/a"))
                                .header("Origin", "http://evil.example")
                                .DELETE()));
        assertTrue(controller.asked.isEmpty());
        assertEquals(
                202,
                send(HttpRequest.newBuilder(uri("/api/v1/intents/a"))
                                .header("Origin", "http://127.0.0.1:" + server.address().getPort())
                                .DELETE())
                        .statusCode());
    }

    @Test
    void aNameThatOnlyPointsHereIsNotAnswered() throws IOException {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
                OutputStream out = socket.getOutputStream();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            out.write(
                    "GET /api/v1/intents HTTP/1.1\r\nHost: rebound.example\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertTrue(String.valueOf(in.readLine()).startsWith("HTTP/1.1 421"));
        }
    }

    @Test
    void answersWithSamplesAndWithTheNamesOfSeries() {
        SeriesId series = SeriesId.parse("ifInOctets@port:00000000000000a1/3");
        telemetry.add(
                List.of(
                        new Sample(series, MadeUpView.NOON, 7),
                        new Sample(series, MadeUpView.NOON.plusSeconds(1), 8.5)));
        JsonNode names = read("/api/v1/telemetry?contains=INOCTETS");
        assertEquals(series.toString(), names.path("names").get(0).asText());
        JsonNode one =
                read("/api/v1/telemetry?from=2026-03-01T12:00:01Z&series=" + series)
                        .path("series")
                        .get(0);
        assertEquals("By", one.path("unit").asText());
        assertEquals("[[1772366401000,8.5]]", one.path("samples").toString());
    }

    @Test
    void aReportThatIsNoneIsRefusedWithTheReason() {
        HttpResponse<String> response =
                send(
                        HttpRequest.newBuilder(uri("/v1/metrics"))
                                .header("Content-Type", "application/x-protobuf")
                                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3})));
        assertEquals(400, response.statusCode());
        assertTrue(
                json(response).path("detail").asText().startsWith("not an OTLP metrics export"),
                response.body());
        assertProblem(
                415,
                "send OTLP metrics as application/x-protobuf, not compressed",
                post("/v1/metrics", "{}"));
    }

    @Test
    void anEmptyReportIsAccepted() {
        HttpResponse<String> response =
                send(
                        HttpRequest.newBuilder(uri("/v1/metrics"))
                                .header("Content-Type", "application/x-protobuf")
                                .POST(BodyPublishers.noBody()));
        assertEquals(200, response.statusCode());
        assertEquals("", response.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "teleon_openflow_messages_total{direction=\"in\"} 48213.0",
                "teleon_loop_waiting 3.0",
                "teleon_loop_batches_total 31007.0",
                "teleon_loop_busy_seconds_total 4.1",
                "teleon_loop_batch_longest_seconds 0.0082",
                "teleon_intents{state=\"INSTALLED\"} 128.0",
                "teleon_links{up=\"false\"} 2.0",
            })
    void tellsItsOwnMetrics(String line) {
        HttpResponse<String> response = get("/metrics");
        assertEquals(200, response.statusCode());
        assertTrue(response.body().lines().anyMatch(line::equals), response.body());
    }

    @Test
    void servesThePageAndSaysThatItLives() {
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<title>Teleon"));
        assertEquals("ok\n", get("/healthz").body());
    }

    @Test
    void aTakenPortIsToldInOneLine() {
        int port = server.address().getPort();
        BindException taken =
                assertThrows(
                        BindException.class,
                        () ->
                                HttpServer.start(
                                        new HttpSettings("127.0.0.1", port),
                                        controller,
                                        telemetry,
                                        Pace.REAL,
                                        InstantSource.system()));
        String message = String.valueOf(taken.getMessage());
        assertTrue(message.startsWith("cannot listen on 127.0.0.1:" + port), message);
        assertTrue(message.endsWith("choose another port"), message);
        assertEquals(1, message.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void listensOnLoopbackOnly(String address) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new HttpSettings(address, 8080));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("address " + address + " can be reached from outside"));
    }
}
