package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `policy reload`, as it is typed.
class PolicyReloadTest {

    private static final String PROGRAM =
            """
            policy p "1" owner "test" mode enforce
            percept load(link): ratio fresh 30s
            action shed(L: link) durative { risk low }
            proc cool(L: link) {
              hot:  load(L) > 80% for at least 5s ~> shed(L)
              calm: otherwise                     ~> nothing
            }
            task t for each L: link run cool(L)
            """;

    private static final String LOG =
            """
            2026-01-01T00:00:00Z  load(l1) = 10%
            2026-01-01T00:00:10Z  load(l1) = 90%
            2026-01-01T00:00:20Z  load(l1) = 90%
            """;

    @TempDir private Path folder = Path.of("");
    private Path old = Path.of("");
    private Path log = Path.of("");

    @BeforeEach
    void write() throws IOException {
        old = Files.writeString(folder.resolve("old.tr"), PROGRAM);
        log = Files.writeString(folder.resolve("observed.log"), LOG);
    }

    private CommandRun reload(String text, String... more) throws IOException {
        Path next = Files.writeString(folder.resolve("new.tr"), text);
        List<Object> words = new ArrayList<>();
        words.addAll(List.of("policy", "reload", old, "--to", next, "--log", log));
        words.addAll(List.of(more));
        return CommandRun.of(words);
    }

    @Test
    void anotherLayoutChangesNothing() throws IOException {
        CommandRun same =
                reload(
                        "// the same\n"
                                + PROGRAM.replace("calm: otherwise      ", "calm: otherwise"));
        assertEquals(
                """
                over the log (5 epochs): nothing differs
                at the swap, after the log: nothing differs
                nothing would change
                """,
                same.out(),
                same.err());
        assertEquals(0, same.status());
    }

    @Test
    void aThresholdThatMovesShowsWhatItWouldHaveDoneAndWhatItDoesNow() throws IOException {
        CommandRun other = reload(PROGRAM.replace("80%", "95%"));
        assertEquals(
                """
                ~ another rule fires   - only the old program   + only the new program
                over the log (5 epochs):
                  2026-01-01T00:00:15Z  ~ cool(l1) in t(l1): hot -> calm
                  2026-01-01T00:00:15Z  - start shed("l1")#1
                  1 other firing; transitions: 1 only old, 0 only new; messages: 0 only old, 0 only new
                at the swap, after the log:
                  2026-01-01T00:00:20Z  ~ cool(l1) in t(l1): hot -> calm
                  2026-01-01T00:00:20Z  + stop shed("l1")#1
                  1 other firing; transitions: 0 only old, 1 only new; messages: 0 only old, 0 only new
                does not come over:
                  firing p.cool.hot (l1): its text changed, so it is decided anew
                  memory of load(L) > 80% for at least 5 s (l1): the new program has no such condition
                it would change something
                """,
                other.out(), other.err());
        assertEquals(4, other.status());
    }

    @Test
    void writesAllOfItAsJson() throws IOException {
        CommandRun other = reload(PROGRAM.replace("calm", "idle"), "--json", "-");
        JsonNode json = new ObjectMapper().readTree(other.out());
        assertTrue(json.path("changes").asBoolean(), other.out());
        assertEquals("calm", json.at("/overLog/changes/0/before").asText(), other.out());
        assertEquals("idle", json.at("/overLog/changes/0/after").asText());
        assertEquals("p.cool(l1)", json.at("/overLog/changes/0/frame").asText());
        assertEquals(1, json.at("/overLog/firings").asInt());
        assertEquals(0, json.at("/atSwap/differing").asInt());
        assertTrue(json.at("/atSwap/first").isNull());
        assertEquals(0, json.path("dropped").size());
        assertEquals(4, other.status());
    }

    @Test
    void anActionInForceThatIsNoLongerDeclaredForbidsIt() throws IOException {
        CommandRun refused =
                reload(
                        PROGRAM.replace("action shed(L: link) durative { risk low }\n", "")
                                .replace("~> shed(L)", "~> nothing"));
        assertEquals(1, refused.status());
        assertEquals("", refused.out());
        assertTrue(
                refused.err()
                        .startsWith(
                                """
                                there can be no reload at the end of the log:
                                  p.shed(l1)#1 is in force: the new program has no such action
                                """),
                refused.err());
    }

    @Test
    void aProgramThatDoesNotPassTheChecksIsNotRun() throws IOException {
        CommandRun faulty =
                reload(PROGRAM.replace("  calm: otherwise                     ~> nothing\n", ""));
        assertEquals(1, faulty.status());
        assertTrue(faulty.err().contains("error[TR010]"), faulty.err());
        assertTrue(faulty.err().contains("new.tr:4:1"), faulty.err());
    }

    @Test
    void aLogMayTellWhatOnlyOneOfThemKnows() throws IOException {
        Files.writeString(log, LOG + "2026-01-01T00:00:21Z  heat(l1) = 20 degC\n");
        CommandRun both = reload(PROGRAM + "percept heat(link): temp fresh 30s\n");
        assertTrue(
                both.out()
                        .startsWith(
                                "of the log, 0 lines concern only the old program, and 1 line concerns only the new one\n"),
                both.out() + both.err());
        assertTrue(both.out().contains("unknown until the host tells it:\n  p.heat\n"), both.out());
        CommandRun neither = reload(PROGRAM);
        assertEquals(1, neither.status());
        assertTrue(neither.err().contains("observed.log:4:1"), neither.err());
    }

    @Test
    void saysWhatIsWrongUsage() throws IOException {
        assertEquals(2, reload(PROGRAM, "--jsn", "-").status());
        assertEquals(2, reload("library p \"1\" owner \"test\"\n").status());
    }
}
