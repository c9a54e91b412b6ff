package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.journal.JournalEntry;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.report.Event;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Ipv4Prefix;
import io.teleon.models.network.MacAddress;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntentTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void hostsReachEachOtherOnlyByTheirIntents() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.probe("a", "d", Duration.ofSeconds(1));
        rehearsal.play(Duration.ofSeconds(2));
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.probe("d", "a", Duration.ofSeconds(1));
        rehearsal.play(Duration.ofSeconds(2));
        assertEquals(1000, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void anArpRequestFindsTheOtherHostOfAnIntent() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        int[] heard = new int[1];
        rehearsal.backdoor().listen(rehearsal.port("d"), _ -> heard[0]++);
        Host from = rehearsal.host("a");
        rehearsal
                .backdoor()
                .receive(
                        from.location(),
                        Frames.question(
                                from.id().mac(),
                                from.address().orElseThrow(),
                                rehearsal.host("d").address().orElseThrow()));
        rehearsal.playMillis(50);
        assertEquals(1, heard[0]);
    }

    @Test
    void twoHostsAtOneSwitchNeedNoTunnel() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install(points("p", "b", "d", TrafficSelector.ALL, rehearsal));
        Intent within =
                new Intent.PointToPoint(
                        new IntentId("within"),
                        Precedence.INTENT,
                        rehearsal.port("a"),
                        new io.teleon.models.network.ConnectPoint(
                                rehearsal.node("a"), rehearsal.link("a", "b").source().port()),
                        TrafficSelector.ALL);
        Answer answer = rehearsal.ask(new Ask.Submit(within));
        assertEquals(new Answer.Accepted(true), answer);
        assertEquals("port a/1 leads to another switch", rehearsal.intent("within").reason());
    }

    private static Intent points(
            String id, String from, String to, TrafficSelector selector, Rehearsal rehearsal) {
        return points(id, Precedence.INTENT, from, to, selector, rehearsal);
    }

    private static Intent points(
            String id,
            Precedence precedence,
            String from,
            String to,
            TrafficSelector selector,
            Rehearsal rehearsal) {
        return new Intent.PointToPoint(
                new IntentId(id), precedence, rehearsal.port(from), rehearsal.port(to), selector);
    }

    private static TrafficSelector to(String prefix) {
        return new TrafficSelector(Optional.empty(), Optional.of(Ipv4Prefix.parse(prefix)));
    }

    private static TrafficSelector from(String prefix) {
        return new TrafficSelector(Optional.of(Ipv4Prefix.parse(prefix)), Optional.empty());
    }

    /// The node at whose host's port a frame from a's host leaves the network, or nothing.
    private static String arrival(Rehearsal rehearsal, Octets frame) {
        StringBuilder where = new StringBuilder();
        int[] armed = {1};
        for (String node : List.of("b", "c", "d")) {
            rehearsal
                    .backdoor()
                    .listen(
                            rehearsal.port(node),
                            left -> {
                                if (armed[0] == 1 && left.equals(frame)) {
                                    where.append(node);
                                }
                            });
        }
        rehearsal.backdoor().receive(rehearsal.port("a"), frame);
        rehearsal.playMillis(100);
        armed[0] = 0;
        return where.toString();
    }

    @Test
    void selectorsSendThePacketsOfOnePortDifferentWays() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install(points("all", "a", "b", TrafficSelector.ALL, rehearsal));
        rehearsal.install(points("net", "a", "c", to("192.168.0.0/16"), rehearsal));
        rehearsal.install(points("part", "a", "d", to("192.168.7.0/24"), rehearsal));
        assertEquals("b", arrival(rehearsal, Frames.datagram("172.16.0.1", "172.16.0.2")));
        assertEquals("c", arrival(rehearsal, Frames.datagram("172.16.0.1", "192.168.1.1")));
        assertEquals("d", arrival(rehearsal, Frames.datagram("172.16.0.1", "192.168.7.1")));
        rehearsal.assertRight();
    }

    @Test
    void aPersonsIntentGoesBeforeAProgramsAndThatBeforeTheNetworksOwn() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        Octets frame = Frames.datagram("172.16.0.1", "172.16.0.2");
        assertEquals("", arrival(rehearsal, frame));
        rehearsal.install(
                points("own", Precedence.AUTONOMIC, "a", "b", to("172.16.0.2/32"), rehearsal));
        assertEquals("b", arrival(rehearsal, frame));
        rehearsal.install(
                points("program", Precedence.INTENT, "a", "c", to("172.16.0.0/24"), rehearsal));
        assertEquals("c", arrival(rehearsal, frame));
        rehearsal.install(
                points("person", Precedence.HUMAN, "a", "d", TrafficSelector.ALL, rehearsal));
        assertEquals("d", arrival(rehearsal, frame));
        rehearsal.withdraw("program");
        rehearsal.playMillis(100);
        assertEquals("d", arrival(rehearsal, frame));
        rehearsal.withdraw("person");
        rehearsal.playMillis(100);
        assertEquals("b", arrival(rehearsal, frame));
        rehearsal.play(LONG);
        rehearsal.assertRight();
    }

    @Test
    void anIntentForPacketsThatAnotherHasIsRefusedAndNamesIt() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        Intent.HostToHost same =
                new Intent.HostToHost(
                        new IntentId("second"),
                        Precedence.INTENT,
                        rehearsal.host("a").id(),
                        rehearsal.host("d").id());
        assertConflict("a.d", rehearsal, same);
        rehearsal.install(points("p", "b", "d", to("10.1.0.0/16"), rehearsal));
        assertConflict("p", rehearsal, points("q", "b", "c", to("10.1.0.0/16"), rehearsal));
        rehearsal.withdraw("a.d");
        rehearsal.playMillis(100);
        rehearsal.install(same);
        rehearsal.assertRight();
    }

    @Test
    void selectorsThatOverlapWithoutOneBeingNarrowerAreAConflict() {
        // Both rules would have the same priority, and which one takes a packet of both is the
        // switch's whim (OpenFlow 1.3.5 section 5.3).
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install(points("p", "a", "b", from("10.0.0.0/8"), rehearsal));
        assertConflict("p", rehearsal, points("q", "a", "c", to("11.0.0.0/8"), rehearsal));
        rehearsal.install(points("r", "a", "c", to("11.1.0.0/16"), rehearsal));
        rehearsal.install(points("s", "a", "d", from("12.0.0.0/8"), rehearsal));
        rehearsal.install(points("t", "b", "d", to("11.0.0.0/8"), rehearsal));
        rehearsal.assertRight();
    }

    private static void assertConflict(String owner, Rehearsal rehearsal, Intent intent) {
        Answer.Rejected rejected =
                assertInstanceOf(Answer.Rejected.class, rehearsal.ask(new Ask.Submit(intent)));
        assertEquals(Answer.Reason.CONFLICT, rejected.reason());
        assertEquals(Optional.of(new IntentId(owner)), rejected.conflictsWith());
        assertTrue(rejected.text().contains(owner), rejected.text());
    }

    @Test
    void anotherIntentUnderAUsedNameIsRefused() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        assertConflict(
                "a.d",
                rehearsal,
                new Intent.HostToHost(
                        new IntentId("a.d"),
                        Precedence.INTENT,
                        rehearsal.host("a").id(),
                        rehearsal.host("c").id()));
    }

    @Test
    void submittingAndWithdrawingAgainChangeNothing() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        Intent intent = rehearsal.between("a", "d");
        rehearsal.install(intent);
        int journalled = rehearsal.backdoor().journal().size();
        assertEquals(new Answer.Accepted(false), rehearsal.ask(new Ask.Submit(intent)));
        assertEquals(journalled, rehearsal.backdoor().journal().size());
        rehearsal.withdraw("a.d");
        assertEquals(
                new Answer.Accepted(false), rehearsal.ask(new Ask.Withdraw(new IntentId("a.d"))));
        rehearsal.playMillis(100);
        assertEquals(InstallState.WITHDRAWN, rehearsal.state("a.d"));
        journalled = rehearsal.backdoor().journal().size();
        assertEquals(
                new Answer.Accepted(false), rehearsal.ask(new Ask.Withdraw(new IntentId("a.d"))));
        assertEquals(journalled, rehearsal.backdoor().journal().size());
        assertEquals(
                Answer.Reason.UNKNOWN,
                assertInstanceOf(
                                Answer.Rejected.class,
                                rehearsal.ask(new Ask.Withdraw(new IntentId("nobody"))))
                        .reason());
    }

    @Test
    void aWithdrawalFreesEveryRuleInEverySwitchAndTheTag() {
        Rehearsal rehearsal = Rehearsal.of(Networks.ring());
        for (String from : List.of("a", "b", "c", "d", "e")) {
            for (String to : List.of("a", "b", "c", "d", "e")) {
                if (!from.equals(to)) {
                    rehearsal.submit(rehearsal.between(from, to));
                }
            }
        }
        rehearsal.play(Duration.ofSeconds(5));
        rehearsal.assertRight();
        rehearsal.view().intents().forEach(i -> rehearsal.withdraw(i.intent().id().value()));
        rehearsal.play(Duration.ofSeconds(5));
        assertTrue(
                rehearsal.view().intents().stream()
                        .allMatch(intent -> intent.state() == InstallState.WITHDRAWN));
        rehearsal.assertRight();
        assertNoTagIsHeld(rehearsal);
    }

    private static void assertNoTagIsHeld(Rehearsal rehearsal) {
        List<JournalEntry> journal = rehearsal.backdoor().journal();
        assertEquals(
                journal.stream().filter(JournalEntry.TunnelReserved.class::isInstance).count(),
                journal.stream().filter(JournalEntry.TunnelReleased.class::isInstance).count());
    }

    @Test
    void anIntentMayBeWithdrawnInTheMiddleOfAnything() {
        for (int micros = 0; micros < 12_000; micros += 600) {
            Rehearsal rehearsal = Rehearsal.of(Networks.ring());
            rehearsal.install("a", "c");
            rehearsal.install("c", "a");
            rehearsal.move("c.a", rehearsal.link("c", "b"));
            rehearsal.submit(rehearsal.between("b", "d"));
            rehearsal.cut("a", "b");
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            for (String id : List.of("a.c", "c.a", "b.d")) {
                rehearsal.withdraw(id);
            }
            rehearsal.play(LONG);
            for (String id : List.of("a.c", "c.a", "b.d")) {
                assertEquals(InstallState.WITHDRAWN, rehearsal.state(id), id + " " + micros);
            }
            rehearsal.assertRight();
            assertNoTagIsHeld(rehearsal);
        }
    }

    @Test
    void aWithdrawalIsNotOverBeforeASwitchThatIsAwayHasConfirmedIt() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.begin(new Fault.ChannelDown("d"), Duration.ofSeconds(60));
        rehearsal.withdraw("a.d");
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(InstallState.WITHDRAWING, rehearsal.state("a.d"));
        assertEquals(
                Answer.Reason.BUSY,
                assertInstanceOf(
                                Answer.Rejected.class,
                                rehearsal.ask(new Ask.Submit(rehearsal.between("a", "d"))))
                        .reason());
        rehearsal.play(LONG);
        assertEquals(InstallState.WITHDRAWN, rehearsal.state("a.d"));
        rehearsal.assertRight();
        assertNoTagIsHeld(rehearsal);
    }

    @Test
    void anIntentForAHostThatWasNeverSeenWaitsForIt() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        MacAddress mac = MacAddress.parse("02:bb:00:00:00:01");
        rehearsal.submit(
                new Intent.HostToHost(
                        new IntentId("later"),
                        Precedence.INTENT,
                        rehearsal.host("a").id(),
                        new HostId(mac)));
        rehearsal.playUntilState("later", InstallState.PARKED);
        assertEquals(
                "host 02:bb:00:00:00:01 has not been seen (5 tries)",
                rehearsal.intent("later").reason());
        assertEquals(
                1,
                rehearsal.events(Event.Kind.INTENT_STATE).stream()
                        .filter(event -> event.text().startsWith("PARKED"))
                        .count());
        rehearsal
                .backdoor()
                .receive(
                        rehearsal.port("d"),
                        Frames.announcement(
                                mac, io.teleon.models.network.Ipv4Address.parse("10.9.9.9")));
        rehearsal.playMillis(100);
        assertEquals(InstallState.INSTALLED, rehearsal.state("later"));
        rehearsal.assertRight();
    }
}
