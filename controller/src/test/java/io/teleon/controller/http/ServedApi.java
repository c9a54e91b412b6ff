package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.teleon.controller.access.TokenFile;
import io.teleon.controller.notice.NoticeCounts;
import io.teleon.controller.telemetry.TelemetryStore;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A made-up controller's API on a port of its own. Every answer is held against the OpenAPI
/// document before a test sees it.
final class ServedApi implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final MadeUpController controller = new MadeUpController(MadeUpView.noon());
    final HttpServer server;
    final ApiContract contract = ApiContract.shipped();

    // A stream of HTTP/2 that is refused before its body was sent is no answer to this client.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// @param tokens who is let in; without, everybody
    ServedApi(Optional<TokenFile> tokens) {
        this(tokens, new HttpSettings("127.0.0.1", 0));
    }

    ServedApi(Optional<TokenFile> tokens, HttpSettings settings) {
        InstantSource clock = InstantSource.fixed(MadeUpView.NOON);
        TelemetryStore telemetry = TelemetryStore.standard();
        try {
            server =
                    tokens.isPresent()
                            ? HttpServer.start(
                                    settings,
                                    new HttpServer.Served(
                                            controller,
                                            telemetry,
                                            Pace.REAL,
                                            clock,
                                            () -> NoticeCounts.NONE),
                                    tokens.get())
                            : HttpServer.start(settings, controller, telemetry, Pace.REAL, clock);
        } catch (BindException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    /// @param headers names and values, in turn
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        request.method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            assertEquals(
                    List.of(),
                    contract.faults(response),
                    () -> method + " " + path + ": " + response.statusCode() + response.body());
            return response;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
    }
}
