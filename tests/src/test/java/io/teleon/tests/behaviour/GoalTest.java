package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.FulfilmentReport;
import io.teleon.controller.report.GoalView;
import io.teleon.models.intent.Constraints;
import io.teleon.models.intent.FulfilmentState;
import io.teleon.models.intent.Goal;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.intent.Precedence;
import io.teleon.models.intent.Terms;
import io.teleon.models.intent.Tier;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goals for what is measured. Worlds begin on a Monday at midnight UTC, links take 1 ms.
class GoalTest {

    private static final Instant MONDAY = WorldPlan.USUAL_START;

    private static Rehearsal with(String... goals) {
        Topology topology = Networks.diamond();
        Rehearsal rehearsal =
                Rehearsal.of(
                        WorldPlan.of(topology, 1, () -> 0L)
                                .withTraffic(ConstantTraffic.of(topology, "a d 100")));
        rehearsal.install(
                new Intent.HostToHost(
                        new IntentId("a.d"),
                        Precedence.INTENT,
                        rehearsal.host("a").id(),
                        rehearsal.host("d").id(),
                        new Terms(
                                Tier.SILVER,
                                Constraints.NONE,
                                List.of(goals).stream().map(Goal::parse).toList())));
        return rehearsal;
    }

    private static void playTo(Rehearsal rehearsal, String time) {
        Duration until = Duration.between(MONDAY, Instant.parse("2026-01-05T" + time + "Z"));
        rehearsal.play(until.minus(rehearsal.elapsed()));
    }

    private static FulfilmentState state(Rehearsal rehearsal) {
        return rehearsal.intent("a.d").fulfilment().state();
    }

    private static List<GoalView.State> goals(Rehearsal rehearsal) {
        return rehearsal.intent("a.d").fulfilment().goals().stream().map(GoalView::state).toList();
    }

    @Test
    void aGoalIsHeldAgainstAnIntentInItsTimeOnly() {
        Rehearsal rehearsal =
                with(
                        "p95 delay < 1.5 ms, mon-fri 00:05-00:20 UTC",
                        "p95 delay < 5 ms",
                        "p95 delay < 1.5 ms, tue 00:00-23:00 UTC");
        playTo(rehearsal, "00:05:00");
        assertEquals(FulfilmentState.FULFILLED, state(rehearsal));
        assertEquals(GoalView.State.MET, goals(rehearsal).get(1));
        playTo(rehearsal, "00:06:20");
        assertEquals(
                List.of(
                        GoalView.State.NOT_MEASURED,
                        GoalView.State.MET,
                        GoalView.State.OUT_OF_TIME),
                goals(rehearsal));
        playTo(rehearsal, "00:06:55");
        assertEquals(GoalView.State.MISSED, goals(rehearsal).getFirst());
        assertEquals(FulfilmentState.FULFILLED, state(rehearsal), "it must last to be told");
        playTo(rehearsal, "00:08:00");
        assertEquals(FulfilmentState.DEGRADED, state(rehearsal));
        playTo(rehearsal, "00:19:59");
        assertEquals(FulfilmentState.DEGRADED, state(rehearsal));
        playTo(rehearsal, "00:20:12");
        assertEquals(FulfilmentState.FULFILLED, state(rehearsal), "nothing is asked any more");

        List<FulfilmentReport> reports = rehearsal.intent("a.d").fulfilment().reports();
        assertEquals(
                List.of("1 FULFILLED", "2 DEGRADED", "3 FULFILLED"),
                reports.stream().map(r -> r.sequence() + " " + r.to()).toList());
        String reason = reports.get(1).reason();
        assertTrue(
                reason.startsWith("p95 delay < 1.5 ms, mon-fri 00:05-00:20 UTC: missed, 2.0"),
                reason);
    }

    @Test
    void aGoalThatIsMetLeavesItsIntentFulfilled() {
        Rehearsal rehearsal = with("p95 delay < 3 ms");
        playTo(rehearsal, "00:06:00");
        assertEquals(List.of(GoalView.State.MET), goals(rehearsal));
        assertEquals(FulfilmentState.FULFILLED, state(rehearsal));
    }

    @Test
    void aRestartTellsNothingBeforeTheGoalIsMeasuredAgain() {
        Rehearsal rehearsal = with("p95 delay < 1.5 ms");
        playTo(rehearsal, "00:05:00");
        assertEquals(FulfilmentState.DEGRADED, state(rehearsal));
        long told = rehearsal.intent("a.d").fulfilment().sequence();
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(5));
        playTo(rehearsal, "00:06:30");
        assertEquals(List.of(GoalView.State.NOT_MEASURED), goals(rehearsal));
        playTo(rehearsal, "00:12:00");
        assertEquals(List.of(GoalView.State.MISSED), goals(rehearsal));
        assertEquals(FulfilmentState.DEGRADED, state(rehearsal));
        assertEquals(told, rehearsal.intent("a.d").fulfilment().sequence());
    }
}
