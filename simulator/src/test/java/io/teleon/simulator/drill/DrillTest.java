package io.teleon.simulator.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import io.teleon.simulator.scenario.ScheduledRequest;
import io.teleon.simulator.scenario.ScheduledRequest.Request;
import io.teleon.simulator.world.AutonomyMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// `-Dteleon.drills=2000` plays more of them, `-Dteleon.drills.autonomy=none` with another
/// autonomy.
class DrillTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(30));

    @Test
    void everyDrillEndsWell() throws InterruptedException {
        AutonomyMode autonomy =
                AutonomyMode.valueOf(
                        System.getProperty("teleon.drills.autonomy", "full")
                                .toUpperCase(Locale.ROOT));
        List<String> failed = new ArrayList<>();
        DrillSweepRunner.Summary summary =
                DrillSweepRunner.play(
                        1,
                        Integer.getInteger("teleon.drills", 200),
                        2,
                        autonomy,
                        outcome ->
                                failed.add(outcome.drill().name() + ": " + outcome.complaints()));
        assertEquals(List.of(), failed);
        assertTrue(summary.faults() > summary.good(), "hardly anything went wrong in them");
    }

    /// Its last action lets go of three intents at the instant at which it is over.
    @Test
    void whatIsOnItsWayAtTheEndMayArrive() {
        DrillOutcome outcome =
                DrillRun.play(DrillDraw.of(1356, AutonomyMode.FULL), _ -> {}, () -> 0L);
        assertEquals(List.of(), outcome.complaints());
    }

    @Test
    void theSameSeedIsTheSameDrill() {
        Drill drill = DrillDraw.of(5, AutonomyMode.FULL);
        assertEquals(drill, DrillDraw.of(5, AutonomyMode.FULL));
        assertFalse(drill.scenario().equals(DrillDraw.of(6, AutonomyMode.FULL).scenario()));
    }

    @Test
    void networksHoldTogether() {
        for (long seed = 0; seed < 300; seed++) {
            Topology topology = DrillDraw.of(seed, AutonomyMode.NONE).topology();
            Routes.Tree tree = Routes.of(topology).from(topology.nodes().getFirst().id());
            assertTrue(
                    topology.nodes().stream().allMatch(node -> tree.to(node.id()).isPresent()),
                    "drill " + seed);
        }
    }

    @Test
    void complainsOfTooManyBounces() {
        List<ActionView> bounces =
                IntStream.range(0, 3)
                        .mapToObj(i -> action(i + 1, "bounce_port", 60 * i, ActionState.ENDED))
                        .toList();
        assertEquals(
                List.of("bounce_port on a>b: 3 within an hour, above 2"),
                audit(bounces, List.of()));
        assertEquals(List.of(), audit(bounces.subList(0, 2), List.of()));
    }

    @Test
    void complainsOfWhatIsBegunWhilePaused() {
        List<ScheduledRequest> requests =
                List.of(
                        new ScheduledRequest(Duration.ofSeconds(100), new Request.Pause("", "me")),
                        new ScheduledRequest(Duration.ofSeconds(200), new Request.Resume("me")));
        ActionView before = action(1, "steer", 90, ActionState.CONFIRMED);
        ActionView within = action(2, "steer", 150, ActionState.CONFIRMED);
        ActionView after = action(3, "steer", 210, ActionState.CONFIRMED);
        assertEquals(
                List.of("action 2, steer on a>b, was begun while paused"),
                audit(List.of(before, within, after), requests));
    }

    @Test
    void complainsOfWhatHangsOrRisesFromTheDead() {
        ActionView hanging = action(1, "steer", 60, ActionState.UNDOING);
        assertTrue(audit(List.of(hanging), List.of()).getFirst().contains("hangs in UNDOING"));
        List<ActionView.Step> steps =
                List.of(
                        step(60, ActionState.INSTALLING),
                        step(70, ActionState.UNDONE),
                        step(80, ActionState.ACTIVE));
        ActionView risen = action(2, "steer", 60, ActionState.ACTIVE, steps);
        assertEquals(
                List.of("action 2, steer on a>b, lives on as ACTIVE after its end"),
                audit(List.of(risen), List.of()));
    }

    private static List<String> audit(List<ActionView> actions, List<ScheduledRequest> requests) {
        return ActionAudit.complaints(actions, requests, START, END);
    }

    private static ActionView action(long id, String name, int second, ActionState last) {
        return action(
                id,
                name,
                second,
                last,
                List.of(step(second, ActionState.INSTALLING), step(second + 1, last)));
    }

    private static ActionView.Step step(int second, ActionState state) {
        return new ActionView.Step(START.plusSeconds(second), state, "");
    }

    private static ActionView action(
            long id, String name, int second, ActionState state, List<ActionView.Step> steps) {
        return new ActionView(
                id,
                name,
                List.of(),
                "a>b",
                "rule",
                state,
                START.plusSeconds(second),
                steps,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
