package io.teleon.controller.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Posts lines of JSON to an address. It follows no redirection, so that the token goes nowhere
/// else.
final class Webhook implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final URI url;
    private final Optional<String> token;
    private final Duration patience;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param patience for one answer
    Webhook(URI url, Optional<String> token, Duration patience) {
        this.url = url;
        this.token = token;
        this.patience = patience;
    }

    /// The secret in a file: its first line.
    ///
    /// @throws IOException naming the file, never what is in it
    static String token(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException("the webhook's token-file " + file + " cannot be read", e);
        }
        String first = text.lines().findFirst().orElse("").strip();
        if (first.isEmpty() || !first.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IOException(
                    "the webhook's token-file "
                            + file
                            + " does not begin with a line of one token");
        }
        return first;
    }

    /// @return why it was not taken, or nothing where it was
    Optional<String> post(long number, String json) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "teleon")
                        // Whoever receives it twice can tell.
                        .header("Idempotency-Key", "teleon-notice-" + number)
                        .POST(BodyPublishers.ofString(json));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("it answers " + status);
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
