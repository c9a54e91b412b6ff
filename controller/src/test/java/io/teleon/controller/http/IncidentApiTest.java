package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.telemetry.TelemetryStore;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The part of the API that is about what went wrong.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentApiTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.start(
                    new HttpSettings("127.0.0.1", 0),
                    new MadeUpController(MadeUpView.noon()),
                    TelemetryStore.standard(),
                    Pace.REAL,
                    InstantSource.fixed(MadeUpView.NOON));
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        server.close();
        client.shutdownNow();
    }

    private HttpResponse<String> send(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(String path) {
        HttpResponse<String> response = send(path);
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    @Test
    void listsThemTheNewestFirst() {
        JsonNode answer = read("/api/v1/incidents");
        assertEquals(2, answer.path("total").asInt());
        JsonNode newest = answer.path("incidents").get(0);
        assertEquals(4, newest.path("id").asInt());
        assertEquals("OPEN", newest.path("state").asText());
        assertEquals("major", newest.path("severity").asText());
        assertEquals("DNVRng>KSCYng", newest.path("name").asText());
        assertEquals(4, newest.path("flaps").asInt());
        assertTrue(newest.path("clearedAt").isNull());
        assertTrue(answer.path("next").isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "state=open, 4, 1",
        "state=CLEARED, 3, 1",
        "element=kscy, 4, 1",
        "element=host-, 3, 1",
        "limit=1, 4, 2",
        "before=4, 3, 2"
    })
    void narrowsAndPages(String query, int first, int matching) {
        JsonNode answer = read("/api/v1/incidents?" + query);
        assertEquals(first, answer.path("incidents").get(0).path("id").asInt());
        assertEquals(matching, answer.path("matching").asInt());
        assertEquals(query.equals("limit=1") ? "4" : "null", answer.path("next").asText());
    }

    @Test
    void tellsOneWithItsTimeline() {
        JsonNode one = read("/api/v1/incidents/4");
        assertEquals("[\"CHINng-LOSAng\",\"LOSAng-CHINng\"]", one.path("intents").toString());
        assertEquals("[12]", one.path("actions").toString());
        assertEquals(3, one.path("timeline").size());
        assertEquals(
                "{\"at\":\"2026-03-01T11:58:25Z\",\"about\":\"element\","
                        + "\"text\":\"DNVRng/2 > KSCYng/1 is down\"}",
                one.path("timeline").get(0).toString());
        assertEquals(7, one.path("leftOut").asInt());
    }

    @Test
    void theStatusCountsThem() {
        assertEquals(
                "{\"listed\":2,\"open\":1}", read("/api/v1/status").path("incidents").toString());
        assertTrue(send("/metrics").body().contains("teleon_incidents{state=\"OPEN\"} 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/99 | 404 | there is no incident '99', or it is no longer listed",
                "/x | 404 | there is no incident 'x', or it is no longer listed",
                "?state=shut | 400 | parameter 'state': 'shut' is none of OPEN, CLEARED",
                "?before=0 | 400 | parameter 'before' is '0', expected a whole number from 1 to"
                        + " 9223372036854775807",
                "?elment=a | 400 | unknown parameter 'elment', did you mean 'element'?"
            })
    void namesWhatIsWrong(String path, int status, String detail) {
        assertEquals(status, send("/api/v1/incidents" + path).statusCode());
        assertEquals(detail, read("/api/v1/incidents" + path).path("detail").asText());
    }
}
