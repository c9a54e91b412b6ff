package io.teleon.tests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.tests.environment.RealNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The controller on four real switches: Open vSwitch in a diamond `s1 - s2|s3 - s4`, hosts `h1` at
/// `s1` and `h2` at `s4`.
@RealNetwork
@Timeout(180)
class RealNetworkTest {

    private static final String H1 = "02:00:00:00:00:01";
    private static final String H2 = "02:00:00:00:00:02";
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration TWO_MILLIS = Duration.ofMillis(2);

    @TempDir private Path folder;

    @Test
    void discoversTheNetworkCarriesAnIntentAndHealsACut() throws Exception {
        try (LabController controller = start(0);
                OvsDiamond lab = OvsDiamond.up(controller.port())) {
            joinHosts(controller, lab);
            assertEquals(List.of(), lab.ping("h1", "h2", 100, MILLI).lost());

            String through = middleOf(controller.ask("path there"));
            OvsDiamond.RunningPing ping = lab.startPing("h1", "h2", 1500, TWO_MILLIS);
            lab.cut("s1", through);
            PingResult result = ping.await();
            System.out.printf(
                    "real network: link s1-%s cut, %d of %d pings lost, longest outage %d ms%n",
                    through,
                    result.lost().size(),
                    result.transmitted(),
                    result.longestOutage().toMillis());
            assertFalse(result.lost().contains(result.transmitted()), "it heals");
            assertTrue(
                    result.longestOutage().compareTo(Duration.ofSeconds(1)) < 0,
                    "healed within a second: " + result.longestOutage());
            assertEquals("yes", controller.ask("intent there INSTALLED"));
            assertEquals("yes", controller.ask("intent back INSTALLED"));
            assertEquals(List.of(), lab.ping("h1", "h2", 100, MILLI).lost());
        }
    }

    @Test
    void survivesAKillUnderTrafficWithoutLosingAPacket() throws Exception {
        LabController first = start(0);
        int port = first.port();
        try (OvsDiamond lab = OvsDiamond.up(port)) {
            joinHosts(first, lab);
            OvsDiamond.RunningPing ping = lab.startPing("h1", "h2", 4000, TWO_MILLIS);
            first.kill();
            try (LabController second = start(port)) {
                assertEquals("yes", second.ask("switches 4"));
                assertEquals("yes", second.ask("intent there INSTALLED"));
                assertEquals("yes", second.ask("intent back INSTALLED"));
                assertEquals("yes", second.ask("links 8"));
                assertEquals(List.of(), ping.await().lost());
                assertEquals(List.of(), lab.ping("h1", "h2", 100, MILLI).lost());
            }
        } finally {
            first.kill();
        }
    }

    @Test
    void movesAPathWithoutLosingOneOfTenThousandPackets() throws Exception {
        try (LabController controller = start(0);
                OvsDiamond lab = OvsDiamond.up(controller.port())) {
            joinHosts(controller, lab);
            OvsDiamond.RunningPing ping = lab.startPing("h1", "h2", 10_000, MILLI);
            String before = controller.ask("path there");
            String avoid = before.replaceAll("[\\[\\]]", "").replace(", ", " ");
            assertEquals("Accepted[changed=true]", controller.ask("move there " + avoid));
            assertEquals("yes", controller.ask("intent there INSTALLED"));
            String after = controller.ask("path there");
            assertFalse(middleOf(after).equals(middleOf(before)), before + " became " + after);
            assertEquals(List.of(), ping.await().lost());
        }
    }

    private LabController start(int port) {
        return LabController.start(folder.resolve("journal"), port);
    }

    /// Waits for the links, has the hosts speak once, and joins them both ways.
    private static void joinHosts(LabController controller, OvsDiamond lab) {
        assertEquals("yes", controller.ask("links 8"));
        // The first question of h1 is passed on to h2, whose answer makes it known.
        lab.ping("h1", "h2", 1, MILLI);
        assertEquals("yes", controller.ask("hosts 2"));
        assertEquals("Accepted[changed=true]", controller.ask("submit there " + H1 + " " + H2));
        assertEquals("Accepted[changed=true]", controller.ask("submit back " + H2 + " " + H1));
        assertEquals("yes", controller.ask("intent there INSTALLED"));
        assertEquals("yes", controller.ask("intent back INSTALLED"));
    }

    /// The switch in the middle of a path `[1/2>2/1, 2/2>4/1]`.
    private static String middleOf(String path) {
        return path.contains(">" + "0".repeat(15) + "2/") ? "s2" : "s3";
    }
}
