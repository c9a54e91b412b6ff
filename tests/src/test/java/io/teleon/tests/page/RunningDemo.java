package io.teleon.tests.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A demo in a process of its own, as a user starts it, with its page on a port that was free.
public record RunningDemo(Process process, String home, HttpClient http) implements AutoCloseable {

    private static final String PAGE = "the network's page is ";
    private static final ObjectMapper JSON = new ObjectMapper();

    public static RunningDemo start(String... options) throws IOException {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        SimulatorMain.class.getName(),
                                        "demo",
                                        "--port",
                                        "0"),
                                Stream.of(options))
                        .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader();
        StringBuilder seen = new StringBuilder();
        String line;
        do {
            line = lines.readLine();
            assertTrue(line != null, "the demo ended:\n" + seen);
            seen.append(line).append('\n');
        } while (!line.contains(PAGE));
        // It prints on, and must not be held up by a pipe that is full.
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return new RunningDemo(
                process,
                line.replaceFirst(".*" + PAGE, "").strip() + "/",
                HttpClient.newHttpClient());
    }

    public JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(home + path)).build(),
                        BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    void put(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(home + path))
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly().onExit().join();
    }
}
