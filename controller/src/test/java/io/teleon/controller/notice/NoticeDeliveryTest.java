package io.teleon.controller.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.teleon.controller.report.Notice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NoticeDeliveryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final NoticeDelivery.Pace QUICK =
            new NoticeDelivery.Pace(
                    Duration.ofMillis(500), Duration.ofMillis(2), Duration.ofMillis(8));
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("made/notices.jsonl");
    }

    private static Notice notice(long number) {
        return new Notice(
                number,
                NOON,
                Notice.Kind.TICKET_OPENED,
                "optics",
                "DNVRng>KSCYng",
                "too little light: -29 dBm");
    }

    private NoticeSettings settings(Optional<NoticeSettings.Webhook> webhook) {
        return new NoticeSettings(file(), 1_000_000, 5, webhook);
    }

    private NoticeSettings posting(String url, Optional<Path> token, Duration giveUp) {
        return settings(
                Optional.of(
                        new NoticeSettings.Webhook(NoticeSettings.Url.parse(url), token, giveUp)));
    }

    /// A receiver that answers its n-th request, from 1, as it is told.
    private record Receiver(HttpServer server, BlockingQueue<Heard> heard)
            implements AutoCloseable {

        record Heard(String key, String authorization, String body) {}

        static Receiver answering(IntUnaryOperator status) throws IOException {
            BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
            AtomicInteger count = new AtomicInteger();
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        var headers = exchange.getRequestHeaders();
                        heard.add(
                                new Heard(
                                        String.valueOf(headers.getFirst("Idempotency-Key")),
                                        String.valueOf(headers.getFirst("Authorization")),
                                        new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8)));
                        exchange.sendResponseHeaders(
                                status.applyAsInt(count.incrementAndGet()), -1);
                        exchange.close();
                    });
            server.start();
            return new Receiver(server, heard);
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        Heard next() throws InterruptedException {
            Heard next = heard.poll(20, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing was posted");
            return next;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static void await(NoticeDelivery delivery, long sent, long lost) {
        while (delivery.counts().sent() < sent || delivery.counts().lost() < lost) {
            Thread.onSpinWait();
        }
        assertEquals(sent, delivery.counts().sent());
        assertEquals(lost, delivery.counts().lost());
    }

    @Test
    void writesEachNoticeAsALineOfJson() throws IOException {
        try (NoticeDelivery delivery = NoticeDelivery.start(settings(Optional.empty()), QUICK)) {
            delivery.accept(notice(1));
            delivery.accept(notice(2));
        }
        List<String> lines = Files.readAllLines(file());
        assertEquals(2, lines.size());
        assertEquals(
                "{\"number\":1,\"at\":\"2026-03-01T12:00:00Z\",\"kind\":\"ticket-opened\","
                        + "\"topic\":\"optics\",\"subject\":\"DNVRng>KSCYng\",\"text\":\"too little"
                        + " light: -29 dBm\"}",
                lines.getFirst());
        // Another life of the controller goes on in the same file.
        try (NoticeDelivery delivery = NoticeDelivery.start(settings(Optional.empty()), QUICK)) {
            delivery.accept(notice(3));
        }
        assertEquals(3, Files.readAllLines(file()).size());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void onlyItsOwnerMayReadTheFile() throws IOException {
        NoticeDelivery.start(settings(Optional.empty()), QUICK).close();
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void putsAFullFileAsideAndKeepsAFewOfThem() throws IOException {
        try (NoticeDelivery delivery =
                NoticeDelivery.start(
                        new NoticeSettings(file(), 1_000, 2, Optional.empty()), QUICK)) {
            for (int n = 1; n <= 40; n++) {
                delivery.accept(notice(n));
            }
        }
        List<Integer> numbers = new ArrayList<>();
        for (String name : List.of("notices.jsonl.2", "notices.jsonl.1", "notices.jsonl")) {
            Path part = file().resolveSibling(name);
            assertTrue(Files.size(part) <= 1_000, name);
            for (String line : Files.readAllLines(part)) {
                numbers.add(new ObjectMapper().readTree(line).path("number").asInt());
            }
        }
        assertFalse(Files.exists(file().resolveSibling("notices.jsonl.3")));
        int first = numbers.getFirst();
        assertTrue(first > 1, "the oldest are gone");
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals(first + i, numbers.get(i), "in order, without a gap");
        }
        assertEquals(40, numbers.getLast());
    }

    @Test
    void postsWithTheTokenUntilItIsTaken() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        try (Receiver receiver = Receiver.answering(n -> n < 3 ? 500 : 204);
                NoticeDelivery delivery =
                        NoticeDelivery.start(
                                posting(receiver.url(), Optional.of(token), LONG), QUICK)) {
            delivery.accept(notice(7));
            delivery.accept(notice(8));
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Receiver.Heard heard = receiver.next();
                assertEquals("Bearer s3cret", heard.authorization());
                keys.add(heard.key());
                assertTrue(heard.body().contains("\"subject\":\"DNVRng>KSCYng\""), heard.body());
            }
            assertEquals(
                    List.of(
                            "teleon-notice-7",
                            "teleon-notice-7",
                            "teleon-notice-7",
                            "teleon-notice-8"),
                    keys);
            await(delivery, 2, 0);
        }
    }

    @Test
    void aRefusingWebhookLosesTheNoticeButNotItsLine() throws Exception {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        try (NoticeDelivery delivery =
                NoticeDelivery.start(
                        posting(
                                "http://127.0.0.1:" + closedPort + "/",
                                Optional.empty(),
                                Duration.ofMillis(50)),
                        QUICK)) {
            delivery.accept(notice(1));
            await(delivery, 0, 1);
        }
        assertEquals(1, Files.readAllLines(file()).size());
    }

    @Test
    void followsNoRedirectionWithItsToken() throws Exception {
        try (Receiver receiver = Receiver.answering(_ -> 307);
                NoticeDelivery delivery =
                        NoticeDelivery.start(
                                posting(receiver.url(), Optional.empty(), Duration.ofMillis(1)),
                                QUICK)) {
            delivery.accept(notice(1));
            await(delivery, 0, 1);
            assertEquals(1, receiver.heard().size());
        }
    }

    @Test
    void aSilentWebhookHoldsUpNobodyAndWhatFindsNoRoomIsLost() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Receiver receiver =
                        Receiver.answering(_ -> {
                            try {
                                over.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return 204;
                        });
                NoticeDelivery delivery =
                        NoticeDelivery.start(
                                posting(receiver.url(), Optional.empty(), LONG),
                                new NoticeDelivery.Pace(
                                        LONG, Duration.ofMillis(1), Duration.ofMillis(1)))) {
            delivery.accept(notice(1));
            receiver.next();
            // One is on its way; a thousand may wait, and ten more find no room.
            for (int n = 2; n <= 1_011; n++) {
                while (delivery.counts().waiting() + delivery.counts().lost() < n - 2) {
                    Thread.onSpinWait(); // the file is written one by one
                }
                delivery.accept(notice(n));
            }
            await(delivery, 0, 10);
            assertEquals(1_000, delivery.counts().waiting());
            over.countDown();
            await(delivery, 1_001, 10);
        } finally {
            over.countDown();
        }
        assertEquals(1_011, Files.readAllLines(file()).size());
    }

    @Test
    void saysAtTheStartWhatIsInTheWayAndNeverTheSecret() throws IOException {
        Path token = folder.resolve("token");
        NoticeSettings settings = posting("https://example.net/hook", Optional.of(token), LONG);
        assertEquals(
                "the webhook's token-file " + token + " cannot be read",
                assertThrows(IOException.class, () -> NoticeDelivery.start(settings)).getMessage());
        Files.writeString(token, "two words\n");
        assertEquals(
                "the webhook's token-file " + token + " does not begin with a line of one token",
                assertThrows(IOException.class, () -> NoticeDelivery.start(settings)).getMessage());
        Path taken = Files.writeString(folder.resolve("taken"), "");
        NoticeSettings below =
                new NoticeSettings(taken.resolve("notices.jsonl"), 1_000, 0, Optional.empty());
        String message =
                String.valueOf(
                        assertThrows(IOException.class, () -> NoticeDelivery.start(below))
                                .getMessage());
        assertTrue(
                message.startsWith("the notices' file " + below.file() + " cannot be written: "),
                message);
    }
}
