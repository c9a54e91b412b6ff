package io.teleon.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Over a real connection, to a receiver that answers as it is told.
final class OtlpHttpUplinkTest {

    private static final byte[] REPORT = {1, 2, 3};

    private final List<byte[]> received = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private int status = 200;
    private byte[] answer = {};
    private Optional<String> retryAfter = Optional.empty();
    private HttpServer server = unstarted();

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext(
                "/",
                exchange -> {
                    requests.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Content-Type"));
                    received.add(exchange.getRequestBody().readAllBytes());
                    retryAfter.ifPresent(
                            value -> exchange.getResponseHeaders().add("Retry-After", value));
                    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Delivery send() {
        try (OtlpHttpUplink uplink = new OtlpHttpUplink(address())) {
            return uplink.send(REPORT).join();
        }
    }

    @Test
    void postsTheReportAsProtobuf() {
        assertEquals(new Delivery.Accepted(0), send());
        assertArrayEquals(REPORT, received.getFirst());
        assertEquals(List.of("POST /v1/metrics application/x-protobuf"), requests);
    }

    @Test
    void readsHowManySamplesWereRejected() {
        answer =
                ExportMetricsServiceResponse.newBuilder()
                        .setPartialSuccess(
                                ExportMetricsPartialSuccess.newBuilder().setRejectedDataPoints(7))
                        .build()
                        .toByteArray();
        assertEquals(new Delivery.Accepted(7), send());
    }

    @Test
    void aBusyControllerIsAwayForAsLongAsItSays() {
        status = 503;
        retryAfter = Optional.of("20");
        assertEquals(new Delivery.Away("answers 503", Optional.of(Duration.ofSeconds(20))), send());
    }

    @Test
    void neverWaitsLongerThanFiveMinutes() {
        status = 429;
        retryAfter = Optional.of("999999999");
        assertEquals(new Delivery.Away("answers 429", Optional.of(Duration.ofMinutes(5))), send());
    }

    @Test
    void anyOtherAnswerIsFinal() {
        status = 400;
        assertEquals(new Delivery.Refused("answers 400"), send());
        status = 301;
        assertEquals(new Delivery.Refused("answers 301"), send());
    }

    @Test
    void anAnswerThatIsNotOtlpIsNoSuccess() {
        answer = "<html>welcome</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertInstanceOf(Delivery.Refused.class, send());
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        answer = new byte[1 << 20];
        assertInstanceOf(Delivery.Away.class, send());
    }

    @Test
    void nobodyThereIsAway() {
        URI gone = address();
        server.stop(0);
        try (OtlpHttpUplink uplink = new OtlpHttpUplink(gone)) {
            assertEquals(
                    new Delivery.Away("refuses the connection", Optional.empty()),
                    uplink.send(REPORT).join());
        }
        server = unstarted();
    }
}
