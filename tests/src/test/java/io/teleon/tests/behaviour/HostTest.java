package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.report.Event;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Address;
import io.teleon.models.network.MacAddress;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Hosts that come, go and move. The one that moves here is a stranger plugged in beside the host
/// of a node.
class HostTest {

    private static final MacAddress STRANGER = MacAddress.parse("02:bb:00:00:00:01");
    private static final Ipv4Address ADDRESS = Ipv4Address.parse("10.9.9.9");

    private static void announce(Rehearsal rehearsal, String node) {
        rehearsal.backdoor().receive(rehearsal.port(node), Frames.announcement(STRANGER, ADDRESS));
    }

    private static Intent toStranger(Rehearsal rehearsal) {
        return new Intent.HostToHost(
                new IntentId("to"),
                Precedence.INTENT,
                rehearsal.host("a").id(),
                new HostId(STRANGER));
    }

    private static Intent fromStranger(Rehearsal rehearsal) {
        return new Intent.HostToHost(
                new IntentId("from"),
                Precedence.INTENT,
                new HostId(STRANGER),
                rehearsal.host("a").id());
    }

    @Test
    void hostsAreSeenWhereTheySpeak() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        assertEquals(4, rehearsal.events(Event.Kind.HOST_SEEN).size());
        for (String node : List.of("a", "b", "c", "d")) {
            assertTrue(rehearsal.host(node).address().isPresent());
        }
    }

    @Test
    void intentsFollowAHostThatMoves() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        announce(rehearsal, "b");
        rehearsal.playMillis(10);
        rehearsal.install(toStranger(rehearsal));
        rehearsal.install(fromStranger(rehearsal));
        assertEquals("a b", rehearsal.path("to"));
        announce(rehearsal, "d");
        rehearsal.playMillis(30);
        assertEquals("a b d", rehearsal.path("to"));
        assertEquals("d b a", rehearsal.path("from"));
        assertEquals(1, rehearsal.events(Event.Kind.HOST_MOVED).size());
        rehearsal.play(Duration.ofMinutes(1));
        rehearsal.assertRight();
        announce(rehearsal, "a");
        rehearsal.play(Duration.ofMinutes(1));
        assertEquals(InstallState.PARKED, rehearsal.state("to"));
        assertEquals("both ends are at a/3 (5 tries)", rehearsal.intent("to").reason());
        rehearsal.assertTablesRight();
        announce(rehearsal, "c");
        rehearsal.play(Duration.ofMinutes(1));
        assertEquals("a c", rehearsal.path("to"));
        assertEquals("c a", rehearsal.path("from"));
        rehearsal.assertTablesRight();
    }

    @Test
    void packetsReachAHostWhereItIsNow() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        announce(rehearsal, "b");
        rehearsal.playMillis(10);
        rehearsal.install(toStranger(rehearsal));
        announce(rehearsal, "d");
        rehearsal.playMillis(30);
        Octets frame =
                Frames.datagram(
                        rehearsal.host("a").id().mac(), STRANGER, "10.0.1.1", ADDRESS.toString());
        List<String> arrived = new ArrayList<>();
        for (String node : List.of("b", "d")) {
            rehearsal
                    .backdoor()
                    .listen(
                            rehearsal.port(node),
                            left -> {
                                if (left.equals(frame)) {
                                    arrived.add(node);
                                }
                            });
        }
        rehearsal.backdoor().receive(rehearsal.port("a"), frame);
        rehearsal.playMillis(30);
        assertEquals(List.of("d"), arrived);
    }

    @Test
    void aHostThatMovesWhileItsIntentIsBeingInstalledIsFollowed() {
        for (int micros = 0; micros < 10_000; micros += 400) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            announce(rehearsal, "b");
            rehearsal.playMillis(10);
            rehearsal.submit(toStranger(rehearsal));
            rehearsal.submit(fromStranger(rehearsal));
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            announce(rehearsal, "d");
            rehearsal.play(Duration.ofSeconds(10));
            assertEquals("a b d", rehearsal.path("to"), "moved after " + micros + " us");
            assertEquals("d b a", rehearsal.path("from"), "moved after " + micros + " us");
            rehearsal.assertTablesRight();
        }
    }

    @Test
    void aPortAtWhichAStrangerSpokeIsALinkAgainOnceFramesCrossBothWays() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        var port = rehearsal.link("a", "b").target();
        rehearsal.begin(new Fault.DirectionDown("b", "a"), Duration.ofSeconds(2));
        rehearsal.playMillis(10);
        rehearsal.backdoor().receive(port, Frames.announcement(STRANGER, ADDRESS));
        rehearsal.playMillis(10);
        assertEquals(5, rehearsal.view().hosts().size());
        rehearsal.play(Duration.ofSeconds(10));
        assertEquals(8, rehearsal.view().topology().linkCount());
        assertEquals(4, rehearsal.view().hosts().size(), "whoever spoke there is not there");
    }

    @Test
    void whatWasHeardAtALinkBeforeItWasKnownDoesNotKeepItFromBeingDiscovered() {
        for (int micros = 0; micros < 8000; micros += 200) {
            Rehearsal rehearsal =
                    Rehearsal.undiscovered(WorldPlan.of(Networks.diamond(), 1, () -> 0L));
            rehearsal.begin(new Fault.ChannelDown("b"), Duration.ofSeconds(3));
            rehearsal.play(Duration.ofSeconds(3));
            rehearsal.playUntil(
                    "b is connected",
                    Duration.ofSeconds(9),
                    () ->
                            rehearsal.view().switches().stream()
                                    .anyMatch(s -> s.name().equals("b") && s.isConnected()));
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal
                    .backdoor()
                    .receive(
                            rehearsal.port("a"),
                            Frames.question(STRANGER, ADDRESS, Ipv4Address.parse("10.9.7.1")));
            rehearsal.play(Duration.ofSeconds(20));
            assertEquals(8, rehearsal.view().topology().linkCount(), "after " + micros + " us");
        }
    }

    @Test
    void aQuestionForAnUnknownAddressIsPassedOnToHostsButNeverIntoLinks() {
        // Before discovery has looked at a port, it may be a link: a question passed on there would
        // come in at the far end as if the asker stood there, and the link be taken for a host's
        // port.
        Rehearsal rehearsal = Rehearsal.undiscovered(WorldPlan.of(Networks.diamond(), 1, () -> 0L));
        for (int i = 0; i < 40; i++) {
            rehearsal.play(Duration.ofMillis(1));
            for (String node : List.of("a", "b", "c", "d")) {
                rehearsal
                        .backdoor()
                        .receive(
                                rehearsal.port(node),
                                Frames.question(
                                        new MacAddress(
                                                STRANGER.value() + rehearsal.node(node).value()),
                                        new Ipv4Address(ADDRESS.value() + i),
                                        Ipv4Address.parse("10.9.8." + i)));
            }
        }
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(List.of(), rehearsal.events(Event.Kind.HOST_MOVED));
        assertEquals(8, rehearsal.view().topology().linkCount());
        assertEquals(8, rehearsal.view().hosts().size());
        int[] heard = new int[1];
        rehearsal.backdoor().listen(rehearsal.port("d"), _ -> heard[0]++);
        rehearsal
                .backdoor()
                .receive(
                        rehearsal.port("a"),
                        Frames.question(STRANGER, ADDRESS, Ipv4Address.parse("10.9.7.1")));
        rehearsal.playMillis(20);
        assertEquals(1, heard[0], "questions that reached the host of d");
    }
}
