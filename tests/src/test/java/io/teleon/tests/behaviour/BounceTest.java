package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.topology.BounceOutcome;
import io.teleon.models.intent.InstallState;
import io.teleon.models.network.ConnectPoint;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Ports that are taken down and up again.
class BounceTest {

    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static BounceOutcome bounce(Rehearsal rehearsal, ConnectPoint port) {
        return rehearsal.act(hands -> hands.bounces().bounce(port, DOWN, rehearsal.now()));
    }

    private static boolean isAdminUp(Rehearsal rehearsal, ConnectPoint port) {
        return rehearsal.act(hands -> hands.network().isAdminUp(port));
    }

    @Test
    void aPortGoesDownAndComesUpAgain() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        rehearsal.install("a", "d");
        ConnectPoint port = rehearsal.link("a", "b").source();
        assertEquals(
                new BounceOutcome.Bouncing(rehearsal.now().plus(DOWN)), bounce(rehearsal, port));
        assertInstanceOf(BounceOutcome.Impossible.class, bounce(rehearsal, port), "twice");
        rehearsal.playMillis(100);
        assertFalse(isAdminUp(rehearsal, port));
        assertTrue(isAdminUp(rehearsal, rehearsal.link("b", "a").source()), "the far end");
        assertEquals("a c d", rehearsal.path("a.d"));
        rehearsal.play(DOWN);
        assertTrue(isAdminUp(rehearsal, port));
        rehearsal.play(LONG);
        assertEquals("a b d", rehearsal.path("a.d"));
        assertFalse(rehearsal.<Boolean>act(hands -> hands.bounces().isUnderWay(port)));
        rehearsal.assertRight();
    }

    @Test
    void aControllerThatIsKilledMeanwhileBringsItUpInItsNextLife() {
        for (int millis = 0; millis < 2_200; millis += 550) {
            Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
            rehearsal.install("a", "d");
            ConnectPoint port = rehearsal.link("a", "b").source();
            bounce(rehearsal, port);
            rehearsal.playMillis(millis);
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(10));
            rehearsal.play(LONG);
            assertTrue(isAdminUp(rehearsal, port), "killed after " + millis + " ms");
            assertFalse(rehearsal.<Boolean>act(hands -> hands.bounces().isUnderWay(port)));
            rehearsal.play(LONG);
            assertEquals("a b d", rehearsal.path("a.d"));
            assertEquals(InstallState.INSTALLED, rehearsal.state("a.d"));
            rehearsal.assertRight();
        }
    }

    @Test
    void aSwitchThatIsOutOfReachMeanwhileIsToldWhenItIsBack() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        ConnectPoint port = rehearsal.link("a", "b").source();
        bounce(rehearsal, port);
        rehearsal.playMillis(500);
        rehearsal.begin(new Fault.ChannelDown("a"), Duration.ofSeconds(10));
        rehearsal.play(LONG);
        assertTrue(isAdminUp(rehearsal, port));
        assertFalse(rehearsal.<Boolean>act(hands -> hands.bounces().isUnderWay(port)));
    }

    @Test
    void aPortThatSomebodySwitchedOffOrThatIsNotThereIsLeftAlone() {
        Rehearsal rehearsal = Rehearsal.of(Networks.diamond());
        assertInstanceOf(
                BounceOutcome.Impossible.class,
                bounce(rehearsal, ConnectPoint.of(rehearsal.node("a").value(), 77)));
        assertInstanceOf(BounceOutcome.Impossible.class, bounce(rehearsal, ConnectPoint.of(77, 1)));
    }
}
