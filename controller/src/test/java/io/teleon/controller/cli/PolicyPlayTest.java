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

/// `policy run`, `trace`, `why` and `test`, as they are typed.
class PolicyPlayTest {

    private static final String PROGRAM =
            """
            policy p "1" owner "test" mode enforce
            percept load(link): ratio fresh 30s
            action shed(L: link) durative { risk low }
            guardrail calm on shed require severity() < 3 else defer
            proc cool(L: link) {
              hot:  load(L) > 80% for at least 5s ~> shed(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run cool(L)
            """;

    private static final String LOG =
            """
            2026-01-01T00:00:00Z  load(l1) = 10%
            2026-01-01T00:00:10Z  load(l1) = 90%
            2026-01-01T00:00:20Z  load(l1) = 20%
            """;

    @TempDir private Path folder = Path.of("");
    private Path program = Path.of("");
    private Path log = Path.of("");

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(folder.resolve("p.tr"), PROGRAM);
        log = Files.writeString(folder.resolve("observed.log"), LOG);
    }

    private static CommandRun run(Object... words) {
        List<Object> all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(words));
        return CommandRun.of(all);
    }

    @Test
    void runSaysWhatAProgramDoesAndItsTraceReplays() throws IOException {
        Path trace = folder.resolve("trace.log");
        CommandRun run =
                run("run", program, "--log", log, "--knows", "severity=1", "--trace", trace);
        assertEquals(
                """
                2026-01-01T00:00:00Z  created t("l1")
                2026-01-01T00:00:15Z  start shed("l1")#1
                2026-01-01T00:00:20Z  stop shed("l1")#1
                6 epochs, 2 transitions
                """,
                run.out(),
                run.err());
        CommandRun same = run("trace", program, "--log", trace, "--knows", "severity=1");
        assertEquals("the same: 3 lines came out as recorded\n", same.out(), same.err());
        assertEquals(0, same.status());
        CommandRun other = run("trace", program, "--log", trace, "--knows", "severity=5");
        assertEquals(1, other.status());
        assertTrue(
                other.out().startsWith("it differs from here:\n  recorded  2026-01-01T00:00:15Z"),
                other.out());
    }

    @Test
    void runWritesItsResultAsJson() throws IOException {
        CommandRun run =
                run(
                        "run",
                        program,
                        "--log",
                        log,
                        "--until",
                        "2026-01-01T00:00:16Z",
                        "--knows",
                        "severity=1",
                        "--json",
                        "-");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("hot", json.at("/live/tasks/0/frame/firing/label").asText(), run.out());
        assertEquals("T", json.at("/live/tasks/0/frame/rules/0/value").asText());
        assertEquals("RUNNING", json.at("/live/actions/0/state").asText());
        assertEquals("guardrail calm", json.at("/live/actions/0/passed/1").asText());
    }

    @Test
    void whyAnswersWhyAndWhyNot() {
        CommandRun why =
                run("why", "shed(l1)", program, "--log", log, "--at", "2026-01-01T00:00:16Z");
        assertTrue(
                why.out().contains("p.shed(l1)#1 is waiting (deferred by calm, which is unknown)"),
                why.out());
        CommandRun whyNot =
                run(
                        "why",
                        "not cool(l1).hot",
                        program,
                        "--log",
                        log,
                        "--at",
                        "2026-01-01T00:00:12Z");
        assertEquals(
                """
                cool(l1).hot does not fire, because
                  load(l1) > 80% has held 0 s of 5 s
                """,
                whyNot.out(), whyNot.err());
        assertEquals(2, run("why", "cool(", program, "--log", log).status());
    }

    @Test
    void wrongInputIsToldWithItsPlace() throws IOException {
        Files.writeString(log, "2026-01-01T00:00:00Z  loadd(l1) = 10%\n");
        CommandRun run = run("run", program, "--log", log);
        assertEquals(1, run.status());
        assertTrue(run.err().contains("observed.log:1:1"), run.err());
        assertTrue(run.err().contains("did you mean `load`?"), run.err());
        Files.writeString(log, LOG);
        assertEquals(2, run("run", program, "--log", log, "--until", "noon").status());
        assertEquals(2, run("run", program).status());
    }

    @Test
    void aLogThatCannotBeReadIsNamed() throws IOException {
        Path none = folder.resolve("none.log");
        Path binary = Files.write(folder.resolve("b.log"), new byte[] {-1, -2, 0, 7});
        Path empty = Files.writeString(folder.resolve("empty.log"), "// nothing\n");
        for (String command : List.of("run", "trace", "why", "reload")) {
            assertEquals("teleon: " + none + ": no such file\n", failed(command, none));
            assertEquals(
                    "teleon: " + folder + ": a folder, expected a file\n", failed(command, folder));
            assertEquals("teleon: " + binary + ": not a text in UTF-8\n", failed(command, binary));
            assertEquals(
                    "teleon: "
                            + empty
                            + ": nothing was observed; expected lines such as"
                            + " 2026-01-01T00:00:02Z  oper_state(l1) = down\n",
                    failed(command, empty));
        }
    }

    @Test
    void aBadLineIsToldByEveryCommand() throws IOException {
        Files.writeString(
                log, LOG + "2026-01-01T00:00:30Z  load(l1) = much\nnoon  load(l1) = 1%\n");
        for (String command : List.of("run", "trace", "why", "reload")) {
            String told = failed(command, log);
            assertTrue(told.contains("`load(l1) = much`\n  --> " + log + ":4:1\n"), told);
            assertTrue(told.contains("a line begins with a time\n  --> " + log + ":5:1\n"), told);
        }
    }

    @Test
    void aLogOfAnotherSystemIsRead() throws IOException {
        Files.writeString(log, "\uFEFF" + LOG.replace("\n", "\r\n"));
        CommandRun run = run("run", program, "--log", log, "--knows", "severity=1");
        assertTrue(run.out().endsWith("6 epochs, 2 transitions\n"), run.out() + run.err());
    }

    @Test
    void optionsThatMakeNoSenseAreWrongUsage() {
        wrongUsage("--until 2025-01-01T00:00:00Z", "which begins at 2026-01-01T00:00:00Z");
        wrongUsage("--until noon", "expected a time such as 2026-01-01T00:00:02Z");
        wrongUsage("--knows severity=high", "expected true, false or a number");
        wrongUsage("--knows severity", "should be in KEY=VALUE format but was severity");
        wrongUsage("--knows sevrity=2", "no guardrail can ask for sevrity; expected one of");
        CommandRun why =
                run("why", "shed(l1)", program, "--log", log, "--at", "2025-01-01T00:00:00Z");
        assertEquals(2, why.status());
        assertTrue(why.err().startsWith("teleon: --at 2025-01-01T00:00:00Z: expected"), why.err());
    }

    private void wrongUsage(String option, String expected) {
        String[] words = option.split(" ", -1);
        CommandRun run = run("run", program, "--log", log, words[0], words[1]);
        assertEquals(2, run.status(), run.out() + run.err());
        assertTrue(run.err().startsWith("teleon: ") && run.err().contains(expected), run.err());
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        Path nowhere = folder.resolve("none").resolve("x");
        String expected = "teleon: " + nowhere + ": its folder is not there\n";
        assertEquals(expected, failed("run", log, "--trace", nowhere));
        assertEquals(expected, failed("run", log, "--json", nowhere));
        assertEquals(expected, failed("reload", log, "--json", nowhere));
    }

    /// What a command says on standard error.
    private String failed(String command, Path log, Object... options) {
        List<Object> words = new ArrayList<>(List.of(command));
        if (command.equals("why")) {
            words.add("shed(l1)");
        }
        words.addAll(List.of(program, "--log", log));
        if (command.equals("reload")) {
            words.addAll(List.of("--to", program));
        }
        words.addAll(List.of(options));
        CommandRun result = run(words.toArray());
        assertEquals(1, result.status(), result.out() + result.err());
        return result.err().replace("\r\n", "\n");
    }

    @Test
    void testPassesAndFails() throws IOException {
        Path tests =
                Files.writeString(
                        folder.resolve("p.trt"),
                        """
                        test "sheds" using p {
                          knows severity = 1
                          at 0s set load(l1) = 10%
                          at 1s set load(l1) = 90%
                          within 1s after 6s expect started shed(l1)
                        }
                        """);
        CommandRun pass = run("test", tests);
        assertEquals(0, pass.status(), pass.out() + pass.err());
        assertTrue(pass.out().contains("p: rules 2 of 2"), pass.out());
        Path faulty =
                Files.writeString(
                        folder.resolve("faulty.trt"),
                        Files.readString(tests).replace("load(l1) = 90%", "load(l1) = much"));
        CommandRun wrong = run("test", faulty);
        assertEquals(1, wrong.status());
        assertTrue(wrong.err().contains("`much`"), wrong.err());
        assertTrue(wrong.err().contains("--> " + faulty + ":4:"), wrong.err());
        Files.writeString(tests, Files.readString(tests).replace("started", "stopped"));
        CommandRun fail = run("test", tests, "--json", "-");
        assertEquals(1, fail.status());
        assertTrue(
                !new ObjectMapper().readTree(fail.out()).at("/tests/0/passed").asBoolean(),
                fail.out());
    }
}
