package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.LinkId;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Voluntary changes of paths, with a thousand probe packets a second under way.
class MoveTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void aMoveUnderTrafficLosesNoPacket() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.probe("a", "d", Duration.ofSeconds(10));
        rehearsal.playMillis(1000);
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.playMillis(20);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.play(LONG);
        assertEquals(10_000, rehearsal.world().probesSent());
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void movesBackAndForthAsFastAsTheyAreAcceptedLoseNoPacket() {
        for (int millis = 1; millis < 1300; millis = millis * 3 / 2 + 1) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            rehearsal.probe("a", "d", Duration.ofSeconds(20));
            boolean upper = false;
            for (int i = 0; i < 12; i++) {
                rehearsal.playMillis(millis);
                LinkId avoid = upper ? rehearsal.link("a", "c") : rehearsal.link("a", "b");
                if (rehearsal.ask(new Ask.Move(new IntentId("a.d"), List.of(avoid)))
                        instanceof Answer.Accepted) {
                    upper = !upper;
                }
            }
            rehearsal.play(LONG);
            assertEquals(0, rehearsal.lostProbes(), "with moves " + millis + " ms apart");
            assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"));
            rehearsal.assertRight();
        }
    }

    @Test
    void packetsStillOnAPathLeftTheSecondTimeAreNotCutOffByTheFirstLeaving() {
        // A path that was left, entered again and left again is drained from its last leaving on.
        Rehearsal rehearsal =
                Rehearsal.of(Networks.withDelay(Networks.diamond(), Duration.ofMillis(200)));
        rehearsal.install("a", "d");
        rehearsal.probe("a", "d", Duration.ofSeconds(5));
        rehearsal.playMillis(100);
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.playMillis(970);
        rehearsal.move("a.d", rehearsal.link("a", "c"));
        rehearsal.playMillis(20);
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.play(LONG);
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void aMoveAcrossASlowSwitchWaitsForItsBarrierAndLosesNoPacket() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.begin(new Fault.SlowChannel(Duration.ofMillis(300), Optional.of("c")));
        rehearsal.probe("a", "d", Duration.ofSeconds(10));
        rehearsal.playMillis(100);
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.playMillis(500);
        assertEquals("a b d", rehearsal.path("a.d"));
        assertEquals(InstallState.REROUTING, rehearsal.state("a.d"));
        rehearsal.playMillis(200);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.play(LONG);
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.assertRight();
    }

    @Test
    void aCutOfTheNewPathInTheMiddleOfAMoveLosesNoMoreThanWhatWasOnIt() {
        for (int micros = 0; micros < 10_000; micros += 500) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            rehearsal.probe("a", "d", Duration.ofSeconds(5));
            rehearsal.playMillis(100);
            rehearsal.move("a.d", rehearsal.link("a", "b"));
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.cut("c", "d");
            rehearsal.play(LONG);
            assertEquals("a b d", rehearsal.path("a.d"), "cut after " + micros + " us");
            assertTrue(
                    rehearsal.lostProbes() < 20, rehearsal.lostProbes() + " lost after " + micros);
            rehearsal.assertRight();
        }
    }

    @Test
    void aCutOfTheOldPathInTheMiddleOfAMoveEndsOnTheNewOne() {
        for (int micros = 0; micros < 10_000; micros += 500) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            rehearsal.probe("a", "d", Duration.ofSeconds(5));
            rehearsal.playMillis(100);
            rehearsal.move("a.d", rehearsal.link("a", "b"));
            rehearsal.play(Duration.ofNanos(micros * 1000L));
            rehearsal.cut("b", "d");
            rehearsal.play(LONG);
            assertEquals("a c d", rehearsal.path("a.d"), "cut after " + micros + " us");
            assertTrue(
                    rehearsal.lostProbes() < 20, rehearsal.lostProbes() + " lost after " + micros);
            rehearsal.assertRight();
        }
    }

    @Test
    void aSwitchThatDisconnectsInTheMiddleOfAMoveCostsNoPacket() {
        for (int micros = 0; micros < 10_000; micros += 500) {
            for (String node : List.of("a", "c", "d")) {
                Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
                rehearsal.install("a", "d");
                rehearsal.probe("a", "d", Duration.ofSeconds(5));
                rehearsal.playMillis(100);
                rehearsal.move("a.d", rehearsal.link("a", "b"));
                rehearsal.play(Duration.ofNanos(micros * 1000L));
                rehearsal.begin(new Fault.ChannelDown(node), Duration.ofSeconds(3));
                rehearsal.play(LONG);
                String when = node + " after " + micros + " us";
                assertEquals("a c d", rehearsal.path("a.d"), when);
                assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"), when);
                assertEquals(0, rehearsal.lostProbes(), when);
                rehearsal.assertRight();
            }
        }
    }

    @Test
    void aMovedIntentKeepsOffTheLinkUntilItIsItsOnlyWay() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.cut("c", "d");
        rehearsal.playMillis(100);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.play(LONG);
        rehearsal.assertRight();
    }

    @Test
    void aMoveThatHasNoWayIsRefusedAndChangesNothing() {
        Rehearsal rehearsal = Rehearsal.of(Networks.of("a-b"));
        rehearsal.install("a", "b");
        Answer answer =
                rehearsal.ask(new Ask.Move(new IntentId("a.b"), List.of(rehearsal.link("a", "b"))));
        assertEquals(
                "no path from a to b that avoids 1 links",
                assertInstanceOf(Answer.Rejected.class, answer).text());
        assertEquals(InstallState.INSTALLED, rehearsal.state("a.b"));
        rehearsal.assertRight();
    }

    @Test
    void anIntentWhoseWayWasMovedComesBackByAnyWayThereIs() {
        // What a person wanted avoided is no reason to stay down when nothing else is left.
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        rehearsal.move("a.d", rehearsal.link("a", "b"));
        rehearsal.play(Duration.ofSeconds(3));
        rehearsal.begin(new Fault.SwitchCrash("d"), Duration.ofSeconds(60));
        rehearsal.play(Duration.ofSeconds(59));
        rehearsal.cut("a", "c");
        rehearsal.play(LONG);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }
}
