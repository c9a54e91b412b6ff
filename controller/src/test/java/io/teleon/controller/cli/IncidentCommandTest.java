package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `teleon incident` as it is typed, against the API of a made-up controller. What it prints is a
/// golden file, see [AutonomyCommandsTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/teleon/controller/cli");

    private final ServedCommands commands = new ServedCommands();

    @AfterAll
    void stop() {
        commands.close();
    }

    private CommandRun type(String line) {
        return commands.type(line);
    }

    private void assertGolden(String name, String line) throws IOException {
        CommandRun run = type(line);
        assertEquals(0, run.status(), run.err());
        Path file = GOLDEN.resolve(name);
        if ("update".equals(System.getProperty("teleon.golden"))) {
            Files.writeString(file, run.out());
        }
        assertEquals(Files.readString(file), run.out(), "it differs from " + file);
    }

    @Test
    void listsThem() throws IOException {
        assertGolden("incident-list.txt", "incident list");
    }

    @Test
    void showsOneWithItsTimeline() throws IOException {
        assertGolden("incident-show-4.txt", "incident show 4");
    }

    @Test
    void saysThatThereIsNoSuchIncident() {
        CommandRun run = type("incident show 99");
        assertEquals(1, run.status());
        assertEquals("teleon: there is no incident '99', or it is no longer listed\n", run.err());
    }

    @Test
    void saysWhatAStateIs() {
        assertEquals(
                "teleon: parameter 'state': 'shut' is none of OPEN, CLEARED\n",
                type("incident list --state shut").err());
    }
}
