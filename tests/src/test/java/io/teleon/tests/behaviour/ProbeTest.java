package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.packet.EtherType;
import io.teleon.controller.packet.EthernetFrame;
import io.teleon.controller.packet.ProbeSeal;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.ProbeCounts;
import io.teleon.controller.report.ProbeView;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Delay and loss of an intent's path, by probes through the same rules.
class ProbeTest {

    /// An interval of probes, and what the last one takes.
    private static final Duration PROBED = Duration.ofSeconds(13);

    private static ProbeView probed(Rehearsal rehearsal, String intent) {
        return rehearsal.intent(intent).probed().orElseThrow();
    }

    private static double millis(Rehearsal rehearsal, String intent) {
        return probed(rehearsal, intent).delay().orElseThrow().oneWay().toNanos() / 1e6;
    }

    private static ProbeCounts counts(Rehearsal rehearsal) {
        return rehearsal.view().self().probes();
    }

    /// The probes that leave by a port from now on.
    private static List<Octets> tapped(Rehearsal rehearsal, ConnectPoint port) {
        List<Octets> frames = new ArrayList<>();
        rehearsal
                .backdoor()
                .listen(
                        port,
                        frame ->
                                EthernetFrame.tryParse(frame)
                                        .filter(f -> f.type().equals(EtherType.PROBE))
                                        .ifPresent(_ -> frames.add(frame)));
        return frames;
    }

    private static List<Octets> tappedAtHosts(Rehearsal rehearsal) {
        List<Octets> seen = new ArrayList<>();
        for (String node : List.of("a", "b", "c", "d")) {
            rehearsal
                    .backdoor()
                    .listen(
                            rehearsal.port(node),
                            frame -> {
                                byte[] bytes = frame.toArray();
                                for (int i = 12; i + 1 < bytes.length; i++) {
                                    if (bytes[i] == (byte) 0x88 && bytes[i + 1] == (byte) 0xb5) {
                                        seen.add(frame);
                                        return;
                                    }
                                }
                            });
        }
        return seen;
    }

    @Test
    void aProbeTakesAsLongAsTheLinksOfThePath() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        List<Octets> atHosts = tappedAtHosts(rehearsal);
        rehearsal.install("a", "d");
        rehearsal.install("b", "d");
        rehearsal.play(PROBED);
        assertEquals(2, millis(rehearsal, "a.d"), 0.1);
        assertEquals(1, millis(rehearsal, "b.d"), 0.1);
        assertEquals(0, probed(rehearsal, "a.d").loss());
        rehearsal.play(Duration.ofMinutes(1));
        ProbeCounts counts = counts(rehearsal);
        assertEquals(new ProbeCounts(counts.sent(), counts.sent(), 0, 0), counts);
        assertTrue(counts.sent() >= 14 && counts.sent() <= 16, counts + " of two tunnels in 73 s");
        assertEquals(List.of(), atHosts, "probes that a host saw");
        rehearsal.assertRight();
    }

    @Test
    void whatALinkLosesOfTheProbesIsToldOfItsIntentsOnly() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.install("c", "d");
        rehearsal.play(PROBED);
        rehearsal.begin(new Fault.LinkLoss("b", "d", 0.25));
        rehearsal.play(Duration.ofMinutes(3));
        double loss = probed(rehearsal, "a.d").loss();
        assertTrue(loss > 0 && loss < 0.6, loss + " of probes were lost");
        assertEquals(Math.rint(12 * loss), 12 * loss, 1e-9, "one is lost or is not");
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals(0, probed(rehearsal, "c.d").loss());
        assertEquals(12, probed(rehearsal, "a.d").probes());
        rehearsal.assertRight();
    }

    /// The detour takes five times as long.
    private static Topology uneven() {
        Topology diamond = Networks.diamond();
        return Topology.of(
                diamond.nodes(),
                diamond.links().stream()
                        .map(link ->
                                new Link(
                                        link.id(),
                                        link.weight(),
                                        link.capacity(),
                                        Duration.ofMillis(link.weight() > 1 ? 5 : 1)))
                        .toList());
    }

    @Test
    void anIntentOnALongDetourIsDegradedThoughAllOfItArrives() {
        Topology topology = uneven();
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(ConstantTraffic.of(topology, "a d 100", "a b 50")));
        rehearsal.install("a", "d");
        rehearsal.play(Duration.ofSeconds(60));
        assertEquals(FulfilmentState.FULFILLED, rehearsal.intent("a.d").fulfilment().state());

        rehearsal.cut("b", "d", Duration.ofMinutes(2));
        rehearsal.play(Duration.ofSeconds(60));
        assertEquals("a c d", rehearsal.path("a.d"));
        assertEquals(10, millis(rehearsal, "a.d"), 0.1);
        assertEquals(FulfilmentState.DEGRADED, rehearsal.intent("a.d").fulfilment().state());
        assertEquals("it arrives late", rehearsal.intent("a.d").fulfilment().reason());

        rehearsal.play(Duration.ofMinutes(4));
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals(FulfilmentState.FULFILLED, rehearsal.intent("a.d").fulfilment().state());
    }

    @Test
    void aForgedOrRepeatedProbeIsRefusedAndReachesNoHost() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        List<Octets> atHosts = tappedAtHosts(rehearsal);
        List<Octets> tapped = tapped(rehearsal, rehearsal.link("b", "d").source());
        rehearsal.install("a", "d");
        rehearsal.playUntil("a probe", PROBED, () -> !tapped.isEmpty());
        Octets genuine = tapped.getFirst();
        ConnectPoint end = rehearsal.link("b", "d").target();
        rehearsal.playMillis(500);
        assertEquals(0, counts(rehearsal).refused());

        int tag = rehearsal.intent("a.d").tag().orElseThrow().vlan();
        DatapathId from = rehearsal.node("a");
        DatapathId to = rehearsal.node("d");
        Octets forged = new ProbeSeal(Octets.of(new byte[32])).seal(1, 7, tag, from, to);
        rehearsal.backdoor().receive(end, genuine);
        rehearsal.backdoor().receive(end, forged);
        // From hosts: at the far end, into the tunnel with the tag, and into it without one.
        rehearsal.backdoor().receive(rehearsal.port("d"), genuine);
        rehearsal.backdoor().receive(rehearsal.port("a"), genuine);
        rehearsal.backdoor().receive(rehearsal.port("a"), untagged(genuine));
        rehearsal.playMillis(500);
        assertEquals(3, counts(rehearsal).refused());
        assertEquals(1, rehearsal.events(Event.Kind.PROBE_REFUSED).size(), "once a second");
        assertEquals(0, probed(rehearsal, "a.d").loss());
        assertEquals(List.of(), atHosts, "probes that a host saw");
        assertEquals(1, tapped.size(), "probes in the tunnel");
        rehearsal.assertRight();
    }

    private static Octets untagged(Octets frame) {
        EthernetFrame tagged = EthernetFrame.tryParse(frame).orElseThrow();
        return EthernetFrame.untagged(
                        tagged.destination(), tagged.source(), tagged.type(), tagged.payload())
                .toOctets();
    }
}
