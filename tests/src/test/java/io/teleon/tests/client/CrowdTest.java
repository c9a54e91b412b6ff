package io.teleon.tests.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.UnixOperatingSystemMXBean;
import io.teleon.tests.page.RunningDemo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A controller that drives a network is called by a crowd: whoever is too many is cut off, the
/// others are answered, and the network is driven on. How fast is measured by `bench api`.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CrowdTest {

    private static final int TEN_THOUSAND = 10_000;

    /// Of the server, see `HttpServer`.
    private static final int MOST_CONNECTIONS = 4_096;

    private static final int FOLLOWERS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningDemo demo = start();

    /// With one connection, from before there was a crowd.
    private final HttpClient operator =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static RunningDemo start() {
        try {
            return RunningDemo.start("--speed", "20x");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void awaitTheNetwork() throws IOException, InterruptedException {
        while (ask("GET", "api/v1/hosts", "").path("hosts").size() < 2) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() {
        operator.shutdownNow();
        demo.close();
    }

    /// Asks, and once more where the answer says that it may come later: how long it takes says
    /// more of the machine than of the crowd.
    private JsonNode ask(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer;
        JsonNode told;
        do {
            answer =
                    operator.send(
                            HttpRequest.newBuilder(URI.create(demo.home() + path))
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            told = JSON.readTree(answer.body());
        } while (told.path("retryable").asBoolean());
        assertTrue(answer.statusCode() < 300, path + ": " + told);
        return told;
    }

    private int port() {
        return URI.create(demo.home()).getPort();
    }

    /// The loop takes an intent on, has every switch hold its rules, and takes it back.
    private void assertTheNetworkIsDriven(String id) throws IOException, InterruptedException {
        JsonNode hosts = ask("GET", "api/v1/hosts", "").path("hosts");
        long before = ask("GET", "api/v1/status", "").at("/loop/stimuli").asLong();
        ask(
                "POST",
                "api/v1/intents",
                "{\"type\":\"host-to-host\",\"id\":\"%s\",\"source\":\"%s\",\"target\":\"%s\"}"
                        .formatted(
                                id,
                                hosts.path(0).path("id").asText(),
                                hosts.path(1).path("id").asText()));
        awaitState(id, "INSTALLED");
        ask("DELETE", "api/v1/intents/" + id, "");
        awaitState(id, "WITHDRAWN");
        long after = ask("GET", "api/v1/status", "").at("/loop/stimuli").asLong();
        assertTrue(after > before, "the loop goes on: " + before + " -> " + after);
    }

    private void awaitState(String id, String state) throws IOException, InterruptedException {
        String is;
        do {
            is = ask("GET", "api/v1/intents/" + id, "").path("state").asText();
        } while (!is.equals(state));
    }

    /// As many as this process may have files open for, some being needed for other things.
    private static int many() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? (int)
                        Math.min(
                                TEN_THOUSAND,
                                unix.getMaxFileDescriptorCount()
                                        - unix.getOpenFileDescriptorCount()
                                        - 200)
                : TEN_THOUSAND;
    }

    @Test
    void ofTenThousandConnectionsTheServerKeepsWhatItHasRoomForAndCutsTheOthers()
            throws IOException, InterruptedException {
        int many = many();
        assertTrue(many > MOST_CONNECTIONS, many + " connections are no crowd: raise ulimit -n");
        try (Crowd crowd = new Crowd()) {
            for (int i = 0; i < many; i++) {
                crowd.join(port(), "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
            }
            assertTheNetworkIsDriven("amid-a-crowd");
            crowd.until(() -> crowd.left() <= MOST_CONNECTIONS);
            assertEquals(many, crowd.members().size());
            // Whoever never gets to an end of the request is cut off too, by and by.
            crowd.until(() -> crowd.left() == 0);
        }
        assertTheNetworkIsDriven("after-a-crowd");
    }

    @Test
    void aThousandFollowTheEventsAndNoneMissesOne() throws IOException, InterruptedException {
        String follow =
                "GET /api/v1/events/stream?after=0 HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port()
                        + "\r\n\r\n";
        try (Crowd crowd = new Crowd()) {
            for (int i = 0; i < FOLLOWERS; i++) {
                crowd.join(port(), follow);
            }
            assertTheNetworkIsDriven("amid-followers");
            crowd.until(() -> crowd.members().stream().allMatch(m -> m.heard("amid-followers")));
            assertEquals(FOLLOWERS, crowd.left(), "none is cut off");
            // One too many is told so.
            for (int i = 0; i < 100; i++) {
                crowd.join(port(), follow);
            }
            crowd.until(() ->
                    crowd.members().stream().filter(m -> m.heard("HTTP/1.1 503")).count() >= 76);
            assertTheNetworkIsDriven("amid-more-followers");
        }
    }
}
