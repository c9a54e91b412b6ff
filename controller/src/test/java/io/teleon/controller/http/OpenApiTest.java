package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.teleon.controller.report.ActionState;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The API's document of itself is true.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private final ServedApi api = new ServedApi(Optional.empty());
    private final JsonNode document = ServedApi.json(api.send("GET", "/api/v1/openapi.json", ""));

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void hasEveryOperationWithTheRoleItNeedsAndNoOther() {
        TreeSet<String> served = new TreeSet<>();
        api.server
                .operations()
                .forEach(o -> served.add(o.method() + " " + o.path() + " " + Gate.word(o.role())));
        TreeSet<String> described = new TreeSet<>();
        api.contract.operations().stream()
                .filter(o -> o.role().isPresent())
                .forEach(o ->
                        described.add(o.method() + " " + o.path() + " " + o.role().orElseThrow()));
        assertEquals(String.join("\n", described), String.join("\n", served));
    }

    @Test
    void namesNoSchemaThatIsNotThere() {
        List<String> missing = new ArrayList<>();
        document.findValuesAsText("$ref")
                .forEach(ref -> {
                    if (document.at(ref.substring(1)).isMissingNode()) {
                        missing.add(ref);
                    }
                });
        assertEquals(List.of(), missing);
        List<String> ids = document.findValuesAsText("operationId");
        assertEquals(ids.size(), ids.stream().distinct().count(), "each has a name of its own");
    }

    @Test
    void knowsTheWordsOfTheController() {
        assertWords(InstallState.values(), "InstallState", false);
        assertWords(FulfilmentState.values(), "FulfilmentState", false);
        assertWords(ActionState.values(), "ActionState", false);
        assertWords(Tier.values(), "Tier", true);
        assertWords(io.teleon.controller.access.Role.values(), "Role", true);
        assertWords(io.teleon.controller.report.Severity.values(), "Severity", true);
    }

    private void assertWords(Enum<?>[] constants, String name, boolean lower) {
        TreeSet<String> words = new TreeSet<>();
        document.at("/components/schemas/" + name + "/enum").forEach(w -> words.add(w.asText()));
        TreeSet<String> expected = new TreeSet<>();
        Arrays.stream(constants)
                .map(c -> lower ? c.name().toLowerCase(Locale.ROOT) : c.name())
                .forEach(expected::add);
        assertEquals(expected, words, name);
    }

    @Test
    void everyReadingOperationAnswersAsItSays() {
        int read = 0;
        for (ApiContract.Operation operation : api.contract.operations()) {
            boolean stream = operation.path().endsWith("/stream");
            if (operation.method().equals("GET") && !stream) {
                String path =
                        operation
                                .path()
                                .replace("/intents/{id}", "/intents/ATLAM5-LOSAng")
                                .replace("/actions/{id}", "/actions/12")
                                .replace("/policies/{name}", "/policies/congestion")
                                .replace("/intent/{id}", "/intent/ATLAM5-LOSAng")
                                .replaceFirst("/paths$", "/paths?from=1&to=2&limit=3")
                                .replaceFirst("/judged$", "/judged?link=1/1%3E2/1")
                                .replaceFirst("/why-not$", "/why-not?procedure=a&label=b");
                if (!path.contains("{")) {
                    assertEquals(200, api.send("GET", path, "").statusCode(), path);
                    read++;
                }
            }
        }
        assertTrue(read >= 25, read + " were read");
    }

    @Test
    void anAnswerThatIsOtherIsFound() {
        ObjectNode status = (ObjectNode) ServedApi.json(api.send("GET", "/api/v1/status", ""));
        String schema = "#/components/schemas/Status";
        assertEquals(List.of(), api.contract.faults(schema, status));
        status.put("more", 1);
        assertFalse(api.contract.faults(schema, status).isEmpty(), "a field nobody described");
        status.remove(List.of("more", "hosts"));
        assertFalse(api.contract.faults(schema, status).isEmpty(), "a field that is missing");
    }

    @Test
    void theLanguageOfIntentsIsASchemaOfItsOwn() {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                ServedApi.json(api.send("GET", "/api/v1/schemas/intent.json", "")));
        ObjectNode intent = Json.object();
        intent.put("type", "host-to-host").put("id", "a");
        intent.put("source", "02:00:00:00:00:01").put("target", "02:00:00:00:00:02");
        assertEquals(List.of(), schema.validate(intent));
        intent.putObject("constraints").putArray("waypoints").add("a1");
        assertEquals(List.of(), schema.validate(intent));
        intent.put("speed", 7);
        assertFalse(schema.validate(intent).isEmpty());
    }
}
