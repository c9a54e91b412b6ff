package io.teleon.tests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.tests.environment.Command;
import io.teleon.tests.environment.RealNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The lab itself: it carries packets, breaks when told to, and leaves nothing behind. No
/// controller takes part.
@RealNetwork
@Timeout(120)
class OvsDiamondTest {

    private static final Duration FAST = Duration.ofMillis(5);

    @Test
    void carriesPacketsAlongTheRulesAndStopsAtACut() {
        try (OvsDiamond lab = OvsDiamond.up()) {
            assertEquals(List.of(), lab.flows("s1"), "switches start empty");
            assertEquals(0, lab.ping("h1", "h2", 5, FAST).received(), "an empty switch drops");

            routeThrough(lab, "s2", 2);
            assertEquals(List.of(), lab.ping("h1", "h2", 100, FAST).lost());

            lab.cut("s2", "s4");
            assertTrue(
                    lab.ofctl("dump-ports-desc", "s2").contains("LINK_DOWN"),
                    "the switch sees the cut");
            assertEquals(0, lab.ping("h1", "h2", 20, FAST).received());

            routeThrough(lab, "s3", 3);
            assertEquals(List.of(), lab.ping("h1", "h2", 100, FAST).lost(), "the other way round");

            lab.restore("s2", "s4");
            routeThrough(lab, "s2", 2);
            lab.cutSilently("s2", "s4");
            assertFalse(portState(lab, "s2", 2).contains("DOWN"), "a silent cut looks up");
            assertEquals(0, lab.ping("h1", "h2", 20, FAST).received(), "and carries nothing");

            lab.restore("s2", "s4");
            assertEquals(List.of(), lab.ping("h1", "h2", 100, FAST).lost());
        }
    }

    @Test
    void pingsGoOnWhileTheNetworkChanges() {
        try (OvsDiamond lab = OvsDiamond.up()) {
            routeThrough(lab, "s2", 2);
            assertEquals(List.of(), lab.ping("h1", "h2", 5, FAST).lost());

            OvsDiamond.RunningPing running = lab.startPing("h1", "h2", 400, FAST);
            lab.cut("s1", "s2");
            routeThrough(lab, "s3", 3);
            PingResult result = running.await();

            assertEquals(400, result.transmitted());
            assertTrue(
                    result.longestOutage().compareTo(Duration.ofSeconds(1)) < 0,
                    "came back: " + result);
            assertFalse(result.lost().contains(400), "the last one arrived: " + result);
        }
    }

    @Test
    void explainsWhatASwitchWouldDo() {
        try (OvsDiamond lab = OvsDiamond.up()) {
            lab.addFlow("s1", "priority=7,in_port=1,actions=output:3");
            assertTrue(lab.trace("s1", "in_port=1").contains("output:3"));
            assertTrue(lab.trace("s1", "in_port=2").contains("drop"));
        }
    }

    @Test
    void answersManyQuestionsOnOneConnection() {
        try (OvsDiamond lab = OvsDiamond.up();
                Unixctl daemon = lab.daemon()) {
            lab.addFlow("s1", "priority=7,in_port=1,actions=output:3");
            assertEquals(
                    lab.trace("s1", "in_port=1"), daemon.ask("ofproto/trace", "s1", "in_port=1"));
            for (int port = 1; port <= 1000; port++) {
                String answer = daemon.ask("ofproto/trace", "s1", "in_port=1,udp,udp_dst=" + port);
                assertTrue(answer.contains("output:3"), answer);
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> daemon.ask("ofproto/trace", "s9", "in_port=1"));
            assertTrue(daemon.ask("ofproto/list").contains("s1"), "and goes on after a refusal");
        }
    }

    @Test
    void everySwitchConnectsToEveryController() throws IOException {
        try (ServerSocket first = listen();
                ServerSocket second = listen();
                OvsDiamond lab = OvsDiamond.up(first.getLocalPort(), second.getLocalPort())) {
            for (ServerSocket controller : List.of(first, second)) {
                List<Socket> switches = new ArrayList<>();
                try {
                    while (switches.size() < 4) {
                        Socket connected = controller.accept();
                        switches.add(connected);
                        connected.setSoTimeout(10_000);
                        assertEquals(4, connected.getInputStream().read(), "version of the HELLO");
                        assertEquals(0, connected.getInputStream().read(), "type of the HELLO");
                    }
                } finally {
                    for (Socket connected : switches) {
                        connected.close();
                    }
                }
            }
            assertEquals(List.of(), lab.flows("s1"));
        }
    }

    @Test
    void twoLabsLiveSideBySide() {
        try (OvsDiamond one = OvsDiamond.up();
                OvsDiamond other = OvsDiamond.up()) {
            assertNotEquals(one.name(), other.name());
            routeThrough(one, "s2", 2);
            assertEquals(List.of(), one.ping("h1", "h2", 20, FAST).lost());
            assertEquals(
                    0, other.ping("h1", "h2", 5, FAST).received(), "the other lab has no rules");
        }
    }

    @Test
    void leavesNothingBehind() throws IOException {
        String name;
        try (ServerSocket controller = listen();
                OvsDiamond lab = OvsDiamond.up(controller.getLocalPort())) {
            name = lab.name();
            assertNotEquals(List.of(), traces(name), "while it is up the lab can be seen");
        }
        assertEquals(List.of(), traces(name));
    }

    @Test
    void leavesNothingBehindWhenItCannotBeBuilt() {
        String name = OvsDiamond.freshName();
        // A namespace of the second host is in the way when most of the lab is there.
        Command.run(List.of("ip", "netns", "add", "tl" + name + "-h2"));
        assertThrows(IllegalStateException.class, () -> OvsDiamond.up(name));
        assertEquals(List.of(), traces(name));
    }

    @Test
    void removesWhatADeadOwnerLeft() throws Exception {
        String name = OvsDiamond.freshName();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String script = OvsDiamond.script();
        Command.run(List.of(script, "up", "--name", name, "--owner", Long.toString(dead.pid())));
        assertNotEquals(List.of(), traces(name));

        Command.run(List.of(script, "sweep"));

        assertEquals(List.of(), traces(name));
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /// Replaces all rules: both directions between the hosts over one of the middle switches.
    private static void routeThrough(OvsDiamond lab, String middle, int port) {
        for (String end : List.of("s1", "s4")) {
            lab.addFlow(end, "in_port=1,actions=output:" + port);
            lab.addFlow(end, "in_port=" + port + ",actions=output:1");
        }
        lab.addFlow(middle, "in_port=1,actions=output:2");
        lab.addFlow(middle, "in_port=2,actions=output:1");
    }

    private static String portState(OvsDiamond lab, String bridge, int port) {
        String description = lab.ofctl("dump-ports-desc", bridge);
        int start = description.indexOf("\n " + port + "(");
        return description.substring(start, description.indexOf("state:", start) + 30);
    }

    /// Everything on this machine that a lab of that name has made: namespaces, devices, rules,
    /// processes, files.
    private static List<String> traces(String name) {
        List<String> traces = new ArrayList<>();
        String tag = "tl" + name;
        for (List<String> listing :
                List.of(
                        List.of("ip", "netns", "list"),
                        List.of("ip", "-o", "link", "show"),
                        List.of("nft", "list", "tables"))) {
            Command.run(listing).lines().filter(line -> mentions(line, tag)).forEach(traces::add);
        }
        Path folder = OvsDiamond.folder(name);
        if (Files.exists(folder)) {
            traces.add(folder.toString());
        }
        ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder + "/"))
                .forEach(traces::add);
        return traces;
    }

    private static boolean mentions(String line, String tag) {
        return List.of(line.split("[^a-z0-9]+")).contains(tag);
    }
}
