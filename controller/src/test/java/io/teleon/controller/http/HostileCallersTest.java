package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Callers that mean no good are answered or cut off, and the others are served meanwhile.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCallersTest {

    private static final int MANY = 500;

    private final ServedApi api = new ServedApi(Optional.empty());

    @AfterAll
    void stop() {
        api.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), api.server.address().getPort());
    }

    /// The first line of what comes back; empty where the connection is closed without.
    private String answer(String head, String body, int times) throws IOException {
        try (Socket socket = connect();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] part = body.getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < times; i++) {
                    out.write(part);
                }
                out.flush();
            } catch (SocketException e) {
                // It was cut off while we were still sending, which is well.
                return "";
            }
            return Optional.ofNullable(in.readLine()).orElse("");
        } catch (SocketException e) {
            return "";
        }
    }

    /// The head of a request, whole.
    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /// The head of a submission, how its body comes being left open.
    private static String submission(String body) {
        return head(
                "POST /api/v1/intents HTTP/1.1",
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                body);
    }

    private void assertServesOthers() {
        assertEquals(200, api.send("GET", "/api/v1/status", "").statusCode());
    }

    @Test
    void aBodyOfAHundredMegabytesIsRefusedBeforeItIsRead() throws IOException {
        String line = answer(submission("Content-Length: 104857600"), "x".repeat(1 << 20), 100);
        assertTrue(line.isEmpty() || line.startsWith("HTTP/1.1 413"), line);
        assertServesOthers();
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws IOException {
        String line =
                answer(
                        head("GET / HTTP/1.1", "Host: 127.0.0.1").strip() + "\r\nX: ",
                        "y".repeat(1 << 10),
                        100);
        assertTrue(line.isEmpty() || line.startsWith("HTTP/1.1 4"), line);
        String target =
                answer(head("GET /" + "a".repeat(20_000) + " HTTP/1.1", "Host: 127.0.0.1"), "", 0);
        assertTrue(target.isEmpty() || target.startsWith("HTTP/1.1 4"), target);
        assertServesOthers();
    }

    @Test
    void jsonAndYamlThatAreNestedForEverAreRefusedWithAReason() {
        for (String body : List.of("[".repeat(30_000), "{\"a\":".repeat(9_000))) {
            HttpResponse<String> json = api.send("POST", "/api/v1/intents", body);
            assertEquals(400, json.statusCode());
            HttpResponse<String> yaml =
                    api.send("POST", "/api/v1/intents", body, "Content-Type", "application/yaml");
            assertEquals(400, yaml.statusCode());
        }
        HttpResponse<String> bomb =
                api.send(
                        "POST",
                        "/api/v1/intents",
                        "a: &a [x, x]\nb: [*a, *a]",
                        "Content-Type",
                        "application/yaml");
        assertEquals(400, bomb.statusCode());
        HttpResponse<String> twice =
                api.send("POST", "/api/v1/intents", "{\"id\":\"a\",\"id\":\"b\"}");
        assertEquals(400, twice.statusCode());
    }

    @Test
    void manyWhoNeverFinishTheirRequestKeepNobodyElseWaiting() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Socket socket = connect();
                idle.add(socket);
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 20; i++) {
                assertServesOthers();
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyOfAHundredMegabytesThatSaysNoLengthIsCutOff() throws IOException {
        String line =
                answer(
                        submission("Transfer-Encoding: chunked"),
                        "100000\r\n" + "x".repeat(1 << 20) + "\r\n",
                        100);
        assertTrue(line.isEmpty() || line.startsWith("HTTP/1.1 413"), line);
        assertServesOthers();
    }

    @Test
    void aBodyThatNeverComesToItsEndIsGivenUp() throws IOException {
        String line = answer(submission("Content-Length: 100"), "{", 1);
        assertTrue(line.isEmpty() || line.matches("HTTP/1.1 (408|503) .*"), line);
        assertTrue(api.controller.asked.isEmpty(), "nothing is done of half a request");
        assertServesOthers();
    }
}
