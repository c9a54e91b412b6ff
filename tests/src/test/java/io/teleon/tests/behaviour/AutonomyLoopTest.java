package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.AutonomyView;
import io.teleon.controller.report.ControllerView.IntentView;
import io.teleon.models.network.Topology;
import io.teleon.policies.program.Policy;
import io.teleon.simulator.fault.Fault;
import io.teleon.simulator.fault.ScheduledFault;
import io.teleon.simulator.world.AutonomyMode;
import io.teleon.simulator.world.ControllerPlan;
import io.teleon.simulator.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The whole loop on a small network: a link that loses packets is led around, and people have the
/// last word.
class AutonomyLoopTest {

    private static final Duration TROUBLE = Duration.ofMinutes(3);

    private static WorldPlan plan(long seed) {
        Topology topology = Networks.diamond();
        return WorldPlan.of(topology, seed, () -> 0L)
                .withTraffic(
                        ConstantTraffic.of(
                                topology, "a d 300", "a b 100", "b d 100", "d a 100", "c b 50"))
                .withController(new ControllerPlan(AutonomyMode.REACTIVE, Optional.empty()));
    }

    private static Rehearsal network(long seed) {
        Rehearsal rehearsal = Rehearsal.of(plan(seed));
        for (String pair : List.of("a d", "a b", "b d", "d a", "c b")) {
            String[] ends = pair.split(" ", -1);
            rehearsal.submit(rehearsal.between(ends[0], ends[1]));
        }
        rehearsal.play(Duration.ofSeconds(30));
        return rehearsal;
    }

    private static void loseOn(Rehearsal rehearsal, Duration lasting) {
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1), lasting);
    }

    private static AutonomyView autonomy(Rehearsal rehearsal) {
        return rehearsal.view().autonomy();
    }

    private static List<ActionView> steers(Rehearsal rehearsal) {
        return autonomy(rehearsal).actions().stream()
                .filter(action -> action.action().equals("steer"))
                .toList();
    }

    private static boolean isSteering(Rehearsal rehearsal, ActionState state) {
        return steers(rehearsal).stream().anyMatch(action -> action.state() == state);
    }

    private static void playUntilSteer(Rehearsal rehearsal, ActionState state) {
        Duration began = rehearsal.elapsed();
        while (!isSteering(rehearsal, state)) {
            assertTrue(
                    rehearsal.elapsed().minus(began).compareTo(TROUBLE) < 0,
                    () -> "no steer " + state + ": " + steers(rehearsal));
            // Up to the next look, and then slowly: what follows takes milliseconds.
            boolean comes = steers(rehearsal).stream().anyMatch(a -> !a.state().isFinal());
            rehearsal.playMillis(comes && state != ActionState.CONFIRMED ? 1 : 250);
        }
    }

    private static List<String> steered(Rehearsal rehearsal) {
        return rehearsal.view().intents().stream()
                .filter(view -> view.steered().isPresent())
                .map(view -> view.intent().id().value())
                .toList();
    }

    private static void check(Rehearsal rehearsal, String when) {
        List<IntentView> intents = rehearsal.view().intents();
        Holdings.check(autonomy(rehearsal).actions(), intents, when);
        rehearsal.assertNoViolation();
    }

    private static void say(Rehearsal rehearsal, Ask ask) {
        assertInstanceOf(Answer.Accepted.class, rehearsal.ask(ask), ask.toString());
    }

    @Test
    void aLinkThatLosesPacketsIsLedAroundUntilItIsWell() {
        Rehearsal rehearsal = network(1);
        assertEquals("a b d", rehearsal.path("a.d"));
        loseOn(rehearsal, Duration.ofMinutes(4));
        playUntilSteer(rehearsal, ActionState.CONFIRMED);
        assertEquals("a c d", rehearsal.path("a.d"));
        check(rehearsal, "steered");
        rehearsal.playUntil(
                "steer is over",
                Duration.ofMinutes(8),
                () -> steers(rehearsal).stream().allMatch(a -> a.state().isFinal()));
        assertEquals(List.of(), steered(rehearsal));
        rehearsal.play(TROUBLE);
        assertEquals("a b d", rehearsal.path("a.d"));
        rehearsal.assertRight();
    }

    @Test
    void theKillSwitchTakesBackWhatIsUnderWayAtOnce() {
        Rehearsal rehearsal = network(1);
        loseOn(rehearsal, Duration.ofMinutes(30));
        playUntilSteer(rehearsal, ActionState.INSTALLING);
        assertNotEquals(List.of(), steered(rehearsal));
        Duration before = rehearsal.elapsed();
        say(rehearsal, new Ask.Pause("odd", "ann"));
        assertEquals(before, rehearsal.elapsed());
        assertEquals(List.of(), steered(rehearsal), "in the same step");
        rehearsal.playMillis(50);
        assertTrue(isSteering(rehearsal, ActionState.UNDONE), "within a round to the switches");
        int known = autonomy(rehearsal).actions().size();
        rehearsal.play(TROUBLE);
        assertEquals(known, autonomy(rehearsal).actions().size(), "nothing is started");

        AutonomyView.Paused paused = autonomy(rehearsal).paused().orElseThrow();
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(2));
        rehearsal.play(TROUBLE);
        assertEquals(Optional.of(paused), autonomy(rehearsal).paused(), "outlives a restart");
        assertEquals(List.of(), steered(rehearsal));

        say(rehearsal, new Ask.Resume("ann"));
        playUntilSteer(rehearsal, ActionState.CONFIRMED);
        check(rehearsal, "resumed");
    }

    @Test
    void whatIsInForceStaysWhenEverythingIsStopped() {
        Rehearsal rehearsal = network(1);
        loseOn(rehearsal, Duration.ofMinutes(30));
        playUntilSteer(rehearsal, ActionState.CONFIRMED);
        List<String> steered = steered(rehearsal);
        say(rehearsal, new Ask.Pause("odd", "ann"));
        rehearsal.play(Duration.ofSeconds(10));
        assertEquals(steered, steered(rehearsal));
        check(rehearsal, "paused");
    }

    @ParameterizedTest
    @EnumSource(ActionState.class)
    void aKillInAnyStateForgetsNothing(ActionState state) {
        switch (state) {
            case SUGGESTED, REFUSED, FAILED -> {
                return; // nothing is under way then
            }
            case PROPOSED,
                    REHEARSING,
                    INSTALLING,
                    ACTIVE,
                    CONFIRMED,
                    ENDING,
                    ENDED,
                    UNDOING,
                    UNDONE -> {}
        }
        for (long seed = 1; seed <= 1; seed++) {
            Rehearsal rehearsal = network(seed);
            rehearsal
                    .world()
                    .plan(
                            ScheduledFault.lasting(
                                    rehearsal.elapsed(),
                                    Duration.ofSeconds(5),
                                    new Fault.ControllerKilledAt(state, Optional.of("steer"))));
            loseOn(rehearsal, Duration.ofMinutes(4));
            String when = "seed " + seed + ", killed at " + state;
            boolean undoes = state == ActionState.UNDOING || state == ActionState.UNDONE;
            if (undoes) {
                playUntilSteer(rehearsal, ActionState.ACTIVE);
                say(rehearsal, new Ask.UndoAction(steers(rehearsal).getLast().id(), "ann"));
            }
            for (int i = 0; i < 6 * 6; i++) {
                rehearsal.play(Duration.ofSeconds(10));
                if (rehearsal.world().view().isPresent()) {
                    check(rehearsal, when + " after " + 10 * i + " s");
                }
            }
            for (ActionView action : rehearsal.world().actions()) {
                assertTrue(
                        action.state().isFinal()
                                || action.state() == ActionState.ACTIVE
                                || action.state() == ActionState.CONFIRMED
                                || isLost(rehearsal, action),
                        when + ": " + action);
            }
            rehearsal.playUntil(
                    when + ": everything is over",
                    Duration.ofMinutes(5),
                    () -> steered(rehearsal).isEmpty());
            rehearsal.play(Duration.ofMinutes(2));
            assertEquals("a b d", rehearsal.path("a.d"), when);
            rehearsal.assertRight();
        }
    }

    /// What had touched nothing may be forgotten with its controller.
    private static boolean isLost(Rehearsal rehearsal, ActionView action) {
        return !action.state().holdsNetwork()
                && autonomy(rehearsal).actions().stream().noneMatch(a -> a.id() == action.id());
    }

    @Test
    void levelsSayHowFarAnActionGoes() {
        Rehearsal rehearsal = network(1);
        say(rehearsal, new Ask.SetAutonomy("steer", Policy.Mode.OFF, "ann"));
        loseOn(rehearsal, Duration.ofMinutes(60));
        rehearsal.play(TROUBLE);
        assertEquals(List.of(), steers(rehearsal), "off");

        say(rehearsal, new Ask.SetAutonomy("steer", Policy.Mode.SUGGEST, "ann"));
        rehearsal.play(TROUBLE);
        assertEquals(
                List.of(ActionState.SUGGESTED),
                steers(rehearsal).stream().map(ActionView::state).toList());
        assertNotEquals(List.of(), steers(rehearsal).getLast().diff());
        assertEquals(List.of(), steered(rehearsal), "suggest");

        say(rehearsal, new Ask.SetAutonomy("steer", Policy.Mode.APPROVE, "ann"));
        rehearsal.play(Duration.ofSeconds(30));
        assertEquals(List.of(), steered(rehearsal), "approve");
        AutonomyView.Question question = autonomy(rehearsal).questions().getLast();
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(2));
        rehearsal.playMillis(2_500);
        assertEquals(List.of(question), autonomy(rehearsal).questions(), "outlives a restart");
        say(rehearsal, new Ask.Decide(question.number(), true, "ann"));
        playUntilSteer(rehearsal, ActionState.CONFIRMED);
        assertInstanceOf(
                Answer.Rejected.class,
                rehearsal.ask(new Ask.Decide(question.number(), true, "ann")),
                "once is enough");
        check(rehearsal, "approved");
    }

    @Test
    void whatAPersonDeniesIsNotDone() {
        Rehearsal rehearsal = network(1);
        say(rehearsal, new Ask.SetAutonomy("steer", Policy.Mode.APPROVE, "ann"));
        loseOn(rehearsal, Duration.ofMinutes(60));
        rehearsal.playUntil("asked", TROUBLE, () -> !autonomy(rehearsal).questions().isEmpty());
        say(
                rehearsal,
                new Ask.Decide(autonomy(rehearsal).questions().getLast().number(), false, "ann"));
        rehearsal.play(TROUBLE);
        assertEquals(List.of(), steered(rehearsal));
    }

    @Test
    void aLinkThatIsWorkedOnIsLeftAlone() {
        Rehearsal rehearsal = network(1);
        say(rehearsal, new Ask.Maintain(rehearsal.link("a", "b"), true, "ann"));
        loseOn(rehearsal, Duration.ofMinutes(60));
        rehearsal.play(TROUBLE);
        assertEquals(List.of(), autonomy(rehearsal).actions());
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(2));
        rehearsal.play(TROUBLE);
        assertEquals(List.of(), autonomy(rehearsal).actions(), "after a restart too");
        say(rehearsal, new Ask.Maintain(rehearsal.link("a", "b"), false, "ann"));
        playUntilSteer(rehearsal, ActionState.CONFIRMED);
    }

    @Test
    void anIntentThatAPersonMovedIsNotTouched() {
        Rehearsal rehearsal = network(1);
        rehearsal.move("a.d", rehearsal.link("b", "d"));
        rehearsal.playMillis(500);
        String path = rehearsal.path("a.d");
        loseOn(rehearsal, Duration.ofMinutes(60));
        playUntilSteer(rehearsal, ActionState.CONFIRMED);
        assertEquals(path, rehearsal.path("a.d"));
        assertFalse(steered(rehearsal).contains("a.d"));
        rehearsal.move("a.b", rehearsal.link("a", "c"));
        rehearsal.play(Duration.ofSeconds(20));
        assertTrue(rehearsal.intent("a.b").heldByPerson());
        check(rehearsal, "a person took over");
    }

    @Test
    void aFrozenCalendarOutlivesARestartAndEnds() {
        Rehearsal rehearsal = network(1);
        Instant now = rehearsal.now();
        say(rehearsal, new Ask.Freeze("change_freeze", now, now.plus(Duration.ofHours(1)), "ann"));
        rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(2));
        rehearsal.play(Duration.ofSeconds(10));
        assertEquals(
                List.of("change_freeze"),
                autonomy(rehearsal).freezes().stream().map(AutonomyView.Window::name).toList());
        assertInstanceOf(
                Answer.Rejected.class,
                rehearsal.ask(new Ask.Freeze("change_freeze", now, now.minusSeconds(1), "ann")));
        say(rehearsal, new Ask.Freeze("change_freeze", now, now, "ann"));
        assertEquals(List.of(), autonomy(rehearsal).freezes());
    }

    @Test
    void twoRunsAreAlikeToTheLastLine() {
        List<List<String>> transcripts = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            List<String> lines = new ArrayList<>();
            Rehearsal rehearsal = Rehearsal.of(plan(3).withTranscript(lines::add));
            rehearsal.install("a", "d");
            rehearsal.install("a", "b");
            loseOn(rehearsal, Duration.ofMinutes(2));
            rehearsal.play(Duration.ofMinutes(4));
            assertFalse(steers(rehearsal).isEmpty());
            transcripts.add(lines);
        }
        assertEquals(transcripts.getFirst(), transcripts.getLast());
    }

    @Test
    void everyActionHasANumberOfItsOwnOverAllLives() {
        Rehearsal rehearsal = network(1);
        loseOn(rehearsal, Duration.ofMinutes(60));
        TreeSet<Long> numbers = new TreeSet<>();
        for (int life = 0; life < 3; life++) {
            rehearsal.play(Duration.ofMinutes(1));
            for (ActionView action : autonomy(rehearsal).actions()) {
                if (action.proposedAt().isAfter(rehearsal.now().minusSeconds(60))) {
                    assertTrue(numbers.add(action.id()), "number " + action.id());
                }
            }
            rehearsal.begin(new Fault.ControllerGone(), Duration.ofSeconds(2));
            rehearsal.play(Duration.ofSeconds(4));
        }
        assertFalse(numbers.isEmpty());
    }
}
