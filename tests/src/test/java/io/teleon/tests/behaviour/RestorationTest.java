package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.flow.Cookie;
import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.openflow.MatchField;
import io.teleon.controller.openflow.MultipartReply.FlowEntry;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestorationTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void intentsGoByTheLightestPath() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void aLinkLossLeadsTheIntentsThatUsedItAnotherWayWithinTensOfMilliseconds() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.cut("b", "d");
        rehearsal.playUntil(
                "another way",
                Duration.ofMillis(20),
                () ->
                        rehearsal.path("a.d").equals("a c d")
                                && rehearsal.state("a.d") == InstallState.INSTALLED);
        rehearsal.play(LONG);
        rehearsal.assertRight();
    }

    @Test
    void aLinkLossLeavesTheRulesOfOtherIntentsAloneToTheLastCounter() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.install("a", "c");
        rehearsal.install("c", "d");
        rehearsal.probe("a", "c", Duration.ofMillis(100));
        rehearsal.playMillis(200);
        List<FlowEntry> before = rulesOfOthers(rehearsal, "a.d");
        assertTrue(before.stream().anyMatch(entry -> entry.packets() > 0), "traffic was counted");
        Duration began = rehearsal.elapsed();
        rehearsal.cut("b", "d");
        rehearsal.playMillis(1000);
        Duration passed = rehearsal.elapsed().minus(began);
        assertEquals("a c d", rehearsal.path("a.d"));
        assertEquals(
                before.stream().map(entry -> later(entry, passed)).toList(),
                rulesOfOthers(rehearsal, "a.d").stream()
                        .filter(after -> before.stream().anyMatch(b -> isSame(b, after)))
                        .toList());
    }

    /// Every entry in the network that is neither the intent's own ingress nor part of its tunnel.
    private static List<FlowEntry> rulesOfOthers(Rehearsal rehearsal, String id) {
        int serial = rehearsal.intent(id).serial();
        int tag = rehearsal.intent(id).tag().orElseThrow().vlan();
        List<FlowEntry> others = new ArrayList<>();
        for (String node : List.of("a", "b", "c", "d")) {
            for (FlowEntry entry : rehearsal.entries(node)) {
                Cookie owner = Cookie.tryParse(entry.cookie()).orElseThrow();
                boolean own = owner.isIntent() && owner.serial() == serial;
                boolean path =
                        entry.match()
                                .exact(MatchField.VLAN_VID)
                                .equals(OptionalLong.of(MatchField.VID_PRESENT | tag));
                if (!own && !path && owner.kind() != Cookie.Kind.BASE) {
                    others.add(entry);
                }
            }
        }
        return others;
    }

    private static boolean isSame(FlowEntry before, FlowEntry after) {
        return before.table().equals(after.table())
                && before.cookie() == after.cookie()
                && before.match().equals(after.match());
    }

    private static FlowEntry later(FlowEntry entry, Duration passed) {
        return new FlowEntry(
                entry.table(),
                entry.priority(),
                entry.match(),
                entry.cookie(),
                entry.instructions(),
                entry.duration().plus(passed),
                entry.idleTimeout(),
                entry.hardTimeout(),
                entry.flags(),
                entry.packets(),
                entry.bytes());
    }

    @Test
    void anIntentWithoutAPathIsParkedWithTheReasonAndReturnsByItselfWithTheLink() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "b-c"));
        rehearsal.install("a", "c");
        rehearsal.install("a", "b");
        rehearsal.cut("b", "c", Duration.ofMinutes(5));
        rehearsal.playMillis(100);
        assertEquals(InstallState.FAILED, rehearsal.state("a.c"));
        assertFalse(rehearsal.intent("a.c").holdsRules());
        assertEquals("no path from a to c", rehearsal.intent("a.c").reason());
        rehearsal.playUntilState("a.c", InstallState.PARKED);
        assertEquals("no path from a to c (5 tries)", rehearsal.intent("a.c").reason());
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.b"));
        rehearsal.assertRight();
        rehearsal.play(Duration.ofMinutes(5));
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
        rehearsal.assertRight();
    }

    @Test
    void intentsReturnToTheLighterPathOnceTheNetworkHasBeenQuiet() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.cut("b", "d", Duration.ofSeconds(5));
        rehearsal.probe("a", "d", Duration.ofSeconds(1));
        rehearsal.playMillis(1100);
        long lost = rehearsal.lostProbes();
        assertTrue(lost > 0 && lost < 20, lost + " lost until another way was found");
        rehearsal.probe("a", "d", Duration.ofSeconds(60));
        rehearsal.play(Duration.ofSeconds(62));
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals(lost, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void aSwitchThatCrashesAndReturnsWithEmptyTablesIsFilledAgain() {
        Rehearsal rehearsal = Rehearsal.of(Networks.ring());
        rehearsal.install("a", "c");
        rehearsal.install("b", "a");
        rehearsal.install("d", "e");
        rehearsal.begin(new Fault.SwitchCrash("b"), Duration.ofSeconds(40));
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals("a e d c", rehearsal.path("a.c"));
        assertEquals(InstallState.PARKED, rehearsal.state("b.a"));
        assertEquals(InstallState.INSTALLED, rehearsal.state("d.e"));
        rehearsal.play(LONG);
        assertEquals("a b c", rehearsal.path("a.c"));
        assertEquals("b a", rehearsal.path("b.a"));
        rehearsal.assertRight();
    }

    @Test
    void aBriefCrashThatNobodyHeardOfIsMendedWhenTheSwitchConnectsAnew() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.begin(new Fault.SwitchCrash("b"), Duration.ofMillis(200));
        rehearsal.play(LONG);
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void aSwitchThatDisconnectsInTheMiddleOfARerouteIsRightAfterItReturns() {
        for (int micros = 0; micros < 8000; micros += 250) {
            Rehearsal rehearsal = Rehearsal.of(Networks.ring());
            rehearsal.install("a", "c");
            rehearsal.install("c", "a");
            rehearsal.cut("a", "b");
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.begin(new Fault.ChannelDown("d"), Duration.ofSeconds(20));
            rehearsal.play(Duration.ofSeconds(10));
            for (String id : List.of("a.c", "c.a")) {
                if (rehearsal.state(id) == InstallState.INSTALLED) {
                    assertTrue(isWholeInTheSwitches(rehearsal, id), id + " at " + micros + " us");
                }
            }
            rehearsal.play(LONG);
            assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"), "at " + micros + " us");
            assertEquals(InstallState.INSTALLED, rehearsal.state("c.a"), "at " + micros + " us");
            rehearsal.assertRight();
        }
    }

    private static boolean isWholeInTheSwitches(Rehearsal rehearsal, String id) {
        long sent = rehearsal.world().probesSent();
        long lost = rehearsal.lostProbes();
        List<String> ends = List.of(id.split("\\."));
        rehearsal.probe(ends.get(0), ends.get(1), Duration.ofMillis(10));
        rehearsal.playMillis(100);
        return rehearsal.world().probesSent() == sent + 10 && rehearsal.lostProbes() == lost;
    }

    @Test
    void installedIsNeverClaimedBeforeTheLastBarrierIsAnswered() {
        WorldPlan plan = WorldPlan.of(Networks.ring(), 1, () -> 0L);
        Rehearsal rehearsal = Rehearsal.of(plan);
        rehearsal.begin(new Fault.SlowChannel(Duration.ofMillis(500), Optional.of("b")));
        rehearsal.submit(rehearsal.between("a", "c"));
        rehearsal.playMillis(900);
        assertEquals(InstallState.INSTALLING, rehearsal.state("a.c"));
        rehearsal.playMillis(200);
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
        rehearsal.assertRight();
    }

    @Test
    void oneDirectionOfALinkLostIsNoticedAtBothEnds() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.install("d", "a");
        rehearsal.begin(new Fault.DirectionDown("b", "d"));
        rehearsal.playMillis(100);
        assertEquals("a c d", rehearsal.path("a.d"));
        assertEquals("d c a", rehearsal.path("d.a"));
        rehearsal.play(LONG);
        rehearsal.assertRight();
    }

    @Test
    void aLinkThatLosesEverythingWithoutAWordIsGivenUpWhenDiscoveryMissesIt() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.begin(new Fault.LinkLoss("b", "d", 1));
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.assertTablesRight();
    }

    @Test
    void aParkedIntentMayBeTriedAgainByHand() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b"));
        rehearsal.install("a", "b");
        rehearsal.cut("a", "b");
        rehearsal.playUntilState("a.b", InstallState.PARKED);
        assertEquals(new Answer.Accepted(true), rehearsal.ask(new Ask.Retry(new IntentId("a.b"))));
        assertEquals(InstallState.FAILED, rehearsal.state("a.b"));
        rehearsal.playUntilState("a.b", InstallState.PARKED);
    }

    @Test
    void parallelLinksAreEachAWay() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "a-b", "a-b 3"));
        rehearsal.install("a", "b");
        var first = rehearsal.intent("a.b").path();
        rehearsal.cut("a", "b");
        rehearsal.playMillis(100);
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.b"));
        assertFalse(rehearsal.intent("a.b").path().equals(first));
        rehearsal.play(LONG);
        rehearsal.assertRight();
    }

    @Test
    void aFailedIntentSaysThatItHoldsRulesUntilASwitchThatWasAwayHasRemovedThem() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b", "b-c"));
        rehearsal.install("a", "c");
        rehearsal.begin(new Fault.ChannelDown("a"), Duration.ofSeconds(30));
        rehearsal.cut("b", "c");
        rehearsal.play(Duration.ofSeconds(20));
        assertFalse(rehearsal.state("a.c") == InstallState.INSTALLED);
        assertTrue(rehearsal.intent("a.c").holdsRules());
        rehearsal.play(LONG);
        assertEquals(InstallState.PARKED, rehearsal.state("a.c"));
        assertFalse(rehearsal.intent("a.c").holdsRules());
        rehearsal.assertRight();
    }

    @Test
    void aSwitchThatCrashesTwiceAtOnceIsBackWhenTheLastCrashIsOver() {
        Rehearsal rehearsal = Rehearsal.of(Networks.ring());
        rehearsal.install("a", "c");
        rehearsal.begin(new Fault.SwitchCrash("c"), Duration.ofSeconds(10));
        rehearsal.play(Duration.ofSeconds(5));
        rehearsal.begin(new Fault.SwitchCrash("c"), Duration.ofSeconds(20));
        rehearsal.play(Duration.ofSeconds(10));
        assertFalse(rehearsal.backdoor().isPowered(rehearsal.node("c")));
        rehearsal.play(Duration.ofSeconds(60));
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.c"));
        rehearsal.assertRight();
    }
}
