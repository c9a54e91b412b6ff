package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.MadeUpAutonomy;
import io.teleon.controller.telemetry.TelemetryStore;
import io.teleon.policies.program.Policy;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
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

/// The part of the API that is about what the controller does by itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutonomyApiTest {

    private static final String LINK = "0000000000000004%2F1%3E0000000000000007%2F1";

    private final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiContract contract = ApiContract.shipped();
    private final HttpServer server = start();

    private HttpServer start() {
        try {
            return HttpServer.start(
                    new HttpSettings("127.0.0.1", 0),
                    controller,
                    TelemetryStore.standard(),
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
        controller.view.set(MadeUpView.noon());
    }

    @AfterAll
    void stop() {
        server.close();
        client.shutdownNow();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return at(method, "/api/v1" + path, body);
    }

    private HttpResponse<String> at(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response =
                    client.send(
                            request.method(
                                            method,
                                            body.isEmpty()
                                                    ? BodyPublishers.noBody()
                                                    : BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            assertEquals(List.of(), contract.faults(response), response::body);
            return response;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    private JsonNode read(String path) {
        HttpResponse<String> response = send("GET", path, "");
        assertEquals(200, response.statusCode(), response.body());
        return json(response);
    }

    private void assertProblem(int status, String detail, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                Optional.of("application/problem+json"),
                response.headers().firstValue("content-type"));
        assertEquals(detail, json(response).path("detail").asText());
        assertTrue(controller.asked.isEmpty(), "nothing was asked of the controller");
    }

    private Ask asked() throws InterruptedException {
        assertEquals(1, controller.asked.size());
        return controller.asked.take();
    }

    private static List<Long> ids(JsonNode answer) {
        List<Long> ids = new ArrayList<>();
        answer.path("actions").forEach(action -> ids.add(action.path("id").asLong()));
        return ids;
    }

    @Test
    void showsHowFarTheControllerMayGo() {
        JsonNode autonomy = read("/autonomy");
        assertEquals("2026-03-01T12:00:00Z", autonomy.path("at").asText());
        assertEquals("[\"link_heal\",\"congestion\"]", autonomy.path("programs").toString());
        assertTrue(autonomy.path("paused").isNull());
        assertEquals(
                "{\"action\":\"bounce_port\",\"level\":\"approve\",\"by\":\"grace\"}",
                autonomy.path("levels").get(1).toString());
        assertEquals(7, autonomy.path("questions").get(0).path("number").asInt());
        assertEquals("noc_oncall", autonomy.path("questions").get(0).path("role").asText());
        assertEquals("change_freeze", autonomy.path("freezes").get(0).path("name").asText());
        assertEquals("false", autonomy.path("freezes").get(0).path("inForce").asText());
        assertEquals(
                "[\"0000000000000001/1>0000000000000002/1\"]",
                autonomy.path("maintained").toString());
        assertEquals(2, autonomy.path("actions").path("open").asInt());
        assertEquals(1, autonomy.path("actions").path("byState").path("UNDONE").asInt());
    }

    @Test
    void saysByWhomAndWhyAutonomyIsPausedWhereverItMatters() {
        controller.view.set(MadeUpView.noonWith(MadeUpAutonomy.pausedAt(MadeUpView.NOON)));
        String paused =
                "{\"at\":\"2026-03-01T11:47:26Z\",\"by\":\"ada\",\"reason\":\"storm over the"
                        + " Rockies, hands only\"}";
        for (String path : List.of("/autonomy", "/status", "/actions")) {
            assertEquals(paused, read(path).path("paused").toString(), path);
        }
    }

    @Test
    void aControllerWithoutProgramsHasNothingToSay() {
        controller.view.set(MadeUpView.noonWith(AutonomyView.NONE));
        assertEquals("[]", read("/autonomy").path("programs").toString());
        assertEquals("[]", read("/actions").path("actions").toString());
        assertTrue(read("/actions").path("next").isNull());
        assertEquals("[]", read("/forecasts").path("forecasts").toString());
        assertEquals("[]", read("/models").path("models").toString());
    }

    @Test
    void listsActionsTheNewestFirstByPagesStatesAndTargets() {
        assertEquals(List.of(13L, 12L, 11L, 10L, 9L, 8L), ids(read("/actions")));
        JsonNode page = read("/actions?limit=2");
        assertEquals(List.of(13L, 12L), ids(page));
        assertEquals(12, page.path("next").asInt());
        assertEquals(List.of(11L, 10L), ids(read("/actions?limit=2&before=12")));
        assertTrue(read("/actions?limit=2&before=10").path("next").isNull());
        assertEquals(List.of(11L, 9L), ids(read("/actions?state=undone&state=SUGGESTED")));
        JsonNode about = read("/actions?target=iplsng&limit=1");
        assertEquals(List.of(11L), ids(about));
        assertEquals(2, about.path("matching").asInt());
        assertEquals(6, about.path("total").asInt());
    }

    @Test
    void saysAllAboutAnAction() {
        JsonNode action = read("/actions/12");
        assertEquals("congestion.relieve.move", action.path("rule").asText());
        assertEquals("CONFIRMED", action.path("state").asText());
        assertEquals("confirmed", action.path("outcome").asText());
        assertEquals(5, action.path("steps").size());
        assertEquals(900, action.path("forecast").path("horizonSeconds").asInt());
        assertEquals(9.31e9, action.path("forecast").path("p90").asDouble());
        assertEquals("improves", action.path("rehearsal").path("verdict").asText());
        assertEquals(4, action.path("rehearsal").path("ranked").size());
        JsonNode rule = action.path("explanation").path("path").get(0);
        assertEquals("congestion.relieve", rule.path("procedure").asText());
        assertEquals("move", rule.path("label").asText());
        JsonNode fact = rule.path("because").get(0).path("facts").get(0);
        assertEquals("9.31 Gbps", fact.path("value").asText());
        assertEquals(20_000, fact.path("ageMillis").asInt());
        assertEquals("ensemble", fact.path("source").asText());
        assertTrue(rule.path("because").get(3).path("facts").get(0).path("source").isNull());
        assertTrue(rule.path("because").get(3).path("facts").get(0).path("ageMillis").isNull());
        assertEquals(3, action.path("explanation").path("passed").size());
        assertEquals(3, action.path("diff").size());
        assertEquals(5, action.path("intents").size());
        for (String part : List.of("forecast", "rehearsal", "explanation")) {
            assertTrue(read("/actions/9").path(part).isNull(), part);
        }
    }

    @Test
    void showsForecastsBesideTheCapacity() {
        JsonNode forecasts = read("/forecasts");
        assertEquals(2, forecasts.path("forecasts").size());
        JsonNode one = read("/forecasts?link=" + LINK).path("forecasts");
        assertEquals(1, one.size());
        assertEquals(9.92e9, one.get(0).path("capacityBitsPerSecond").asDouble());
        assertEquals(12, one.get(0).path("points").size());
        assertEquals(300, one.get(0).path("points").get(0).path("horizonSeconds").asInt());
        assertTrue(one.get(0).path("licensed").asBoolean());
    }

    @Test
    void showsTheModelInForceWithItsCardAndItsLicence() {
        JsonNode models = read("/models").path("models");
        assertEquals(1, models.size());
        JsonNode model = models.get(0);
        assertEquals("own", model.path("name").asText());
        assertEquals("MXNet", model.path("card").path("engine").asText());
        assertEquals(41, model.path("licence").path("licensed").asInt());
        assertTrue(model.path("licence").path("mayAct").asBoolean());
        assertEquals("shipped", model.path("predecessor").asText());
        assertEquals("won", model.path("changes").get(0).path("reason").asText());
    }

    @Test
    void pausesAndResumes() throws InterruptedException {
        HttpResponse<String> answer =
                send("POST", "/autonomy/pause", "{\"reason\":\"storm\",\"by\":\"ada\"}");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"changed\":true}", answer.body());
        assertEquals(new Ask.Pause("storm", "ada"), asked());
        send("POST", "/autonomy/pause", "");
        assertEquals(new Ask.Pause("", "operator"), asked());
        controller.answers(new Answer.Accepted(false));
        assertEquals("{\"changed\":false}", send("POST", "/autonomy/resume", "").body());
        assertEquals(new Ask.Resume("operator"), asked());
    }

    @Test
    void asksTheRestInItsWords() throws InterruptedException {
        send("PUT", "/autonomy/levels/net.steer", "{\"level\":\"approve\",\"by\":\"ada\"}");
        assertEquals(new Ask.SetAutonomy("net.steer", Policy.Mode.APPROVE, "ada"), asked());
        send("POST", "/autonomy/questions/7", "{\"decision\":\"grant\",\"by\":\"ada\"}");
        assertEquals(new Ask.Decide(7, true, "ada"), asked());
        send("POST", "/autonomy/questions/7", "{\"decision\":\"deny\"}");
        assertEquals(new Ask.Decide(7, false, "operator"), asked());
        HttpResponse<String> undo = send("POST", "/actions/12/undo", "{\"by\":\"ada\"}");
        assertEquals(202, undo.statusCode());
        assertEquals("{\"id\":12,\"changed\":true}", undo.body());
        assertEquals(new Ask.UndoAction(12, "ada"), asked());
        send("POST", "/links/" + LINK + "/maintenance", "{\"by\":\"ada\"}");
        assertEquals(new Ask.Maintain(MadeUpAutonomy.BUSY, true, "ada"), asked());
        send("DELETE", "/links/" + LINK + "/maintenance", "");
        assertEquals(new Ask.Maintain(MadeUpAutonomy.BUSY, false, "operator"), asked());
    }

    @Test
    void setsAndLiftsFreezes() throws InterruptedException {
        Instant ten = Instant.parse("2026-03-01T22:00:00Z");
        send(
                "PUT",
                "/freezes/change_freeze",
                "{\"from\":\"2026-03-01T20:00:00Z\",\"to\":\"2026-03-01T22:00:00Z\"}");
        assertEquals(
                new Ask.Freeze("change_freeze", ten.minusSeconds(7_200), ten, "operator"), asked());
        send("PUT", "/freezes/change_freeze", "{\"to\":\"2026-03-01T22:00:00Z\"}");
        assertEquals(new Ask.Freeze("change_freeze", MadeUpView.NOON, ten, "operator"), asked());
        send("DELETE", "/freezes/change_freeze", "");
        assertEquals(
                new Ask.Freeze("change_freeze", MadeUpView.NOON, MadeUpView.NOON, "operator"),
                asked());
    }

    @Test
    void passesOnWhyTheControllerRefuses() {
        controller.answers(
                new Answer.Rejected(
                        Answer.Reason.CONFLICT, "action 12 is UNDONE: there is nothing to undo"));
        HttpResponse<String> answer = send("POST", "/actions/12/undo", "");
        assertEquals(409, answer.statusCode());
        assertEquals(
                "action 12 is UNDONE: there is nothing to undo",
                json(answer).path("detail").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/autonomy?x=1 | unknown parameter 'x', none is expected here",
                "/actions?state=done | parameter 'state': 'done' is none of SUGGESTED, PROPOSED,"
                        + " REHEARSING, REFUSED, INSTALLING, ACTIVE, CONFIRMED, ENDING, ENDED,"
                        + " UNDOING, UNDONE, FAILED",
                "/actions?limit=1001 | parameter 'limit' is '1001', expected a whole number from 1"
                        + " to 1000",
                "/actions?before=0 | parameter 'before' is '0', expected a whole number from 1 to"
                        + " 9223372036854775807",
                "/forecasts?link=a | parameter 'link': link 'a' is not"
                        + " DATAPATH/PORT>DATAPATH/PORT"
            })
    void namesTheParameterThatIsWrong(String path, String detail) {
        assertProblem(400, detail, send("GET", path, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "x", "-1", "012"})
    void knowsNoSuchAction(String id) {
        String detail = "there is no action '" + id + "', or it is no longer listed";
        assertProblem(404, detail, send("GET", "/actions/" + id, ""));
        if (!id.equals("99")) {
            assertProblem(404, detail, send("POST", "/actions/" + id + "/undo", ""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /autonomy/pause | {\"resaon\":\"x\"} | unknown field 'resaon', did you mean"
                        + " 'reason'?",
                "POST | /autonomy/pause | {\"by\":\" \"} | field 'by': 1 characters, expected 1 to"
                        + " 64, not all blank",
                "POST | /autonomy/pause | {\"by\":\"a\\u0007b\"} | field 'by': it is not one line"
                        + " of plain text",
                "POST | /autonomy/resume | {\"by\":7} | field 'by' is 7, expected a text",
                "PUT | /autonomy/levels/steer | {} | field 'level' is missing",
                "PUT | /autonomy/levels/steer | {\"level\":\"shadow\"} | field 'level': 'shadow' is"
                        + " none of off, suggest, approve, auto",
                "PUT | /autonomy/levels/Steer! | {\"level\":\"off\"} | in the path: 'Steer!' is not a"
                        + " name such as steer or net.steer",
                "POST | /autonomy/questions/7 | {\"decision\":\"yes\"} | field 'decision': 'yes' is"
                        + " neither 'grant' nor 'deny'",
                "POST | /links/x/maintenance | {} | in the path: link 'x' is not"
                        + " DATAPATH/PORT>DATAPATH/PORT",
                "PUT | /freezes/night | {} | field 'to' is missing",
                "PUT | /freezes/night | {\"to\":\"noon\"} | field 'to': 'noon' is not a time such"
                        + " as 2026-03-01T12:00:00Z",
                "PUT | /freezes/night | {\"to\":\"2026-03-01T11:00:00Z\"} | the window ends at"
                        + " 2026-03-01T11:00:00Z, before it begins at 2026-03-01T12:00:00Z"
            })
    void namesTheFieldThatIsWrong(String method, String path, String body, String detail) {
        assertProblem(400, detail, send(method, path, body));
    }

    @Test
    void knowsNoSuchQuestion() {
        assertProblem(
                404,
                "there is no question 'seven'",
                send("POST", "/autonomy/questions/seven", "{\"decision\":\"deny\"}"));
    }

    @Test
    void metersCountActionsAndShowThePause() {
        controller.view.set(MadeUpView.noonWith(MadeUpAutonomy.pausedAt(MadeUpView.NOON)));
        String metrics = at("GET", "/metrics", "").body();
        assertTrue(metrics.contains("teleon_autonomy_paused 1"), metrics);
        assertTrue(metrics.contains("teleon_actions{state=\"UNDONE\"} 1"), metrics);
        assertEquals(
                1,
                metrics.lines()
                        .filter(l -> l.startsWith("teleon_forecast_skill{"))
                        .filter(l -> l.contains(MadeUpAutonomy.BUSY.toString()))
                        .count());
        for (ActionState state : ActionState.values()) {
            assertTrue(metrics.contains("teleon_actions{state=\"" + state + "\"}"), metrics);
        }
    }
}
