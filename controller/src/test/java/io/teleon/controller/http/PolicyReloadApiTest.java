package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.PolicyText;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How another text of a policy is tried and put in the place of the one that runs. What the
/// control loop makes of it is in `PolicyReloadLoopTest`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyReloadApiTest {

    private static final String PATH = "/api/v1/policies/congestion/reload";

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

    private String running() {
        return ServedApi.json(api.send("GET", "/api/v1/policies/congestion", ""))
                .path("text")
                .asText();
    }

    private HttpResponse<String> reload(String query, String text, String... headers) {
        ObjectNode body = Json.object();
        body.put("text", text).put("by", "ann");
        return api.send("POST", PATH + query, body.toString(), headers);
    }

    @Test
    void theSameTextWouldChangeNothing() {
        JsonNode answer = ServedApi.json(reload("?dryRun=true", running()));
        assertTrue(answer.path("sound").asBoolean());
        assertEquals(false, answer.path("changed").asBoolean(true));
        assertEquals("nothing would change", answer.path("diff").get(2).asText());
        assertTrue(api.controller.asked.stream().allMatch(Ask.Foresee.class::isInstance));
    }

    @Test
    void aTextWithAnErrorIsToldWhereInADryRunAndRefusedElse() {
        String text = running().replace("import net", "import nett");
        JsonNode dry = ServedApi.json(reload("?dryRun=true", text));
        assertEquals(false, dry.path("sound").asBoolean(true));
        assertEquals("congestion.tr", dry.path("findings").get(0).path("file").asText());
        HttpResponse<String> real = reload("", text);
        assertEquals(422, real.statusCode());
        JsonNode problem = ServedApi.json(real);
        assertEquals("urn:teleon:problem:unsound-policy", problem.path("type").asText());
        assertTrue(
                problem.path("detail").asText().startsWith("congestion.tr:"),
                problem.path("detail").asText());
        assertTrue(api.controller.asked.isEmpty());
    }

    @Test
    void theControllerIsAskedWithWhatRunsAndWhatIsToRun() throws InterruptedException {
        String text = running() + "\n// another\n";
        HttpResponse<String> answer = reload("", text);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                Versions.of(text), answer.headers().firstValue("etag").orElseThrow(), "its ETag");
        Ask.ReloadPolicy ask =
                assertInstanceOf(Ask.ReloadPolicy.class, api.controller.asked.take());
        assertEquals("congestion", ask.policy());
        assertEquals("ann", ask.by());
        assertEquals(api.controller.view().autonomy().texts(), ask.from());
        assertEquals(
                List.of(
                        ask.from().getFirst(),
                        new PolicyText("congestion", text),
                        ask.from().getLast()),
                ask.to().texts());
    }

    @Test
    void whatWasWrittenUponAnotherTextIsRefused() {
        HttpResponse<String> refused = reload("", running(), "If-Match", "\"older\"");
        assertEquals(412, refused.statusCode());
        String version = refused.headers().firstValue("etag").orElseThrow();
        assertEquals(Versions.of(running()), version);
        assertTrue(api.controller.asked.isEmpty());
        assertEquals(200, reload("", running(), "If-Match", version).statusCode());
    }

    @Test
    void anotherPolicyOrOneThatDoesNotRunIsRefused() {
        HttpResponse<String> other =
                reload("", running().replace("policy congestion", "policy other"));
        assertEquals(422, other.statusCode(), other.body());
        assertEquals(
                404,
                api.send("POST", "/api/v1/policies/nothing/reload", "{\"text\":\"policy nothing\"}")
                        .statusCode());
        assertTrue(api.controller.asked.isEmpty());
    }

    @Test
    void whatTheControllerRefusesIsAConflict() {
        api.controller.answers(
                new Answer.Rejected(Answer.Reason.CONFLICT, "net.steer (a) is in force: gone"));
        assertEquals(409, reload("", running()).statusCode());
    }
}
