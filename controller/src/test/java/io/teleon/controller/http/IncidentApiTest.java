package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The part of the API that is about what went wrong.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentApiTest {

    private final ServedApi api = new ServedApi(Optional.empty());

    @AfterAll
    void stop() {
        api.close();
    }

    private HttpResponse<String> send(String path) {
        return api.send("GET", path, "");
    }

    private JsonNode read(String path) {
        return ServedApi.json(send(path));
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
