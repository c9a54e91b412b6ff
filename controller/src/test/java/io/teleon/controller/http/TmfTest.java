package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.Severity;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The same intents by the door of TMF921.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TmfTest {

    private static final String BASE = "/tmf-api/intentManagement/v5";
    private static final String INTENT = BASE + "/intent/ATLAM5-LOSAng";

    private final ServedApi api = new ServedApi(Optional.empty());

    @BeforeEach
    void beginAnew() {
        api.controller.asked.clear();
        api.controller.answers(new Answer.Accepted(true));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void listsIntentsByPages() {
        HttpResponse<String> page = api.send("GET", BASE + "/intent?offset=130&limit=50", "");
        assertEquals(2, ServedApi.json(page).size());
        assertEquals(Optional.of("132"), page.headers().firstValue("x-total-count"));
        assertEquals(Optional.of("2"), page.headers().firstValue("x-result-count"));
    }

    @Test
    void whatItShowsOfAnIntentCanBeSubmittedAsItIs() throws Exception {
        JsonNode intent = ServedApi.json(api.send("GET", INTENT, ""));
        assertEquals("active", intent.path("lifecycleStatus").asText());
        JsonNode create =
                Json.object()
                        .put("name", "again")
                        .<ObjectNode>set("expression", intent.path("expression"));
        assertEquals(
                List.of(), api.contract.faults("#/components/schemas/TmfIntentCreate", create));
        HttpResponse<String> made = api.send("POST", BASE + "/intent", create.toString());
        assertEquals(201, made.statusCode(), made.body());
        assertEquals(Optional.of(INTENT), made.headers().firstValue("location"));
        Intent asked = ((Ask.Submit) api.controller.asked.take()).intent();
        assertEquals(
                MadeUpView.noon().intents().stream()
                        .map(view -> view.intent())
                        .filter(i -> i.id().equals(asked.id()))
                        .findFirst()
                        .orElseThrow(),
                asked);
    }

    @Test
    void withdrawsByTheSameAsk() throws Exception {
        assertEquals(204, api.send("DELETE", INTENT, "").statusCode());
        assertEquals(new Ask.Withdraw(new IntentId("ATLAM5-LOSAng")), api.controller.asked.take());
        assertEquals(404, api.send("DELETE", BASE + "/intent/nobody", "").statusCode());
    }

    @Test
    void aDryRunOfAWithdrawalTellsTheIntentAsItWouldBeAndWithdrawsNothing() throws Exception {
        api.controller.foreseen.set(
                new Answer.Foreseen(true, List.of("state: INSTALLED -> WITHDRAWN")));
        HttpResponse<String> dry = api.send("DELETE", INTENT + "?dryRun=true", "");
        assertEquals(200, dry.statusCode(), dry.body());
        assertEquals(
                new Ask.Foresee(new Ask.Withdraw(new IntentId("ATLAM5-LOSAng"))),
                api.controller.asked.take());
        ObjectNode foreseen = (ObjectNode) ServedApi.json(dry);
        assertTrue(foreseen.remove("dryRun").asBoolean());
        assertEquals("state: INSTALLED -> WITHDRAWN", foreseen.remove("diff").path(0).asText());
        assertTrue(foreseen.remove("twin").isNull());
        ObjectNode now = (ObjectNode) ServedApi.json(api.send("GET", INTENT, ""));
        assertEquals(now.put("lifecycleStatus", "terminated"), foreseen);
        assertEquals(404, api.send("DELETE", BASE + "/intent/nobody?dryRun=true", "").statusCode());
        assertTrue(api.controller.asked.isEmpty());
    }

    @Test
    void aDryRunAtTheHubTellsTheListenerAndLeavesThoseThereAre() {
        String body = "{\"callback\":\"http://127.0.0.1:9/told\",\"query\":\"id=a\"}";
        HttpResponse<String> dry = api.send("POST", BASE + "/hub?dryRun=true", body);
        assertEquals(200, dry.statusCode(), dry.body());
        JsonNode wouldBe = ServedApi.json(dry);
        assertEquals("listener -> http://127.0.0.1:9/told", wouldBe.at("/diff/0").asText());
        String would = BASE + "/hub/" + wouldBe.path("id").asText();
        assertEquals(404, api.send("DELETE", would, "").statusCode(), "nobody is registered");
        HttpResponse<String> real = api.send("POST", BASE + "/hub", body);
        String where = real.headers().firstValue("location").orElseThrow();
        HttpResponse<String> dryForget = api.send("DELETE", where + "?dryRun=true", "");
        assertEquals(200, dryForget.statusCode(), dryForget.body());
        JsonNode gone = ServedApi.json(dryForget);
        ServedApi.json(real)
                .properties()
                .forEach(field -> assertEquals(field.getValue(), gone.path(field.getKey())));
        assertEquals("http://127.0.0.1:9/told -> no listener", gone.at("/diff/0").asText());
        assertEquals(204, api.send("DELETE", where, "").statusCode(), "it was still there");
        assertEquals(404, api.send("DELETE", where + "?dryRun=true", "").statusCode());
    }

    @Test
    void tellsWhenAnIntentBeganOrCeasedToBeMet() {
        JsonNode own = ServedApi.json(api.send("GET", "/api/v1/intents/ATLAM5-LOSAng/reports", ""));
        JsonNode reports = ServedApi.json(api.send("GET", INTENT + "/intentReport", ""));
        assertEquals(own.path("reports").size(), reports.size());
        for (JsonNode report : reports) {
            HttpResponse<String> one = api.send("GET", report.path("href").asText(), "");
            assertEquals(report, ServedApi.json(one));
        }
    }

    @Test
    void whoRegistersIsToldWhenTheStateOfAnIntentChanges() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Server listener =
                Server.builder()
                        .http(0)
                        .service(
                                "/told",
                                (_, request) ->
                                        com.linecorp.armeria.common.HttpResponse.of(
                                                request.aggregate()
                                                        .thenApply(body -> {
                                                            told.add(body.contentUtf8());
                                                            return com.linecorp.armeria.common
                                                                    .HttpResponse.of(HttpStatus.OK);
                                                        })))
                        .build();
        listener.start().join();
        try {
            String callback = "http://127.0.0.1:" + listener.activeLocalPort() + "/told";
            HttpResponse<String> registered =
                    api.send("POST", BASE + "/hub", "{\"callback\":\"" + callback + "\"}");
            assertEquals(201, registered.statusCode(), registered.body());
            Event event =
                    new Event(
                            40,
                            MadeUpView.NOON,
                            Severity.NORMAL,
                            Event.Kind.INTENT_STATE,
                            "ATLAM5-LOSAng",
                            "INSTALLED");
            api.controller.happens(event);
            JsonNode heard = new ObjectMapper().readTree(told.take());
            assertEquals("IntentStatusChangeEvent", heard.path("eventType").asText());
            assertEquals("ATLAM5-LOSAng", heard.path("event").path("intent").path("id").asText());
            String where = registered.headers().firstValue("location").orElseThrow();
            assertEquals(204, api.send("DELETE", where, "").statusCode());
            assertEquals(404, api.send("DELETE", where, "").statusCode());
        } finally {
            listener.stop().join();
        }
    }

    @Test
    void aListenerMustBeAWebAddress() {
        for (String callback : List.of("file:///etc/passwd", "gopher://x", "nonsense", "http://")) {
            HttpResponse<String> refused =
                    api.send("POST", BASE + "/hub", "{\"callback\":\"" + callback + "\"}");
            assertEquals(400, refused.statusCode(), callback);
        }
        assertTrue(api.controller.asked.isEmpty());
    }
}
