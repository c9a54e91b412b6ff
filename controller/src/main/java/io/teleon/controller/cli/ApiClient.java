package io.teleon.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A controller's API from outside. What goes wrong is an [IOException] of one line.
final class ApiClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
    private static final int FIRST_ERROR = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    ApiClient(URI server) {
        this.server = server;
    }

    JsonNode get(String path) throws IOException {
        return ask("GET", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, JsonNode body) throws IOException {
        return ask("POST", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode put(String path, JsonNode body) throws IOException {
        return ask("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode delete(String path, JsonNode body) throws IOException {
        return ask("DELETE", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode delete(String path) throws IOException {
        return ask("DELETE", path, BodyPublishers.noBody());
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode ask(String method, String path, BodyPublisher body) throws IOException {
        HttpResponse<String> response;
        try {
            response =
                    client.send(
                            HttpRequest.newBuilder(server.resolve(path))
                                    .timeout(ANSWER_TIMEOUT)
                                    .header("Content-Type", "application/json")
                                    .method(method, body)
                                    .build(),
                            BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException(
                    "no controller answers at "
                            + server
                            + "; start one with teleon controller, or"
                            + " say where it is with --server",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        JsonNode answer = json(response.body());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new ApiRefusal(
                    response.statusCode(),
                    answer.path("detail").asText(server + " answers " + response.statusCode()));
        }
        return answer;
    }

    private JsonNode json(String text) throws IOException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(server + " does not answer like a controller", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
