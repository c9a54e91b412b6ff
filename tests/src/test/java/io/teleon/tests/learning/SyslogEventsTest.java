package io.teleon.tests.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.models.event.Priority;
import io.teleon.models.event.SyslogMessage;
import io.teleon.models.event.SyslogReader;
import io.teleon.models.learning.event.EventArchive;
import io.teleon.models.learning.event.EventBaselines;
import io.teleon.models.learning.event.EventEvaluation;
import io.teleon.models.learning.event.EventLearner;
import io.teleon.models.learning.event.EventTraining;
import io.teleon.models.learning.event.LabelledEvent;
import io.teleon.tests.environment.NeedsData;
import io.teleon.tests.environment.PublicData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages of real routers, switches and firewalls of ten platforms, each with its class: what
/// `teleon syslog evaluate` prints, asserted with room for what is bound to chance.
@NeedsData("syslog-network")
class SyslogEventsTest {

    private static final String FILE = "syslog-network/messages.jsonl";

    private static List<JsonNode> rows() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PublicData.path(FILE))) {
            rows.add(json.readTree(line));
        }
        return rows;
    }

    private static List<LabelledEvent> events() throws IOException {
        List<LabelledEvent> events = new ArrayList<>();
        for (JsonNode row : rows()) {
            events.add(
                    new LabelledEvent(
                            row.path("error").asText(),
                            SyslogReader.read(row.path("syslog").asText())));
        }
        return events;
    }

    @Test
    void theHeaderOfEachPlatformIsReadAsOthersReadIt() throws IOException {
        int processIds = 0;
        for (JsonNode row : rows()) {
            String line = row.path("syslog").asText();
            JsonNode expected = row.path("expected");
            JsonNode details = expected.path("message_details");
            SyslogMessage message = SyslogReader.read(line);

            assertEquals(List.of(), message.faults(), line);
            Priority priority = message.priority().orElseThrow();
            assertEquals(expected.path("facility").asInt(), priority.facility(), line);
            assertEquals(expected.path("severity").asInt(), priority.severity(), line);
            // Junos puts the routing engine before the name, which the others leave out.
            assertTrue(
                    message.host().equals(expected.path("host").asText())
                            || message.host()
                                    .equals(
                                            details.path("hostPrefix").asText()
                                                    + expected.path("host").asText()),
                    line);
            String clock = details.path("time").asText().replaceFirst("[+.].*", "");
            assertTrue(message.time().orElseThrow().toString().contains("T" + clock), line);
            if (details.path("processName").isTextual() && details.path("processId").isTextual()) {
                assertEquals(details.path("processName").asText(), message.process(), line);
                assertEquals(details.path("processId").asText(), message.processId(), line);
                processIds++;
            }
        }
        assertTrue(processIds > 20, processIds + " process ids");
    }

    @Test
    void knownAndUnknownClassesAreToldWhereTheNearestTemplateFails() throws IOException {
        EventEvaluation evaluation = new EventEvaluation(events());
        assertEquals(45, evaluation.classCount());
        assertEquals(14, evaluation.repeatedClassCount());

        EventEvaluation.Row ours =
                evaluation.run(
                        EventLearner.classifier(
                                "classifier",
                                EventArchive.shipped().network(),
                                EventTraining.Parts.ALL),
                        (_, _) -> {});
        EventEvaluation.Row template =
                evaluation.run(EventBaselines.nearestTemplate(), (_, _) -> {});

        assertEquals(46, ours.known().of());
        assertEquals(77, ours.unknown().of());
        assertTrue(ours.known().share() >= 0.85, ours.toString());
        assertTrue(ours.unknown().share() >= 0.8, ours.toString());
        assertTrue(
                ours.known().share() + ours.unknown().share()
                        > template.known().share() + template.unknown().share() + 0.2,
                ours + " " + template);
    }
}
