package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ControllerView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The way back to what was asked of the network at a time in the past.
class ReturnApiTest {

    private static final String NOON = MadeUpView.NOON.toString();

    private final ServedApi api = new ServedApi(Optional.empty());
    private final List<IntentView> atNoon = MadeUpView.noon().intents();

    @BeforeEach
    void whatThereIsAtNoonIsKept() {
        while (get("/api/v1/moments").path("moments").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private JsonNode get(String path) {
        return ServedApi.json(api.send("GET", path, ""));
    }

    private HttpResponse<String> back(String time, String query) {
        return api.send("POST", "/api/v1/moments/" + time + "/return" + query, "");
    }

    private static IntentView named(IntentView like, String id) {
        Intent other =
                new Intent.HostToHost(
                        new IntentId(id),
                        Precedence.HUMAN,
                        new HostId(new MacAddress(1)),
                        new HostId(new MacAddress(2)));
        return with(like, other, like.state());
    }

    private static IntentView with(IntentView like, Intent intent, InstallState state) {
        return new IntentView(
                like.serial(),
                intent,
                state,
                like.reason(),
                like.holdsRules(),
                like.path(),
                like.tag(),
                like.since(),
                like.attempts(),
                like.steered(),
                like.heldByPerson(),
                like.limit(),
                like.protection(),
                like.fulfilment(),
                like.probed());
    }

    /// An hour later, with these intents.
    private static ControllerView later(List<IntentView> intents) {
        ControllerView noon = MadeUpView.noon();
        return new ControllerView(
                noon.at().plus(Duration.ofHours(1)),
                noon.topology(),
                noon.switches(),
                noon.links(),
                noon.hosts(),
                intents,
                noon.agents(),
                noon.incidents(),
                noon.autonomy(),
                noon.events(),
                noon.self());
    }

    private List<Ask> asked() {
        List<Ask> asked = new ArrayList<>();
        api.controller.asked.drainTo(asked);
        return asked;
    }

    @Test
    void whatCameSinceGoesAndWhatWentComesBack() {
        List<IntentView> now = new ArrayList<>(atNoon);
        Intent gone = now.removeFirst().intent();
        now.add(named(atNoon.getFirst(), "since"));
        api.controller.view.set(later(now));
        List<Ask> steps = List.of(new Ask.Withdraw(new IntentId("since")), new Ask.Submit(gone));

        JsonNode dry = ServedApi.json(back(NOON, "?dryRun=true"));
        assertEquals(
                steps.stream().<Ask>map(Ask.Foresee::new).toList(),
                asked(),
                "a dry run only asks what would come of it");
        assertEquals("withdraw since", dry.path("diff").get(0).asText());
        assertEquals("  something: one -> other", dry.path("diff").get(1).asText());
        assertEquals("submit " + gone.id(), dry.path("diff").get(2).asText());
        assertTrue(dry.path("changed").asBoolean());

        JsonNode done = ServedApi.json(back(NOON, ""));
        assertEquals(steps, asked());
        assertEquals(2, done.path("results").size());
        assertEquals(0, done.path("left").asInt());
        assertEquals(NOON, done.path("then").asText());
    }

    @Test
    void anIntentThatIsAnotherByNowIsWithdrawnFirst() {
        List<IntentView> now = new ArrayList<>(atNoon);
        IntentView was = now.removeFirst();
        String id = was.intent().id().value();
        now.add(named(was, id));
        api.controller.view.set(later(now));
        JsonNode first = ServedApi.json(back(NOON, ""));
        assertEquals(List.of(new Ask.Withdraw(was.intent().id())), asked());
        assertEquals(1, first.path("left").asInt());

        now.add(with(now.removeLast(), was.intent(), InstallState.WITHDRAWING));
        api.controller.view.set(later(now));
        api.controller.answers(new Answer.Rejected(Answer.Reason.BUSY, "still being withdrawn"));
        JsonNode second = ServedApi.json(back(NOON, ""));
        assertEquals(List.of(new Ask.Submit(was.intent())), asked());
        assertEquals(1, second.path("left").asInt(), "it is tried again");
        assertEquals(
                "still being withdrawn",
                second.path("results").get(0).path("problem").path("detail").asText());
    }

    @Test
    void whereNothingIsAnotherNothingIsAsked() {
        JsonNode answer = ServedApi.json(back(NOON, ""));
        assertEquals(List.of(), asked());
        assertFalse(answer.path("changed").asBoolean());
        assertEquals(0, answer.path("results").size());
    }

    @Test
    void whatIsNotKnownIsSaid() {
        HttpResponse<String> tooLongAgo = back("2026-02-01T00:00:00Z", "");
        assertEquals(404, tooLongAgo.statusCode());
        assertTrue(tooLongAgo.body().contains("the oldest that is kept is of " + NOON));
        HttpResponse<String> noTime = back("yesterday", "");
        assertEquals(400, noTime.statusCode());
        assertTrue(noTime.body().contains("'yesterday' is not a time"));
    }

    @Test
    void onlyChangesAreKeptAndTheOldestFallOut() {
        PastIntents past = new PastIntents();
        List<IntentView> intents = new ArrayList<>();
        ControllerView view = later(List.of());
        for (int i = 0; i < PastIntents.MOST + 10; i++) {
            intents.clear();
            intents.add(named(atNoon.getFirst(), "i" + i));
            for (int again = 0; again < 2; again++) {
                past.keep(at(view, intents, Instant.EPOCH.plusSeconds(2L * i + again)));
            }
        }
        assertEquals(Optional.of(Instant.EPOCH.plusSeconds(20)), past.oldest());
        assertEquals(Optional.empty(), past.at(Instant.EPOCH.plusSeconds(19)));
        assertEquals(
                List.of(new IntentId("i10")),
                List.copyOf(past.at(Instant.EPOCH.plusSeconds(21)).map(Map::keySet).orElseThrow()));
    }

    private static ControllerView at(ControllerView like, List<IntentView> intents, Instant at) {
        return new ControllerView(
                at,
                like.topology(),
                like.switches(),
                like.links(),
                like.hosts(),
                intents,
                like.agents(),
                like.incidents(),
                like.autonomy(),
                like.events(),
                like.self());
    }
}
