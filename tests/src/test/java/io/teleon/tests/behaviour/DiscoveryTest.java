package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.packet.DiscoverySeal;
import io.teleon.controller.report.ControllerView.AgentView;
import io.teleon.controller.report.ControllerView.LinkView;
import io.teleon.controller.report.Event;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.LinkId;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void everySwitchPortLinkAndHostOfAbileneIsFoundFromTheWire() {
        Rehearsal rehearsal = Rehearsal.of(BuiltInTopologies.abilene());
        assertEquals(12, rehearsal.view().switches().size());
        assertEquals(30, rehearsal.view().topology().linkCount());
        assertEquals(12, rehearsal.view().hosts().size());
        assertEquals(
                42, rehearsal.view().switches().stream().mapToInt(s -> s.ports().size()).sum());
        rehearsal.assertRight();
    }

    /// The frames that leave by a port from now on.
    private static List<Octets> tapped(Rehearsal rehearsal, ConnectPoint port) {
        List<Octets> frames = new ArrayList<>();
        rehearsal.backdoor().listen(port, frames::add);
        return frames;
    }

    private static void assertNothingNew(Rehearsal rehearsal) {
        assertEquals(
                rehearsal.world().plan().topology().links().stream().map(l -> l.id()).toList(),
                rehearsal.view().topology().links().stream().map(l -> l.id()).toList());
    }

    @Test
    void aFrameSealedWithAnotherKeyIsRejectedWithAnEvent() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        DiscoverySeal stranger = new DiscoverySeal(Octets.of(new byte[32]));
        Octets forged =
                stranger.seal(rehearsal.link("b", "d").source(), 1, rehearsal.world().time().now());
        rehearsal.backdoor().receive(rehearsal.port("c"), forged);
        rehearsal.playMillis(100);
        Event event = rehearsal.events(Event.Kind.DISCOVERY_FORGED).getFirst();
        assertEquals(rehearsal.port("c").toString(), event.subject());
        assertNothingNew(rehearsal);
    }

    @Test
    void aFrameWithAnyBitChangedMakesNoLink() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        List<Octets> tapped = tapped(rehearsal, rehearsal.link("b", "d").source());
        rehearsal.playUntil("a frame", LONG, () -> !tapped.isEmpty());
        int length = tapped.getFirst().length();
        for (int changed = 0; changed < length; changed++) {
            tapped.clear();
            rehearsal.playUntil("another frame", LONG, () -> !tapped.isEmpty());
            rehearsal.playMillis(50);
            byte[] bytes = tapped.getFirst().toArray();
            bytes[changed] ^= (byte) (1 << changed % 8);
            rehearsal.backdoor().receive(rehearsal.link("a", "c").target(), Octets.of(bytes));
            rehearsal.playMillis(50);
            assertNothingNew(rehearsal);
        }
        int forged = rehearsal.events(Event.Kind.DISCOVERY_FORGED).size();
        assertTrue(forged > length / 2, forged + " of " + length + " were told to be forged");
    }

    @Test
    void aFrameSentAgainAtAnotherPortIsRejectedWithAnEvent() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        List<Octets> tapped = tapped(rehearsal, rehearsal.link("b", "d").source());
        rehearsal.playUntil("a frame", LONG, () -> !tapped.isEmpty());
        rehearsal.playMillis(50);
        rehearsal.backdoor().receive(rehearsal.link("a", "c").target(), tapped.getFirst());
        rehearsal.playMillis(50);
        assertEquals(1, rehearsal.events(Event.Kind.DISCOVERY_REPLAYED).size());
        assertNothingNew(rehearsal);
    }

    @Test
    void aFrameKeptForASecondIsRejectedWithAnEvent() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        List<Octets> tapped = tapped(rehearsal, rehearsal.port("b"));
        rehearsal.playUntil("a frame", LONG, () -> !tapped.isEmpty());
        rehearsal.playMillis(1001);
        rehearsal.backdoor().receive(rehearsal.link("a", "c").target(), tapped.getFirst());
        rehearsal.playMillis(50);
        Event event = rehearsal.events(Event.Kind.DISCOVERY_REPLAYED).getFirst();
        assertTrue(event.text().contains("expired"), event.text());
        assertNothingNew(rehearsal);
    }

    @Test
    void aGenuineFrameThatComesInAtAHostsPortRaisesAnEventAndIsNoLink() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        List<Octets> tapped = tapped(rehearsal, rehearsal.port("b"));
        rehearsal.playUntil("a frame", LONG, () -> !tapped.isEmpty());
        rehearsal.backdoor().receive(rehearsal.port("c"), tapped.getFirst());
        rehearsal.playMillis(50);
        Event event = rehearsal.events(Event.Kind.DISCOVERY_MISPLACED).getFirst();
        assertEquals(rehearsal.port("c").toString(), event.subject());
        assertNothingNew(rehearsal);
    }

    @Test
    void aPortThatGoesDownIsSeenWithinTenMilliseconds() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        LinkId link = rehearsal.link("a", "b");
        rehearsal.cut("a", "b");
        Duration took =
                rehearsal.playUntil(
                        "the link is down",
                        Duration.ofMillis(10),
                        () -> !isUp(rehearsal, link) && !isUp(rehearsal, link.reversed()));
        assertTrue(took.compareTo(Duration.ofMillis(10)) < 0, "took " + took);
        assertEquals(2, rehearsal.events(Event.Kind.PORT_DOWN).size());
        assertEquals(2, rehearsal.events(Event.Kind.LINK_DOWN).size());
        assertFalse(
                rehearsal.switchView("a").ports().stream()
                        .filter(p -> p.point().equals(link.source()))
                        .findFirst()
                        .orElseThrow()
                        .up());
    }

    private static boolean isUp(Rehearsal rehearsal, LinkId link) {
        return rehearsal.view().links().stream()
                .filter(view -> view.link().id().equals(link))
                .anyMatch(LinkView::up);
    }

    @Test
    void aLinkThatComesBackIsFoundWithinTensOfMilliseconds() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.cut("a", "b", Duration.ofSeconds(1));
        rehearsal.play(Duration.ofMillis(1020));
        assertNothingNew(rehearsal);
    }

    @Test
    void aSwitchThatLosesItsControllerKeepsItsLinks() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.begin(new Fault.ChannelDown("b"), Duration.ofMinutes(1));
        rehearsal.play(Duration.ofSeconds(50));
        assertFalse(rehearsal.switchView("b").isConnected());
        assertNothingNew(rehearsal);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.play(Duration.ofMinutes(1));
        assertTrue(rehearsal.switchView("b").isConnected());
        rehearsal.assertRight();
    }

    @Test
    void anAgentThatFallsSilentIsAFault() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        for (int i = 0; i < 10; i++) {
            rehearsal.backdoor().agentHeard("host-1");
            rehearsal.play(Duration.ofSeconds(10));
        }
        assertEquals(0, told(rehearsal, Event.Kind.AGENT_SILENT));
        rehearsal.play(Duration.ofSeconds(40));
        assertEquals(1, told(rehearsal, Event.Kind.AGENT_SILENT));
        assertTrue(agent(rehearsal).silent());
        rehearsal.backdoor().agentHeard("host-1");
        rehearsal.play(Duration.ofSeconds(1));
        assertFalse(agent(rehearsal).silent());
        assertEquals(2, told(rehearsal, Event.Kind.AGENT_HEARD));
    }

    private static long told(Rehearsal rehearsal, Event.Kind kind) {
        return rehearsal.events(kind).stream()
                .filter(event -> event.subject().equals("host-1"))
                .count();
    }

    private static AgentView agent(Rehearsal rehearsal) {
        return rehearsal.view().agents().stream()
                .filter(agent -> agent.id().equals("host-1"))
                .findFirst()
                .orElseThrow();
    }
}
