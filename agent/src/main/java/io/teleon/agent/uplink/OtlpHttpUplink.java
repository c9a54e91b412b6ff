package io.teleon.agent.uplink;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// OTLP over HTTP (OTLP 1.x, section OTLP/HTTP): one POST of protobuf for each report.
///
/// As the specification says, 429, 502, 503 and 504 and a connection that fails are worth another
/// try; any other answer but 200 is not.
public final class OtlpHttpUplink implements Uplink, AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_ANSWER_BYTES = 64 << 10;
    private static final long MAX_RETRY_AFTER_SECONDS = 300;

    private static final int OK = 200;

    private final HttpClient client;
    private final HttpRequest.Builder request;

    /// @param controller the controller's address, to which `/v1/metrics` is added
    public OtlpHttpUplink(URI controller) {
        this(controller, Optional.empty());
    }

    /// @param token to be shown to the controller
    public OtlpHttpUplink(URI controller, Optional<String> token) {
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        request =
                HttpRequest.newBuilder(endpoint(controller))
                        .timeout(ANSWER_TIMEOUT)
                        .header("Content-Type", "application/x-protobuf");
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
    }

    private static URI endpoint(URI controller) {
        String base = controller.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "v1/metrics");
    }

    @Override
    public CompletableFuture<Delivery> send(byte[] report) {
        return client.sendAsync(
                        request.copy().POST(BodyPublishers.ofByteArray(report)).build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES))
                .handle((answer, failure) -> failure == null ? delivery(answer) : away(failure));
    }

    private static Delivery delivery(HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case OK -> accepted(answer.body());
            case 429, 502, 503, 504 ->
                    new Delivery.Away("answers " + answer.statusCode(), retryAfter(answer));
            default -> new Delivery.Refused("answers " + answer.statusCode());
        };
    }

    private static Delivery accepted(byte[] body) {
        try {
            long rejected =
                    ExportMetricsServiceResponse.parseFrom(body)
                            .getPartialSuccess()
                            .getRejectedDataPoints();
            return new Delivery.Accepted(Math.max(0, rejected));
        } catch (InvalidProtocolBufferException e) {
            return new Delivery.Refused("answers 200 but not in OTLP");
        }
    }

    /// In seconds; the other form, a date, is not worth a clock here.
    private static Optional<Duration> retryAfter(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Math.min(Long.parseLong(text), MAX_RETRY_AFTER_SECONDS))
                .map(Duration::ofSeconds);
    }

    private static Delivery away(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        String reason =
                switch (cause) {
                    case ConnectException _ -> "refuses the connection";
                    case HttpTimeoutException _ -> "does not answer in time";
                    case IOException _ -> "the connection failed: " + cause.getMessage();
                    default -> cause.toString();
                };
        return new Delivery.Away(reason, Optional.empty());
    }

    /// Gives up on what is still under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
