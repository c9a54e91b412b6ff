package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.intent.LimitOutcome;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.report.ControllerView.LimitStage;
import io.teleon.controller.report.ControllerView.LimitView;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.InstallState;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Terms;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Intents that ask to be limited: 100 Mbit/s are offered from a to d, and 40 are let in.
class RateLimitTest {

    private static final IntentId ID = new IntentId("a.d");
    private static final Duration LONG = Duration.ofSeconds(70);

    private static Rehearsal busy() {
        Topology topology = Networks.diamond();
        return Rehearsal.of(
                WorldPlan.of(topology, 1, () -> 0L)
                        .withTraffic(ConstantTraffic.of(topology, "a d 100", "b d 30")));
    }

    private static Intent limited(Rehearsal rehearsal) {
        return new Intent.HostToHost(
                ID,
                Precedence.INTENT,
                rehearsal.host("a").id(),
                rehearsal.host("d").id(),
                new Terms(
                        Tier.SILVER,
                        Constraints.NONE,
                        List.of(),
                        Optional.of(Bandwidth.ofMegabits(40))));
    }

    private static void assertLimited(Rehearsal rehearsal, double megabits) {
        assertEquals(
                Optional.of(new LimitView(Bandwidth.ofMegabits(megabits), LimitStage.IN_FORCE, "")),
                rehearsal.intent("a.d").limit());
        assertEquals(megabits, load(rehearsal, "a", "b"), 0.01);
    }

    private static double load(Rehearsal rehearsal, String from, String to) {
        return rehearsal.view().links().stream()
                .filter(view -> view.link().id().equals(rehearsal.link(from, to)))
                .findFirst()
                .flatMap(view -> view.load())
                .orElse(Bandwidth.ZERO)
                .megabitsPerSecond();
    }

    @Test
    void noMoreIsLetInThanItAsksForAndOthersFareAsBefore() {
        Rehearsal rehearsal = busy();
        rehearsal.install(limited(rehearsal));
        rehearsal.install("b", "d");
        rehearsal.play(LONG);
        assertLimited(rehearsal, 40);
        assertEquals(FulfilmentState.UNKNOWN, rehearsal.intent("a.d").fulfilment().state());
        assertEquals(FulfilmentState.FULFILLED, rehearsal.intent("b.d").fulfilment().state());
        rehearsal.cut("a", "b", Duration.ofSeconds(20));
        rehearsal.play(Duration.ofSeconds(90));
        assertLimited(rehearsal, 40);
        rehearsal.withdraw("a.d");
        rehearsal.play(LONG);
        rehearsal.assertRight();
    }

    @Test
    void aProgramMayLimitItFurtherAndGivesBackWhatItAskedFor() {
        Rehearsal rehearsal = busy();
        rehearsal.install(limited(rehearsal));
        for (double megabits : List.of(20.0, 60.0)) {
            assertEquals(
                    megabits < 40 ? new LimitOutcome.Changing() : new LimitOutcome.AlreadyThere(),
                    rehearsal.act(hands ->
                            hands.intents()
                                    .limit(
                                            ID,
                                            Optional.of(Bandwidth.ofMegabits(megabits)),
                                            rehearsal.now())));
            rehearsal.play(LONG);
            assertLimited(rehearsal, Math.min(40, megabits));
            rehearsal.act(hands -> hands.intents().limit(ID, Optional.empty(), rehearsal.now()));
            rehearsal.play(LONG);
            assertLimited(rehearsal, 40);
        }
    }

    @Test
    void theLimitOutlivesAKillAndACrash() {
        Rehearsal rehearsal = busy();
        rehearsal.install(limited(rehearsal));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        rehearsal.play(LONG.plus(LONG));
        assertLimited(rehearsal, 40);
        rehearsal.begin(new Fault.SwitchCrash("a"), Duration.ofSeconds(5));
        rehearsal.play(LONG.plus(LONG));
        assertLimited(rehearsal, 40);
        rehearsal.assertNoViolation();
    }

    @Test
    void whereTheSwitchHasNoMeterLeftItIsNotInstalled() {
        Rehearsal rehearsal = busy();
        int meter = 1000;
        while (rehearsal
                .backdoor()
                .say(
                        rehearsal.node("a"),
                        new MeterMod(
                                7,
                                MeterMod.Command.ADD,
                                Set.of(MeterMod.Flag.KBPS),
                                meter,
                                List.of(new MeterMod.Band.Drop(7, 0))))
                .isEmpty()) {
            meter++;
        }
        rehearsal.submit(limited(rehearsal));
        rehearsal.play(LONG);
        assertEquals(InstallState.PARKED, rehearsal.state("a.d"));
        assertTrue(
                rehearsal.intent("a.d").reason().startsWith("a switch refused its rate limit: "),
                rehearsal.intent("a.d").reason());
        assertEquals(0, load(rehearsal, "a", "b"), 0.01);
    }
}
