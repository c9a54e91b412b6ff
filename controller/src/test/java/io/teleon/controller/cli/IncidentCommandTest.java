package io.teleon.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.controller.http.HttpServer;
import io.teleon.controller.http.HttpSettings;
import io.teleon.controller.http.MadeUpController;
import io.teleon.controller.http.MadeUpView;
import io.teleon.controller.http.Pace;
import io.teleon.controller.telemetry.TelemetryStore;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `teleon incident` as it is typed, against the API of a made-up controller. What it prints is a
/// golden file, see [AutonomyCommandsTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/teleon/controller/cli");

    private final HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.start(
                    new HttpSettings("127.0.0.1", 0),
                    new MadeUpController(MadeUpView.noon()),
                    TelemetryStore.standard(),
                    Pace.REAL,
                    InstantSource.fixed(MadeUpView.NOON));
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private CommandRun type(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        words.add("--server");
        words.add("http://127.0.0.1:" + server.address().getPort());
        return CommandRun.of(words);
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
