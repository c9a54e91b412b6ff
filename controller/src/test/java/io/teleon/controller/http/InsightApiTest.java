package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.http.Playground.Broken;
import io.teleon.controller.http.Playground.Place.AtLink;
import io.teleon.controller.http.Playground.Trick;
import io.teleon.controller.report.MadeUpAutonomy;
import io.teleon.controller.telemetry.TelemetryStore;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The part of the API that the page looks into the controller by, and plays with a demo by.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightApiTest {

    private static final String LINK = MadeUpAutonomy.BUSY.toString();

    private final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    private final HttpClient client = HttpClient.newHttpClient();
    private final Toy toy = new Toy();
    private final HttpServer server = start(Optional.of(toy));

    /// Does nothing, and tells what it was asked for.
    private static final class Toy implements Playground {

        private final List<Trick> tricks = new CopyOnWriteArrayList<>();

        @Override
        public List<Broken> broken() {
            return tricks.stream()
                    .map(t ->
                            new Broken(
                                    new AtLink(((Trick.OfLink) t).link()),
                                    "cut",
                                    "A > B cut",
                                    MadeUpView.NOON))
                    .toList();
        }

        @Override
        public CompletableFuture<Optional<String>> play(Trick trick) {
            boolean again = tricks.contains(trick);
            tricks.add(trick);
            return CompletableFuture.completedFuture(
                    again ? Optional.of("it is so already") : Optional.empty());
        }
    }

    private HttpServer start(Optional<Playground> playground) {
        try {
            return HttpServer.start(
                    new HttpSettings("127.0.0.1", 0),
                    controller,
                    TelemetryStore.standard(),
                    Pace.REAL,
                    InstantSource.fixed(MadeUpView.NOON),
                    playground);
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        server.close();
        client.shutdownNow();
    }

    private HttpResponse<String> send(HttpServer to, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + to.address().getPort() + path));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(String path) throws IOException {
        HttpResponse<String> answer = send(server, "/api/v1" + path, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void theTreeTellsEachRuleWithItsValueItsReasonAndItsText() throws IOException {
        JsonNode tree = read("/tree");
        JsonNode blocked = tree.path("tasks").get(1).path("frame").path("rules").get(1);
        assertEquals("F", blocked.path("value").asText());
        assertEquals("blocked: cooldown 4 min", blocked.path("reason").asText());
        JsonNode move = tree.path("rules").get(1);
        assertEquals("pressed(L) and option(L, P)", move.path("guard").asText());
        assertEquals(4, move.path("atMost").path("times").asInt());
        assertEquals(3_600, move.path("atMost").path("perSeconds").asInt());
        assertEquals("RUNNING", tree.path("actions").get(0).path("state").asText());
    }

    @Test
    void whyNotNamesWhatIsMissing() throws IOException {
        JsonNode why = read("/tree/why-not?procedure=congestion.relieve&argument=x&label=trim");
        assertTrue(why.path("reasons").get(0).asText().endsWith("off by 40 Mbps"));
        assertEquals(400, send(server, "/api/v1/tree/why-not?label=x", "").statusCode());
    }

    @Test
    void forecastsAreToldBesideWhatCameOldestFirst() throws IOException {
        String link = URLEncoder.encode(LINK, StandardCharsets.UTF_8);
        JsonNode judged = read("/forecasts/judged?link=" + link).path("judged");
        assertEquals(48, judged.size());
        assertTrue(
                judged.get(0)
                                .path("issuedAt")
                                .asText()
                                .compareTo(judged.get(47).path("issuedAt").asText())
                        < 0);
        assertTrue(judged.get(0).path("actualBitsPerSecond").asDouble() > 5e9);
        assertEquals(400, send(server, "/api/v1/forecasts/judged", "").statusCode());
    }

    @Test
    void aQuestionIsToldWithWhatItsActionWouldDo() throws IOException {
        JsonNode preview = read("/autonomy/previews").path("previews").get(0);
        assertEquals(7, preview.path("question").asInt());
        assertEquals(2, preview.path("intents").size());
        assertEquals("2 limits are lifted", preview.path("undo").asText());
    }

    @Test
    void aDemoIsPlayedWithAndARealNetworkIsNot() throws IOException {
        String cut = "{\"trick\":\"cut\",\"link\":\"" + LINK + "\"}";
        assertEquals(200, send(server, "/api/v1/demo", cut).statusCode());
        assertEquals(List.of(new Trick.Cut(MadeUpAutonomy.BUSY)), toy.tricks);
        assertEquals(409, send(server, "/api/v1/demo", cut).statusCode());
        String surge =
                "{\"trick\":\"surge\",\"link\":\""
                        + LINK
                        + "\",\"load\":\"1.5\",\"hold\":\"5 min\"}";
        assertEquals(200, send(server, "/api/v1/demo", surge).statusCode());
        assertEquals(
                new Trick.Surge(
                        MadeUpAutonomy.BUSY, 1.5, Duration.ofMinutes(10), Duration.ofMinutes(5)),
                toy.tricks.getLast());
        assertEquals(LINK, read("/demo").path("broken").get(0).path("link").asText());
        assertEquals(400, send(server, "/api/v1/demo", cut.replace("cut", "explode")).statusCode());
        try (HttpServer real = start(Optional.empty())) {
            assertEquals(404, send(real, "/api/v1/demo", cut).statusCode());
        }
    }
}
