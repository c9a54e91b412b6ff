package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.http.MadeUpController;
import io.teleon.controller.http.MadeUpView;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionStory;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.MadeUpAutonomy;
import io.teleon.controller.report.NetworkNames;
import io.teleon.models.format.SourceText;
import io.teleon.models.format.YamlNode;
import io.teleon.policies.program.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `teleon action` and `teleon autonomy` as they are typed, against the API of a made-up
/// controller.
///
/// After a change that is meant: `-Dteleon.golden=update` writes what they print anew, to be read
/// before it is committed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutonomyCommandsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/teleon/controller/cli");

    private final ServedCommands commands = new ServedCommands();
    private final MadeUpController controller = commands.controller;

    @TempDir private Path folder;

    @BeforeEach
    void beginAnew() {
        controller.asked.clear();
        controller.answers(new Answer.Accepted(true));
        controller.view.set(MadeUpView.noon());
    }

    @AfterAll
    void stop() {
        commands.close();
    }

    private CommandRun type(String line) {
        return commands.type(line);
    }

    private String outOf(String line) {
        CommandRun run = type(line);
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        return run.out();
    }

    private void pause() {
        controller.view.set(MadeUpView.noonWith(MadeUpAutonomy.pausedAt(MadeUpView.NOON)));
    }

    private static void assertGolden(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if ("update".equals(System.getProperty("teleon.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text, "it differs from " + file);
    }

    @Test
    void whyTellsAnActionWhole() throws IOException {
        assertGolden("why-12.txt", outOf("action why 12"));
    }

    @Test
    void whyLeavesOutWhatThereIsNothingToSayAbout() throws IOException {
        assertGolden("why-9.txt", outOf("action why 9"));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void whyFitsTheScreen(int width) {
        NetworkNames names = NetworkNames.of(controller.view.get());
        for (ActionView action : MadeUpAutonomy.at(MadeUpView.NOON).actions()) {
            for (String line : ActionStory.of(action, MadeUpView.NOON, names, width)) {
                assertTrue(line.length() <= width, line);
                assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 127), line);
            }
        }
    }

    /// What the API says is all that the controller knows of an action: nothing is lost on the way.
    @Test
    void theApiCarriesTheWholeStory() throws IOException {
        NetworkNames names = NetworkNames.of(controller.view.get());
        for (ActionView action : MadeUpAutonomy.at(MadeUpView.NOON).actions()) {
            JsonNode json =
                    new ObjectMapper().readTree(outOf("action why " + action.id() + " -o json"));
            assertEquals(
                    ActionStory.of(action, MadeUpView.NOON, names, 100),
                    ActionStory.of(ActionAnswer.action(json), MadeUpView.NOON, names, 100));
        }
    }

    @Test
    void listsActionsTheNewestFirst() throws IOException {
        assertGolden("actions.txt", outOf("action list"));
        String some = outOf("action list --state UNDONE,refused --target iplsng --limit 1");
        assertTrue(some.contains("\n11  "), some);
        assertTrue(some.endsWith("1 older ones not shown; --limit shows more\n"), some);
    }

    @Test
    void showsTheAutonomyAtAGlance() throws IOException {
        assertGolden("autonomy.txt", outOf("autonomy status"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autonomy status",
                "action list",
                "action why 12",
                "intent list",
                "intent show CHINng-LOSAng",
                "topology"
            })
    void everyScreenBeginsWithThePauseWhileTheKillSwitchIsOn(String line) {
        assertTrue(!outOf(line).contains("PAUSED"), line);
        pause();
        assertEquals(
                "AUTONOMY IS PAUSED by ada since 2026-03-01T11:47:26Z (12 min): storm over the"
                        + " Rockies, hands only. Go on with: teleon autonomy resume",
                outOf(line).lines().findFirst().orElse(""));
    }

    @Test
    void machinesGetTheAnswerAsItIs() throws IOException {
        pause();
        JsonNode json = new ObjectMapper().readTree(outOf("autonomy status -o json"));
        assertEquals("ada", json.path("paused").path("by").asText());
        YamlNode.Mapping yaml =
                (YamlNode.Mapping)
                        YamlNode.parse(new SourceText("answer", outOf("action why 12 -o yaml")));
        assertEquals("'CONFIRMED'", yaml.require("state").describe());
        Path file = folder.resolve("answer.json");
        assertTrue(outOf("action list --json " + file).contains("TARGET"));
        assertEquals(6, new ObjectMapper().readTree(Files.readString(file)).path("actions").size());
        assertEquals(
                new ObjectMapper().readTree(Files.readString(file)),
                new ObjectMapper().readTree(outOf("action list --json -")));
    }

    @Test
    void asksInThePersonsName() throws InterruptedException {
        assertEquals(
                "WHAT      OUTCOME\nautonomy  paused\n",
                outOf("autonomy pause --by ada --reason storm"));
        assertEquals(new Ask.Pause("storm", "ada"), controller.asked.take());
        outOf("autonomy resume");
        assertEquals(new Ask.Resume(System.getProperty("user.name")), controller.asked.take());
        outOf("autonomy set steer approve --by ada");
        assertEquals(
                new Ask.SetAutonomy("steer", Policy.Mode.APPROVE, "ada"), controller.asked.take());
        outOf("autonomy approve 7 --by ada");
        assertEquals(new Ask.Decide(7, true, "ada"), controller.asked.take());
        outOf("autonomy deny 7 --by ada");
        assertEquals(new Ask.Decide(7, false, "ada"), controller.asked.take());
        outOf("action undo 12 --by ada");
        assertEquals(new Ask.UndoAction(12, "ada"), controller.asked.take());
        outOf("autonomy maintain DNVRng>KSCYng --by ada");
        assertTrue(
                controller.asked.take() instanceof Ask.Maintain(var link, boolean on, var _)
                        && on
                        && link.source().datapath().value() == 4);
        outOf("autonomy maintain " + MadeUpAutonomy.BUSY + " --over --by ada");
        assertEquals(new Ask.Maintain(MadeUpAutonomy.BUSY, false, "ada"), controller.asked.take());
        outOf("autonomy freeze night --for 2h --by ada");
        Instant two = MadeUpView.NOON.plusSeconds(7_200);
        assertEquals(new Ask.Freeze("night", MadeUpView.NOON, two, "ada"), controller.asked.take());
        outOf("autonomy freeze night --lift --by ada");
        assertEquals(
                new Ask.Freeze("night", MadeUpView.NOON, MadeUpView.NOON, "ada"),
                controller.asked.take());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action why 99 | 1 | there is no action '99', or it is no longer listed",
                "action why x | 2 | Invalid value for positional parameter",
                "action list --state done | 2 | parameter 'state': 'done' is none of SUGGESTED",
                "action list --limit 0 | 2 | parameter 'limit' is '0'",
                "autonomy set steer loud | 2 | field 'level': 'loud' is none of off, suggest",
                "autonomy maintain DNVRng>KSCYgn | 1 | there is no link 'DNVRng>KSCYgn', did you"
                        + " mean 'DNVRng>KSCYng'?",
                "autonomy freeze night | 2 | say when it ends, by one of --to and --for",
                "autonomy freeze night --for 2 | 2 | --for: duration '2' is not a number with a"
                        + " unit",
                "autonomy | 2 | Missing required subcommand"
            })
    void endsAsItsMistakeDeserves(String line, int status, String expected) {
        CommandRun run = line.equals("autonomy") ? CommandRun.of(List.of(line)) : type(line);
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().startsWith("teleon: "), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(controller.asked.isEmpty());
    }

    @Test
    void whatStandsAgainstItEndsWithThree() {
        controller.answers(
                new Answer.Rejected(Answer.Reason.CONFLICT, "action 11 was undone already"));
        CommandRun run = type("action undo 11");
        assertEquals(3, run.status());
        assertEquals("teleon: action 11 was undone already\n", run.err());
    }
}
