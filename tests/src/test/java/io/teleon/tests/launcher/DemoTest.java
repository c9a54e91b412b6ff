package io.teleon.tests.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.simulator.SimulatorMain;
import io.teleon.tests.environment.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The demo as a user starts it, without options other than the port: in a process of its own, in
/// real time times 60, until somebody presses Ctrl-C.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Ctrl-C is sent as a POSIX signal")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoTest {

    private static final String PAGE = "the network's page is ";

    @Test
    void showsTheWholeNetworkOnItsPageAndEndsCleanlyOnCtrlC() throws Exception {
        // Whoever builds in the background of a shell hands down that Ctrl-C is to be ignored.
        Process demo =
                new ProcessBuilder(
                                "env",
                                "--default-signal=INT",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SimulatorMain.class.getName(),
                                "demo",
                                "--port",
                                "0")
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader lines = demo.inputReader();
                HttpClient http = HttpClient.newHttpClient()) {
            StringBuilder seen = new StringBuilder();
            URI page = URI.create(lineWith(PAGE, lines, seen).replaceFirst(".*" + PAGE, ""));
            HttpResponse<String> first = get(http, page);
            assertEquals(200, first.statusCode());
            assertTrue(first.body().contains("<title>"), first.body());
            // The demo prints a line for whatever happens, so each line is a reason to look again.
            while (links(http, page) < 30) {
                lineWith("", lines, seen);
            }
            Command.run(List.of("/bin/sh", "-c", "kill -INT " + demo.pid()));
            lines.lines().forEach(line -> seen.append(line).append('\n'));
            assertEquals(130, demo.waitFor(), seen.toString());
            assertTrue(!seen.toString().contains("Exception"), seen.toString());
            assertThrows(ConnectException.class, () -> get(http, page));
        } finally {
            demo.destroyForcibly().onExit().join();
        }
    }

    private static String lineWith(String text, BufferedReader lines, StringBuilder seen)
            throws IOException {
        String line;
        do {
            line = lines.readLine();
            assertTrue(line != null, "the demo ended:\n" + seen);
            seen.append(line).append('\n');
        } while (!line.contains(text));
        return line;
    }

    private static int links(HttpClient http, URI page) throws Exception {
        HttpResponse<String> answer = get(http, page.resolve("/api/v1/topology"));
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode topology = new ObjectMapper().readTree(answer.body());
        return topology.path("links").size();
    }

    private static HttpResponse<String> get(HttpClient http, URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
