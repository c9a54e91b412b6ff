package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.models.format.BuiltInTopologies;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.TrafficSelector;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A controller that is killed and started again from its journal.
class RestartTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static List<FlowEntry> everyEntry(Rehearsal rehearsal) {
        List<FlowEntry> entries = new ArrayList<>();
        rehearsal
                .world()
                .plan()
                .topology()
                .nodes()
                .forEach(node -> entries.addAll(rehearsal.entries(node.name())));
        return entries;
    }

    @Test
    void notOneRuleIsRewrittenAndNoPacketIsLost() {
        Rehearsal rehearsal = Rehearsal.of(BuiltInTopologies.abilene());
        List<String> nodes =
                rehearsal.world().plan().topology().nodes().stream().map(n -> n.name()).toList();
        for (String from : nodes) {
            for (String to : nodes) {
                if (!from.equals(to)) {
                    rehearsal.submit(rehearsal.between(from, to));
                }
            }
        }
        rehearsal.play(Duration.ofSeconds(5));
        rehearsal.assertRight();
        rehearsal.probe(nodes.getFirst(), nodes.getLast(), Duration.ofSeconds(60));
        rehearsal.playMillis(100);
        List<FlowEntry> before = everyEntry(rehearsal);
        Duration began = rehearsal.elapsed();
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(20));
        rehearsal.play(Duration.ofSeconds(65));
        Duration passed = rehearsal.elapsed().minus(began);
        assertEquals(
                before.stream().map(e -> e.match() + " " + e.duration().plus(passed)).toList(),
                everyEntry(rehearsal).stream().map(e -> e.match() + " " + e.duration()).toList());
        assertEquals(60_000, rehearsal.world().probesSent());
        assertEquals(0, rehearsal.lostProbes());
        assertTrue(
                rehearsal.view().intents().stream()
                        .allMatch(intent -> intent.state() == InstallState.INSTALLED));
        assertEquals(132, rehearsal.view().intents().size());
        rehearsal.assertRight();
    }

    @Test
    void aKillAtAnyMomentOfAMoveLosesNoPacket() {
        for (int micros = 0; micros < 8000; micros += 500) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            rehearsal.probe("a", "d", Duration.ofSeconds(20));
            rehearsal.playMillis(100);
            rehearsal.move("a.d", rehearsal.link("a", "b"));
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
            rehearsal.play(LONG);
            assertEquals(0, rehearsal.lostProbes(), "killed after " + micros + " us");
            assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"));
            rehearsal.assertRight();
        }
    }

    @Test
    void aKillAtAnyMomentOfARestorationEndsInRightTables() {
        for (int micros = 0; micros < 8000; micros += 500) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            rehearsal.install("d", "a");
            rehearsal.cut("b", "d");
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
            rehearsal.play(LONG);
            assertEquals("a c d", rehearsal.path("a.d"), "killed after " + micros + " us");
            assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"));
            rehearsal.assertRight();
        }
    }

    @Test
    void whatWasSubmittedStaysAndWhatWasWithdrawnStaysAway() {
        for (int micros = 0; micros < 8000; micros += 500) {
            Rehearsal rehearsal = Rehearsal.of(Networks.ring());
            rehearsal.install("a", "c");
            rehearsal.install("c", "a");
            rehearsal.submit(rehearsal.between("b", "e"));
            rehearsal.withdraw("a.c");
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
            rehearsal.play(LONG);
            assertEquals(InstallState.INSTALLED, rehearsal.state("b.e"));
            assertEquals(InstallState.INSTALLED, rehearsal.state("c.a"));
            assertTrue(
                    rehearsal.view().intents().stream()
                            .filter(i -> i.intent().id().value().equals("a.c"))
                            .allMatch(i -> i.state() == InstallState.WITHDRAWN));
            rehearsal.assertRight();
        }
    }

    @Test
    void whatBrokeWhileNobodyWatchedIsRestoredAfterTheStart() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(10));
        rehearsal.play(Duration.ofSeconds(1));
        rehearsal.cut("b", "d");
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void aControllerKilledAgainAndAgainComesToRest() {
        Rehearsal rehearsal = Rehearsal.of(Networks.ring());
        rehearsal.install("a", "c");
        rehearsal.install("c", "a");
        rehearsal.probe("a", "c", Duration.ofSeconds(60));
        for (int i = 0; i < 20; i++) {
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofMillis(700));
            rehearsal.playMillis(1000 + 37 * i);
        }
        rehearsal.play(LONG);
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void aTunnelNobodyUsesIsErasedOnlyWhenItsIngressHasConfirmed() {
        // Killed in the middle of a move while the ingress is away: it still sends into the old
        // path.
        for (int micros = 0; micros < 8000; micros += 500) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            rehearsal.probe("a", "d", Duration.ofSeconds(25));
            rehearsal.playMillis(100);
            rehearsal.move("a.d", rehearsal.link("a", "b"));
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.begin(new Fault.ChannelDown("a"), Duration.ofSeconds(20));
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
            rehearsal.play(LONG);
            assertEquals(0, rehearsal.lostProbes(), "killed after " + micros + " us");
            rehearsal.assertRight();
        }
    }

    @Test
    void aWithdrawnIntentThatIsResumedFirstDoesNotTakeDownTheTunnelOfAnother() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        Intent sharesTheTunnel =
                new Intent.PointToPoint(
                        new IntentId("points"),
                        Precedence.AUTONOMIC,
                        rehearsal.port("a"),
                        rehearsal.port("d"),
                        TrafficSelector.ALL);
        rehearsal.install(sharesTheTunnel);
        rehearsal.begin(new Fault.ChannelDown("a"), Duration.ofSeconds(30));
        rehearsal.withdraw("a.d");
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
        rehearsal.play(LONG);
        assertEquals(InstallState.INSTALLED, rehearsal.state("points"));
        rehearsal.assertRight();
    }

    @Test
    void aWithdrawalWaitsForTheIngressAlsoWhenItsTunnelIsGoneAlready() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.begin(new Fault.ChannelDown("a"), Duration.ofSeconds(30));
        rehearsal.withdraw("a.d");
        rehearsal.play(Duration.ofSeconds(1));
        for (int i = 0; i < 2; i++) {
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
            rehearsal.play(Duration.ofSeconds(10));
            assertEquals(InstallState.WITHDRAWING, rehearsal.state("a.d"));
        }
        rehearsal.play(LONG);
        assertEquals(InstallState.WITHDRAWN, rehearsal.state("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void aHostNobodyHearsAgainIsNotForgottenThoughNoIntentOfItWasPlaced() {
        for (boolean bothWays : new boolean[] {true, false}) {
            Rehearsal rehearsal = Rehearsal.of(Networks.ring());
            rehearsal.install("a", "c");
            if (bothWays) {
                rehearsal.install("c", "a");
            }
            // Its host speaks again when its switch is back, which nobody hears, and not before
            // the next minute.
            rehearsal.begin(new Fault.SwitchCrash("c"), Duration.ofSeconds(10));
            rehearsal.play(Duration.ofSeconds(3));
            assertEquals(InstallState.FAILED, rehearsal.state("a.c"));
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(15));
            rehearsal.play(Duration.ofSeconds(35));
            assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
            rehearsal.assertRight();
            rehearsal.withdraw("a.c");
            rehearsal.play(Duration.ofSeconds(2));
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(3));
            rehearsal.play(Duration.ofSeconds(8));
            assertEquals(
                    bothWays ? 2 : 0, rehearsal.view().hosts().size(), "known hosts of intents");
        }
    }
}
