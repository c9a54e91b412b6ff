package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.ControllerMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {

    private static final String GOOD =
            """
            policy good "1.0.0" owner "tests" mode enforce
            import net

            proc watch(L: link) {
              ok:    usable(L) ~> nothing
              watch: otherwise ~> nothing
            }
            """;

    private static final String FAULTY =
            """
            policy faulty "1.0.0" owner "tests" mode enforce
            import net

            proc watch(L: link) {
              ok: usable(L) ~> nothing
            }
            """;

    @TempDir private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = ControllerMain.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void findsNothingWrongWithAGoodProgramAndTheShippedLibrary() throws IOException {
        int code = run("policy", "check", file("good.tr", GOOD));

        assertEquals("", err.toString());
        assertEquals("1 file: 0 errors, 0 warnings, 0 notes\n", unix(out));
        assertEquals(0, code);
    }

    @Test
    void showsTheLineOfAnErrorAndFails() throws IOException {
        String name = file("faulty.tr", FAULTY);

        assertEquals(1, run("policy", "check", name));
        String text = unix(out);
        assertTrue(
                text.startsWith(
                        "error[TR010]: procedure `watch` is not complete\n  --> "
                                + name
                                + ":4:1\n"),
                text);
        assertTrue(text.contains("4 | proc watch(L: link) {"), text);
        assertTrue(text.endsWith("1 file: 1 error, 0 warnings, 0 notes\n"), text);
    }

    @Test
    void takesALibraryBesideTheFileBeforeTheShippedOne() throws IOException {
        file("net.tr", "library net \"9.0.0\" owner \"tests\"\n");

        assertEquals(1, run("policy", "check", file("good.tr", GOOD)));
        assertTrue(out.toString().contains("error[TR002]"), out.toString());
    }

    @Test
    void writesJsonAndNothingElseToStandardOutput() throws IOException {
        String name = file("faulty.tr", FAULTY);

        assertEquals(1, run("policy", "check", "--json", "-", name));
        JsonNode found = new ObjectMapper().readTree(out.toString());
        assertEquals(1, found.size());
        assertEquals("TR010", found.get(0).path("code").asText());
        assertEquals("error", found.get(0).path("level").asText());
        assertEquals(name, found.get(0).path("file").asText());
        assertEquals(4, found.get(0).path("line").asInt());
        assertEquals(1, found.get(0).path("column").asInt());
        assertEquals("procedure `watch` is not complete", found.get(0).path("message").asText());
    }

    @Test
    void writesSarifToAFile() throws IOException {
        Path sarif = folder.resolve("found.sarif");

        assertEquals(
                1, run("policy", "check", "--sarif", sarif.toString(), file("faulty.tr", FAULTY)));
        JsonNode log = new ObjectMapper().readTree(Files.readString(sarif));
        assertEquals("2.1.0", log.path("version").asText());
        JsonNode run = log.path("runs").path(0);
        assertEquals(27, run.path("tool").path("driver").path("rules").size());
        JsonNode result = run.path("results").path(0);
        assertEquals("TR010", result.path("ruleId").asText());
        assertEquals(
                4,
                result.path("locations")
                        .path(0)
                        .path("physicalLocation")
                        .path("region")
                        .path("startLine")
                        .asInt());
    }

    @Test
    void saysWhatIsWrongUsage() throws IOException {
        assertEquals(2, run("policy", "check"));
        assertEquals(
                2, run("policy", "check", "--json", "-", "--sarif", "-", file("good.tr", GOOD)));
        assertEquals(1, run("policy", "check", folder.resolve("none.tr").toString()));
        assertTrue(err.toString().contains("none.tr: no such file"), err.toString());
    }

    @Test
    void formatsInPlace() throws IOException {
        String untidy = GOOD.replace("  ok:    usable(L)", "ok:   usable( L )");
        Path file = Path.of(file("good.tr", untidy));

        assertEquals(1, run("policy", "fmt", "--check", file.toString()));
        assertEquals(file + "\n", unix(out));
        assertEquals(untidy, Files.readString(file));

        assertEquals(0, run("policy", "fmt", file.toString()));
        assertEquals(GOOD, Files.readString(file));

        out.getBuffer().setLength(0);
        assertEquals(0, run("policy", "fmt", "--check", file.toString()));
        assertEquals("", out.toString());
    }

    @Test
    void leavesAFileAloneThatItCannotRead() throws IOException {
        Path file = Path.of(file("broken.tr", "policy broken\n"));

        assertEquals(1, run("policy", "fmt", file.toString()));
        assertEquals("policy broken\n", Files.readString(file));
        assertTrue(err.toString().contains("error[TR001]"), err.toString());
    }

    private static String unix(StringWriter text) {
        return text.toString().replace("\r\n", "\n");
    }
}
