package io.teleon.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/// A controller's API from outside. What goes wrong is an [IOException] of one line.
final class ApiClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
    private static final int FIRST_ERROR = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final URI server;
    private final Optional<String> token;
    private final HttpClient client;

    /// @param token to be shown
    /// @param trust what makes TLS connections, where the system's own trust is not meant
    ApiClient(URI server, Optional<String> token, Optional<SSLContext> trust) {
        this.server = server;
        this.token = token;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        trust.ifPresent(builder::sslContext);
        client = builder.build();
    }

    JsonNode get(String path) throws IOException {
        return ask("GET", path, Optional.empty());
    }

    JsonNode post(String path, JsonNode body) throws IOException {
        return ask("POST", path, Optional.of(body.toString()));
    }

    JsonNode put(String path, JsonNode body) throws IOException {
        return ask("PUT", path, Optional.of(body.toString()));
    }

    JsonNode delete(String path, JsonNode body) throws IOException {
        return ask("DELETE", path, Optional.of(body.toString()));
    }

    JsonNode delete(String path) throws IOException {
        return ask("DELETE", path, Optional.empty());
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// @param body in JSON
    JsonNode ask(String method, String path, Optional<String> body) throws IOException {
        return ask(method, path, body, Optional.empty());
    }

    /// @param version only if this ETag is that of what is there
    JsonNode ask(String method, String path, Optional<String> body, Optional<String> version)
            throws IOException {
        HttpResponse<String> response;
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(server.resolve(path))
                            .timeout(ANSWER_TIMEOUT)
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body.map(BodyPublishers::ofString)
                                            .orElseGet(BodyPublishers::noBody));
            if (method.equals("POST")) {
                request.header("Idempotency-Key", UUID.randomUUID().toString());
            }
            version.ifPresent(tag -> request.header("If-Match", tag));
            token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
            response = client.send(request.build(), BodyHandlers.ofString());
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
        JsonNode answer = response.body().isEmpty() ? NOTHING : json(response.body());
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
