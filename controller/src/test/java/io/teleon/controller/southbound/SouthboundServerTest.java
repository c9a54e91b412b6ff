package io.teleon.controller.southbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.OpenFlowMessage.BarrierRequest;
import io.teleon.controller.southbound.HeardEvents.Connected;
import io.teleon.controller.southbound.HeardEvents.Garbled;
import io.teleon.controller.southbound.HeardEvents.Gone;
import io.teleon.controller.southbound.HeardEvents.Spoke;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SouthboundServerTest {

    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HeardEvents heard = new HeardEvents();

    private SouthboundServer start() throws IOException {
        return SouthboundServer.start(SouthboundSettings.on(ANY_PORT), heard);
    }

    private static Socket connect(SouthboundServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    @Test
    void hearsMessagesInOrderHoweverTheyAreCut() throws Exception {
        RandomGenerator random = new SplittableRandom(4);
        List<OpenFlowMessage> messages = new RandomMessages(random).oneOfEachKind();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (OpenFlowMessage message : messages) {
            bytes.write(OpenFlowCodec.encode(message));
        }
        try (SouthboundServer server = start();
                Socket socket = connect(server)) {
            Connected connected = heard.next(Connected.class);
            assertTrue(connected.remote().contains(":"), connected.remote());
            byte[] all = bytes.toByteArray();
            OutputStream out = socket.getOutputStream();
            for (int at = 0; at < all.length; ) {
                int length =
                        Math.min(
                                1 + random.nextInt(random.nextBoolean() ? 3 : 300),
                                all.length - at);
                out.write(all, at, length);
                out.flush();
                at += length;
            }
            for (OpenFlowMessage message : messages) {
                assertEquals(new Spoke(connected.id(), message), heard.next(Spoke.class));
            }
            socket.shutdownOutput();
            assertEquals("closed by the other end", heard.next(Gone.class).reason());
        }
    }

    @Test
    void sendsMessagesInOrder() throws Exception {
        List<OpenFlowMessage> messages =
                new RandomMessages(new SplittableRandom(5)).oneOfEachKind();
        try (SouthboundServer server = start();
                Socket socket = connect(server)) {
            server.send(heard.next(Connected.class).id(), messages);
            for (OpenFlowMessage message : messages) {
                byte[] expected = OpenFlowCodec.encode(message);
                assertEquals(
                        Octets.of(expected),
                        Octets.of(socket.getInputStream().readNBytes(expected.length)));
            }
        }
    }

    @Test
    void aPeerThatIsNoSwitchIsToldApartAndClosed() throws Exception {
        try (SouthboundServer server = start();
                Socket socket = connect(server)) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\n\r\n"
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            heard.next(Connected.class);
            Garbled garbled = heard.next(Garbled.class);

            assertEquals("version 71 is not an OpenFlow version (1 to 6)", garbled.reason());
            assertTrue(garbled.first().toString().startsWith("474554"), garbled.first().toString());
            assertEquals(
                    "sent what is no OpenFlow: " + garbled.reason(),
                    heard.next(Gone.class).reason());
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void aMessageWithinWhichLengthsContradictEachOtherIsGarbled() throws Exception {
        try (SouthboundServer server = start();
                Socket socket = connect(server)) {
            socket.getOutputStream().write(Octets.parse("0414000900000001" + "00").toArray());
            heard.next(Connected.class);

            assertEquals(
                    "byte 2: BARRIER_REQUEST of 9 bytes, not 8",
                    heard.next(Garbled.class).reason());
            assertNotNull(heard.next(Gone.class));
        }
    }

    @Test
    void nothingIsReadWhileTheListenerHasNoRoom() throws Exception {
        int count = 20_000;
        heard.room(3);
        try (SouthboundServer server = start();
                Socket socket = connect(server)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                bytes.write(OpenFlowCodec.encode(new BarrierRequest(i)));
            }
            Thread writer = Thread.ofVirtual().start(() -> write(socket, bytes.toByteArray()));
            heard.next(Connected.class);
            int atMost = 0;
            for (int i = 0; i < count; i++) {
                if (heard.waiting() == 0) {
                    server.resume();
                }
                assertEquals(i, heard.next(Spoke.class).message().xid());
                atMost = Math.max(atMost, heard.waiting());
            }
            writer.join();
            // The one in excess is let through by a call to resume that was overtaken by the queue
            // filling again.
            assertTrue(atMost <= 4, "up to " + atMost + " waited");
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSwitchThatDoesNotReadIsClosedOnceTooMuchWaits() throws Exception {
        SouthboundSettings settings = new SouthboundSettings(ANY_PORT, 10, 1 << 20, 1);
        try (SouthboundServer server = SouthboundServer.start(settings, heard);
                Socket socket = connect(server)) {
            ConnectionId id = heard.next(Connected.class).id();
            OpenFlowMessage big = new OpenFlowMessage.EchoRequest(1, Octets.of(new byte[60_000]));
            // Without the bound this would fill the memory, or go on until the time-out.
            while (heard.waiting() == 0) {
                server.send(id, List.of(big));
            }

            assertEquals(
                    "more than 1048576 bytes wait to be sent: the other end does not read",
                    heard.next(Gone.class).reason());
            assertTrue(socket.isConnected());
        }
    }

    @Test
    void connectionsAboveTheLimitAreClosedAndFreedPlacesAreUsedAgain() throws Exception {
        try (SouthboundServer server =
                SouthboundServer.start(new SouthboundSettings(ANY_PORT, 1, 1 << 20, 1), heard)) {
            ConnectionId first;
            try (Socket one = connect(server);
                    Socket two = connect(server)) {
                first = heard.next(Connected.class).id();
                assertEquals(-1, two.getInputStream().read());
                assertEquals(1, server.refusedConnections());
                assertTrue(one.isConnected());
            }
            assertEquals(first, heard.next(Gone.class).id());
            try (Socket three = connect(server)) {
                assertNotEquals(first, heard.next(Connected.class).id());
                assertTrue(three.isConnected());
            }
        }
    }

    @Test
    void closesWithTheReasonItWasGiven() throws Exception {
        try (SouthboundServer server = start();
                Socket socket = connect(server)) {
            ConnectionId id = heard.next(Connected.class).id();
            server.close(id, "no echo for 15 s");

            assertEquals(new Gone(id, "no echo for 15 s"), heard.next(Gone.class));
            assertEquals(-1, socket.getInputStream().read());
            server.send(id, List.of(new BarrierRequest(1)));
            server.close(id, "again");
        }
    }

    @Test
    void theListenerHasHeardTheLastWhenTheServerIsClosed() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        SouthboundServer server = start();
        for (int i = 0; i < 20; i++) {
            sockets.add(connect(server));
            heard.next(Connected.class);
        }
        server.close();
        assertEquals(20, heard.waiting());
        for (int i = 0; i < 20; i++) {
            assertEquals("the controller stops", heard.next(Gone.class).reason());
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aTakenPortIsSaidSo() throws Exception {
        try (SouthboundServer server = start()) {
            InetSocketAddress taken =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            IOException e =
                    assertThrows(
                            IOException.class,
                            () -> SouthboundServer.start(SouthboundSettings.on(taken), heard));
            assertTrue(
                    String.valueOf(e.getMessage())
                            .contains(":" + server.port() + ": Address already in use"),
                    e.toString());
        }
    }

    @Test
    void aVirtualSwitchSpeaksBothWaysAndComesBackWhenItsConnectionIsLost() throws Exception {
        HeardEvents atSwitch = new HeardEvents();
        SwitchConnection.Backoff quick =
                new SwitchConnection.Backoff(Duration.ofMillis(1), Duration.ofMillis(10));
        try (SouthboundServer server = start();
                SwitchConnections switches = new SwitchConnections(1)) {
            InetSocketAddress controller =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            SwitchConnection connection = switches.open(controller, quick, atSwitch);
            ConnectionId id = heard.next(Connected.class).id();
            for (int round = 0; round < 3; round++) {
                atSwitch.next(Connected.class);
                connection.send(
                        List.of(new OpenFlowMessage.Hello(round, OpenFlowMessage.Hello.ONLY_1_3)));
                assertEquals(
                        round,
                        assertInstanceOf(
                                        OpenFlowMessage.Hello.class,
                                        heard.next(Spoke.class).message())
                                .xid());
                server.send(
                        id,
                        List.of(
                                new BarrierRequest(round),
                                new OpenFlowMessage.FeaturesRequest(round)));
                assertEquals(new BarrierRequest(round), atSwitch.next(Spoke.class).message());
                assertEquals(
                        new OpenFlowMessage.FeaturesRequest(round),
                        atSwitch.next(Spoke.class).message());
                if (round == 0) {
                    server.close(id, "to try it");
                } else {
                    connection.reset("as a crash would");
                }
                id = lostAndBack(id);
                atSwitch.next(Gone.class);
            }
        }
    }

    /// The end of one connection and the beginning of the next: two connections, so either may be
    /// heard first.
    private ConnectionId lostAndBack(ConnectionId lost) throws InterruptedException {
        List<HeardEvents.Heard> both =
                List.of(heard.next(HeardEvents.Heard.class), heard.next(HeardEvents.Heard.class));
        assertEquals(
                List.of(lost),
                both.stream()
                        .filter(Gone.class::isInstance)
                        .map(event -> ((Gone) event).id())
                        .toList());
        return both.stream()
                .filter(Connected.class::isInstance)
                .map(event -> ((Connected) event).id())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVirtualSwitchKeepsTryingUntilThereIsAController() throws Exception {
        int port;
        try (SouthboundServer server = start()) {
            port = server.port();
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HeardEvents atSwitch = new HeardEvents();
        try (SwitchConnections switches = new SwitchConnections(1)) {
            switches.open(
                    address,
                    new SwitchConnection.Backoff(Duration.ofMillis(1), Duration.ofMillis(10)),
                    atSwitch);
            try (SouthboundServer server =
                    SouthboundServer.start(SouthboundSettings.on(address), heard)) {
                assertNotNull(atSwitch.next(Connected.class));
                assertNotNull(heard.next(Connected.class));
                assertEquals(port, server.port());
            }
        }
    }
}
