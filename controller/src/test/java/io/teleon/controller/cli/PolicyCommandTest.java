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
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void namesTheFileThatItCannotReadAndWhy() throws IOException {
        String binary = Files.write(folder.resolve("b.tr"), new byte[] {-1, -2, 0, 7}).toString();
        String here = folder.toString();
        for (String command : List.of("check", "fmt", "test")) {
            assertEquals(
                    "teleon: " + here + ": a folder, expected a file\n", failed(command, here));
            assertEquals("teleon: " + binary + ": not a text in UTF-8\n", failed(command, binary));
            String none = folder.resolve("none.tr").toString();
            assertEquals("teleon: " + none + ": no such file\n", failed(command, none));
        }
        String empty = file("empty.tr", "");
        assertTrue(failed("fmt", empty).contains("found the end of the file\n  --> " + empty));
        assertEquals(
                "teleon: "
                        + empty
                        + ": there is no test; expected  test \"name\" using policy { ... }\n",
                failed("test", empty));
    }

    @Test
    void readsFilesOfOtherSystems() throws IOException {
        String other = "\uFEFF" + GOOD.replace("\n", "\r\n");

        assertEquals(0, run("policy", "check", file("good.tr", other)), err.toString());
    }

    @Test
    void namesTheFileThatItCannotWriteAndWhy() throws IOException {
        String good = file("good.tr", GOOD);
        String nowhere = folder.resolve("none").resolve("found.json").toString();
        String here = folder.toString();
        for (String option : List.of("--json", "--sarif")) {
            assertEquals(
                    "teleon: " + nowhere + ": its folder is not there\n",
                    failed("check", good, option, nowhere));
            assertEquals(
                    "teleon: " + here + ": a folder, expected a file\n",
                    failed("check", good, option, here));
        }
    }

    @Test
    void saysOfAMegabyteOfGarbageWhereItBegins() throws IOException {
        String garbage = file("garbage.tr", "#]\n".repeat(350_000));
        String deep = file("deep.tr", GOOD.replace("usable(L)", "(".repeat(1_000_000)));

        assertTrue(failed("fmt", garbage).startsWith("error[TR001]: `#` does not belong"));
        assertTrue(err.toString().contains("--> " + garbage + ":1:1\n"), err.toString());
        assertTrue(failed("fmt", deep).startsWith("error[TR001]: nested too deeply"));
        assertTrue(err.toString().contains("--> " + deep + ":5:"), err.toString());
    }

    /// What it says on standard error.
    private String failed(String... words) {
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("policy"));
        all.addAll(List.of(words));
        assertEquals(1, run(all.toArray(String[]::new)), err.toString());
        return unix(err);
    }

    private static String unix(StringWriter text) {
        return text.toString().replace("\r\n", "\n");
    }
}
