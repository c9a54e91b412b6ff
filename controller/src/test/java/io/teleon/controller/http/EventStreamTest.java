package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.telemetry.TelemetryStore;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private final HttpClient client = HttpClient.newHttpClient();
    private URI base = URI.create("http://127.0.0.1");
    private AutoCloseable server = () -> {};

    @BeforeEach
    void start() throws BindException {
        HttpServer started =
                HttpServer.start(
                        new HttpSettings("127.0.0.1", 0),
                        controller,
                        TelemetryStore.standard(),
                        Pace.REAL,
                        InstantSource.fixed(MadeUpView.NOON));
        server = started;
        base = URI.create("http://127.0.0.1:" + started.address().getPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        client.shutdownNow();
    }

    @Test
    void anEventIsThereAsSoonAsItHappens() throws IOException, InterruptedException {
        controller.happens(MadeUpView.event(40));
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(base.resolve("/api/v1/events")).build(),
                        BodyHandlers.ofString());
        assertTrue(answer.body().startsWith("{\"newest\":40,"), answer.body());
    }

    @Test
    void streamsEventsAndGoesOnWhereAClientLeftOff() throws IOException, InterruptedException {
        String lastId;
        try (Stream<String> lines = stream("/api/v1/events/stream?after=37", "")) {
            var line = lines.iterator();
            assertTrue(line.next().endsWith("-38"));
            assertTrue(line.next().startsWith("data: {\"sequence\":38,"));
            assertEquals("", line.next());
            lastId = line.next().substring("id: ".length());
            assertTrue(lastId.endsWith("-39"));
        }
        controller.happens(MadeUpView.event(40));
        try (Stream<String> lines = stream("/api/v1/events/stream", lastId)) {
            var line = lines.iterator();
            assertTrue(line.next().endsWith("-40"));
            assertTrue(line.next().startsWith("data: "));
            assertEquals("", line.next());
            controller.happens(MadeUpView.event(41));
            assertTrue(line.next().endsWith("-41"));
        }
    }

    @Test
    void aClientOfAnEarlierLifeStartsFromTheOldestEvent() throws IOException, InterruptedException {
        try (Stream<String> lines = stream("/api/v1/events/stream", "another-35")) {
            assertTrue(lines.iterator().next().endsWith("-1"));
        }
    }

    @Test
    void aClientThatFellBehindIsToldHowManyItMissed() throws IOException, InterruptedException {
        for (int n = 40; n < 10_100; n++) {
            controller.happens(MadeUpView.event(n));
        }
        try (Stream<String> lines = stream("/api/v1/events/stream?after=20", "")) {
            var line = lines.iterator();
            assertEquals("event: missed", line.next());
            assertEquals("data: {\"count\":79}", line.next());
            assertEquals("", line.next());
            assertTrue(line.next().endsWith("-100"));
        }
    }

    private Stream<String> stream(String path, String lastId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<Stream<String>> response =
                client.send(request.build(), BodyHandlers.ofLines());
        assertEquals(
                Optional.of("text/event-stream"), response.headers().firstValue("content-type"));
        return response.body();
    }
}
