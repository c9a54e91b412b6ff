package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SyslogCommandTest {

    /// Two classes twice, one once.
    private static final String LABELLED =
            """
            {"error":"LINK_DOWN","syslog":"<13>Nov  6 13:36:45 a System: Interface Ethernet1, state down"}
            {"error":"LINK_DOWN","syslog":"<189>12: b: Nov  6 13:36:45.001: %LINK-3-UPDOWN: Interface Gi0/2, changed state to down"}
            {"error":"USER_LOGIN","syslog":"<14>Nov  6 13:36:45 a sshd[3]: session opened for user alice"}
            {"error":"USER_LOGIN","syslog":"<14>Nov  6 13:36:45 c %SEC_LOGIN-5-LOGIN_SUCCESS: Login Success user bob"}

            {"error":"FAN_FAILED","syslog":"<14>Nov  6 13:36:45 a chassisd[2]: CHASSISD_FAN_FAIL: Fan 3 failed"}
            """;

    @TempDir private Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("messages.jsonl"), text);
    }

    @Test
    void classifiesEachLineAndKeepsWhatTheObjectHad() throws IOException {
        CommandRun run =
                CommandRun.of(
                        List.of(
                                "syslog",
                                "classify",
                                file(
                                        """
                                        {"os":"eos","id":7,"syslog":"<189>Nov  6 13:36:45 sw1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet9, changed state to down"}
                                        {"syslog":"the cat sat on the mat"}
                                        """)));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        List<String> lines = run.out().lines().toList();
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertEquals("INTERFACE_DOWN", first.path("error").asText());
        assertEquals("eos", first.path("os").asText());
        assertEquals(7, first.path("id").asInt());
        assertEquals(5, first.path("severity").asInt());
        assertTrue(first.path("confidence").asDouble() > 0.5);
        assertEquals("sw1", first.path("fields").path("host").asText());
        assertEquals("LINEPROTO-5-UPDOWN", first.path("fields").path("tag").asText());
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertEquals("UNKNOWN", second.path("error").asText());
        assertTrue(second.path("severity").isNull());
        assertEquals(2, second.path("fields").path("faults").size());
        assertEquals(2, lines.size());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void whatIsTrainedClassifiesAndIsEvaluatedBesideItsBaselines() throws IOException {
        Path data = file(LABELLED);
        Path model = folder.resolve("own.events");
        CommandRun trained =
                CommandRun.of(
                        List.of(
                                "syslog",
                                "train",
                                "--data",
                                data,
                                "--out",
                                model,
                                "--examples",
                                "1",
                                "--epochs",
                                "1"));
        assertEquals("", trained.err());
        assertEquals(0, trained.status());
        assertTrue(trained.out().contains("5 messages of 3 classes"), trained.out());

        CommandRun classified =
                CommandRun.of(List.of("syslog", "classify", data, "--model", model));
        assertEquals("", classified.err());
        JsonNode last = new ObjectMapper().readTree(classified.out().lines().toList().get(4));
        assertEquals("FAN_FAILED", last.path("error").asText());

        CommandRun evaluated =
                CommandRun.of(
                        List.of(
                                "syslog",
                                "evaluate",
                                "--data",
                                data,
                                "--examples",
                                "1",
                                "--epochs",
                                "1",
                                "--json",
                                "-"));
        assertEquals("", evaluated.err());
        JsonNode rows = new ObjectMapper().readTree(evaluated.out()).path("rows");
        assertEquals(
                List.of(
                        "keywords",
                        "nearest-template",
                        "network-alone",
                        "without-network",
                        "classifier"),
                rows.findValuesAsText("model"));
        assertEquals(4, rows.get(4).path("known").path("of").asInt());
        assertEquals(5, rows.get(4).path("unknown").path("of").asInt());
    }

    @Test
    void tellsTheTemplatesOfLinesMostFrequentFirst() throws IOException {
        CommandRun run =
                CommandRun.of(
                        List.of(
                                "syslog",
                                "templates",
                                file(
                                        """
                                        <14>Nov  6 13:36:45 a kernel: out of memory
                                        <14>Nov  6 13:36:45 a sshd[3]: session opened for user alice
                                        <14>Nov  7 13:36:45 b sshd[4]: session opened for user bob
                                        """)));
        assertEquals("", run.err());
        assertEquals(
                List.of("2  sshd session opened for user <*>", "1  kernel out of memory"),
                run.out().lines().map(String::strip).toList());
    }

    @Test
    void saysWhatIsWrongWithAFileAndWhere() throws IOException {
        assertFails(
                List.of("syslog", "classify", file("{\"syslog\":\"x\"}\nnot json\n")),
                "messages.jsonl:2: 'not json' is not a JSON object");
        assertFails(
                List.of("syslog", "classify", file("{\"text\":\"x\"}\n")),
                "messages.jsonl:1: the object has no text 'syslog'");
        assertFails(
                List.of("syslog", "classify", file("")),
                "messages.jsonl:1: an empty file is not lines of JSON");
        assertFails(
                List.of("syslog", "classify", folder.resolve("none.jsonl")),
                "none.jsonl: no such file");
        Path foreign = Files.writeString(folder.resolve("foreign.events"), "nonsense");
        assertFails(
                List.of("syslog", "classify", file("{\"syslog\":\"x\"}\n"), "--model", foreign),
                "the beginning of the file is not 'TELEONEM': no model of events");
        assertFails(
                List.of("syslog", "train", "--data", file("{\"syslog\":\"x\"}\n"), "--out", "m"),
                "messages.jsonl:1: the object has no text 'error', its class");
        assertEquals(2, CommandRun.of(List.of("syslog", "classify")).status());
    }

    private static void assertFails(List<?> words, String why) {
        CommandRun run = CommandRun.of(words);
        assertEquals(1, run.status());
        assertTrue(run.err().contains(why), run.err());
        assertEquals(1, run.err().lines().count());
    }
}
