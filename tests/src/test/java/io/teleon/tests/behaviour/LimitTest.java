package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.teleon.controller.intent.LimitOutcome;
import io.teleon.controller.openflow.MeterMod;
import io.teleon.controller.openflow.MultipartReply;
import io.teleon.controller.openflow.MultipartReply.MeterEntry;
import io.teleon.controller.openflow.MultipartRequest;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.report.ControllerView.LimitStage;
import io.teleon.controller.report.ControllerView.LimitView;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Intents whose rate is limited at their ingress.
class LimitTest {

    private static final IntentId ID = new IntentId("a.d");
    private static final Duration LONG = Duration.ofSeconds(70);

    /// A hundred Mbit/s from a to d.
    private static Rehearsal busy() {
        Topology topology = Networks.diamond();
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(ConstantTraffic.of(topology, "a d 100")));
        rehearsal.install("a", "d");
        rehearsal.play(LONG);
        assertEquals(1, delivered(rehearsal), 1e-6);
        return rehearsal;
    }

    private static LimitOutcome limit(Rehearsal rehearsal, double megabits) {
        return rehearsal.act(hands ->
                hands.intents()
                        .limit(ID, Optional.of(Bandwidth.ofMegabits(megabits)), rehearsal.now()));
    }

    private static LimitOutcome lift(Rehearsal rehearsal) {
        return rehearsal.act(hands -> hands.intents().limit(ID, Optional.empty(), rehearsal.now()));
    }

    private static double delivered(Rehearsal rehearsal) {
        OptionalDouble share =
                rehearsal.act(hands ->
                        hands.intentRates().delivered(hands.intents().serialOf(ID).orElseThrow()));
        return share.orElse(-1);
    }

    private static double rate(Rehearsal rehearsal) {
        return rehearsal.act(hands ->
                hands.intentRates()
                        .of(hands.intents().serialOf(ID).orElseThrow())
                        .orElseThrow()
                        .bandwidth()
                        .megabitsPerSecond());
    }

    private static List<MeterEntry> meters(Rehearsal rehearsal, String node) {
        List<MeterEntry> meters = new ArrayList<>();
        for (OpenFlowMessage reply :
                rehearsal
                        .backdoor()
                        .say(
                                rehearsal.node(node),
                                new MultipartRequest(
                                        7,
                                        new MultipartRequest.MeterConfigs(MeterMod.ALL_METERS)))) {
            if (reply
                    instanceof MultipartReply(int _, boolean _, MultipartReply.MeterConfigs part)) {
                meters.addAll(part.entries());
            }
        }
        return meters;
    }

    private static void assertLimited(Rehearsal rehearsal, double share) {
        assertEquals(share, delivered(rehearsal), 1e-4);
        assertEquals(100, rate(rehearsal), 1e-3, "what comes in is counted before the meter");
        assertEquals(1, meters(rehearsal, "a").size());
        assertEquals(
                LimitStage.IN_FORCE,
                rehearsal.intent("a.d").limit().map(LimitView::stage).orElseThrow());
    }

    @Test
    void aLimitLimitsAndItsRemovalRestores() {
        Rehearsal rehearsal = busy();
        assertEquals(new LimitOutcome.Changing(), limit(rehearsal, 40));
        rehearsal.play(LONG);
        assertLimited(rehearsal, 0.4);
        assertEquals(new LimitOutcome.AlreadyThere(), limit(rehearsal, 40));
        assertEquals(new LimitOutcome.Changing(), limit(rehearsal, 70));
        rehearsal.play(LONG);
        assertLimited(rehearsal, 0.7);
        assertEquals(new LimitOutcome.Changing(), lift(rehearsal));
        rehearsal.play(LONG);
        assertEquals(1, delivered(rehearsal), 1e-6);
        assertEquals(List.of(), meters(rehearsal, "a"));
        rehearsal.assertRight();
    }

    @Test
    void aLimitFollowsItsIntentToAnotherPath() {
        Rehearsal rehearsal = busy();
        limit(rehearsal, 40);
        rehearsal.steer("a.d", "a", "c", "d");
        rehearsal.play(LONG);
        assertEquals("a c d", rehearsal.path("a.d"));
        assertLimited(rehearsal, 0.4);
        rehearsal.cut("c", "d");
        rehearsal.play(LONG);
        assertLimited(rehearsal, 0.4);
        rehearsal.withdraw("a.d");
        rehearsal.play(LONG);
        assertEquals(List.of(), meters(rehearsal, "a"));
        rehearsal.assertRight();
    }

    @Test
    void aLimitSurvivesReconnectionRestartAndTheLossOfEverythingInTheSwitch() {
        Rehearsal rehearsal = busy();
        limit(rehearsal, 40);
        rehearsal.play(LONG);
        for (Fault fault :
                List.of(
                        new Fault.ChannelDown("a"),
                        new Fault.ControllerGone(),
                        new Fault.SwitchCrash("a"))) {
            rehearsal.begin(fault, Duration.ofSeconds(5));
            rehearsal.play(LONG.plus(LONG));
            assertLimited(rehearsal, 0.4);
        }
        lift(rehearsal);
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        rehearsal.play(LONG.plus(LONG));
        assertEquals(1, delivered(rehearsal), 1e-6);
        assertEquals(List.of(), meters(rehearsal, "a"));
        rehearsal.assertRight();
    }

    @Test
    void metersThatSomebodyChangedAreMended() {
        Rehearsal rehearsal = busy();
        limit(rehearsal, 40);
        rehearsal.play(LONG);
        MeterEntry right = meters(rehearsal, "a").getFirst();
        List<MeterMod.Band> wrong = List.of(new MeterMod.Band.Drop(7, 0));
        for (MeterMod mod :
                List.of(
                        new MeterMod(
                                7,
                                MeterMod.Command.DELETE,
                                Set.of(),
                                MeterMod.ALL_METERS,
                                List.of()),
                        new MeterMod(
                                7,
                                MeterMod.Command.MODIFY,
                                Set.of(MeterMod.Flag.KBPS),
                                right.meterId(),
                                wrong),
                        new MeterMod(
                                7, MeterMod.Command.ADD, Set.of(MeterMod.Flag.KBPS), 99, wrong))) {
            rehearsal.backdoor().say(rehearsal.node("a"), mod);
            rehearsal.reconcile();
            rehearsal.play(LONG);
            assertEquals(List.of(right), meters(rehearsal, "a"), mod::toString);
            assertLimited(rehearsal, 0.4);
        }
    }

    @Test
    void aSwitchThatHasNoMeterLeftFailsTheLimitAndNothingElse() {
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
        rehearsal.probe("a", "d", Duration.ofSeconds(10));
        assertEquals(new LimitOutcome.Changing(), limit(rehearsal, 40));
        rehearsal.play(Duration.ofSeconds(15));
        LimitView failed = rehearsal.intent("a.d").limit().orElseThrow();
        assertEquals(LimitStage.FAILED, failed.stage(), failed.reason());
        assertEquals(0, rehearsal.lostProbes());
        rehearsal.play(LONG);
        assertEquals(1, delivered(rehearsal), 1e-6);
        rehearsal.assertRight();
    }

    @Test
    void whatNoMeterCanDoIsRefused() {
        Rehearsal rehearsal = busy();
        assertInstanceOf(LimitOutcome.Impossible.class, limit(rehearsal, 1e-9));
        assertEquals(Optional.empty(), rehearsal.intent("a.d").limit());
    }
}
