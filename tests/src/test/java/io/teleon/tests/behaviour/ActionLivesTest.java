package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.loop.Effect;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.twin.Verdict;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.program.Value;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What actions of programs go through, and that nothing of them stays behind.
class ActionLivesTest {

    private static final List<String> NODES = List.of("a", "b", "c", "d", "e");

    private static Topology mesh() {
        return Networks.of("a-b", "b-c", "c-d", "d-e", "e-a", "a-c 2", "b-d 2");
    }

    private static ActionStage stage() {
        ActionStage stage = new ActionStage(mesh());
        for (String from : NODES) {
            for (String to : NODES) {
                if (!from.equals(to)) {
                    stage.submit(from, to, 10 * (NODES.indexOf(from) + 1));
                }
            }
        }
        stage.rehearsal.playMillis(1000);
        return stage;
    }

    private static String course(ActionStage stage, InstanceId instance) {
        return stage.view(instance).steps().stream()
                .map(step -> step.state().name())
                .collect(Collectors.joining(" "));
    }

    private static void check(ActionStage stage, String when) {
        Holdings.check(stage.views(), stage.rehearsal.view().intents(), when);
    }

    @Test
    void aShiftLivesUntilItIsNoLongerWanted() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        assertEquals(ActionState.INSTALLING, stage.state(shift));
        check(stage, "installing");
        stage.playSeconds(1);
        assertEquals(ActionState.ACTIVE, stage.state(shift));
        assertEquals(stage.steered(), new TreeSet<>(stage.view(shift).intents()));
        stage.playSeconds(70);
        assertEquals(ActionState.CONFIRMED, stage.state(shift));
        stage.stop(shift);
        stage.playSeconds(1);
        assertEquals(
                "PROPOSED REHEARSING INSTALLING ACTIVE CONFIRMED ENDING ENDED",
                course(stage, shift));
        assertEquals(new TreeSet<>(), stage.steered());
        assertEquals(
                List.of(new Input.Progress.Running(), new Input.Progress.Ended()),
                stage.told.getOrDefault(shift, List.of()));
        stage.playSeconds(60);
        stage.rehearsal.assertRight();
    }

    @Test
    void whatTheTwinRefusesIsNotDone() {
        ActionStage stage = stage();
        for (Verdict.Kind kind :
                List.of(Verdict.Kind.WORSE, Verdict.Kind.REFUSED, Verdict.Kind.NO_BETTER)) {
            stage.twinSays = kind;
            InstanceId shift = stage.shift("a", "b", 0, 15);
            assertEquals("PROPOSED REHEARSING REFUSED", course(stage, shift), kind.toString());
            assertInstanceOf(
                    Input.Progress.Failed.class,
                    stage.told.getOrDefault(shift, List.of()).getFirst());
            assertEquals(new TreeSet<>(), stage.steered());
        }
    }

    @Test
    void aTwinThatDoesNotAnswerIsNotWaitedForLonger() {
        ActionStage stage = stage();
        stage.twinAnswers = false;
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.playSeconds(29);
        assertEquals(ActionState.REHEARSING, stage.state(shift));
        stage.playSeconds(2);
        assertEquals(ActionState.REFUSED, stage.state(shift));
        stage.answerTwin();
        assertEquals(ActionState.REFUSED, stage.state(shift));
        assertEquals(new TreeSet<>(), stage.steered());
    }

    @Test
    void whoComesSecondWaitsForALookThatShowsTheFirstAlsoAtTheSameInstant() {
        ActionStage stage = stage();
        InstanceId first = stage.shift("c", "d", 0, 5);
        stage.playSeconds(2);
        stage.twinAnswers = false;
        stage.modify(first, stage.link("c", "d"), stage.detour("c", "d", 0), Value.of(60e6));
        InstanceId second = stage.shift("a", "b", 0, 10);
        stage.answerTwin();
        assertTrue(stage.view(first).steps().getLast().text().startsWith("modified"));
        assertEquals(
                "waits for the next look: others were carried out",
                stage.view(second).steps().getLast().text());
        stage.look();
        stage.answerTwin();
        assertEquals(ActionState.INSTALLING, stage.state(second));
    }

    @Test
    void whatMakesThingsWorseIsTakenBackAndToldToTheEngine() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.playSeconds(1);
        stage.delivered = OptionalDouble.of(0.9);
        stage.playSeconds(70);
        assertEquals("PROPOSED REHEARSING INSTALLING ACTIVE UNDOING UNDONE", course(stage, shift));
        assertEquals(new TreeSet<>(), stage.steered());
        assertEquals(2, stage.told.getOrDefault(shift, List.of()).size());
        assertInstanceOf(
                Input.Progress.Failed.class, stage.told.getOrDefault(shift, List.of()).getLast());
        assertTrue(stage.isBarred("a", "b", 0), "the detour is not offered again for a while");
        stage.stop(shift);
        assertEquals(
                new Input.Progress.Ended(), stage.told.getOrDefault(shift, List.of()).getLast());
    }

    @Test
    void whatGetsWorseSoonAfterItWasConfirmedIsTakenBack() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.playSeconds(70);
        assertEquals(ActionState.CONFIRMED, stage.state(shift));
        stage.delivered = OptionalDouble.of(0.9);
        stage.playSeconds(15);
        assertEquals(ActionState.UNDONE, stage.state(shift));
    }

    @Test
    void aChangeThatIsRefusedAgainAndAgainDoesNotMakeTheProbationLonger() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 5);
        stage.playSeconds(70);
        assertEquals(ActionState.CONFIRMED, stage.state(shift));
        int steps = stage.view(shift).steps().size();
        stage.twinSays = Verdict.Kind.WORSE;
        for (int i = 0; i < 16; i++) {
            stage.modify(
                    shift, stage.link("a", "b"), stage.detour("a", "b", 0), Value.of(60 * 1e6));
            stage.playSeconds(20);
        }
        assertEquals(steps + 1, stage.view(shift).steps().size(), "the last refusal is told");
        stage.delivered = OptionalDouble.of(0.9);
        stage.playSeconds(60);
        assertEquals(
                ActionState.CONFIRMED, stage.state(shift), "what comes later is not its doing");
    }

    @Test
    void aChangeIsHeldAgainstHowItWasBeforeIt() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 5);
        stage.playSeconds(400);
        assertEquals(ActionState.CONFIRMED, stage.state(shift));
        stage.modify(shift, stage.link("a", "b"), stage.detour("a", "b", 0), Value.of(60 * 1e6));
        stage.delivered = OptionalDouble.of(0.9);
        stage.playSeconds(15);
        assertEquals(ActionState.UNDONE, stage.state(shift));
    }

    @Test
    void whatCannotBeMeasuredIsTakenBack() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.delivered = OptionalDouble.empty();
        stage.playSeconds(61);
        assertEquals(ActionState.ACTIVE, stage.state(shift));
        stage.playSeconds(60);
        assertEquals(ActionState.UNDONE, stage.state(shift));
        assertEquals(new TreeSet<>(), stage.steered());
    }

    @Test
    void aPersonTakesAnIntentOver() {
        ActionStage stage = stage();
        InstanceId steer = stage.steer("a", "b", 0);
        stage.playSeconds(2);
        assertTrue(stage.steered().contains(new IntentId("a.b")));
        stage.rehearsal.move("a.b", stage.rehearsal.link("a", "c"));
        stage.playSeconds(6);
        assertEquals(ActionState.ACTIVE, stage.state(steer));
        assertTrue(!stage.view(steer).intents().contains(new IntentId("a.b")));
        check(stage, "taken over");
        stage.undo(steer);
        stage.playSeconds(2);
        assertEquals(ActionState.UNDONE, stage.state(steer));
        assertTrue(stage.rehearsal.intent("a.b").heldByPerson());
    }

    @Test
    void aModificationThatIsStillRehearsedIsForgottenWithItsAction() {
        for (boolean undone : List.of(true, false)) {
            ActionStage stage = stage();
            InstanceId shift = stage.shift("a", "b", 0, 5);
            stage.playSeconds(2);
            stage.twinAnswers = false;
            stage.modify(
                    shift, stage.link("a", "b"), stage.detour("a", "b", 0), Value.of(60 * 1e6));
            assertEquals(1, stage.unanswered.size(), "asks for the change");
            if (undone) {
                stage.undo(shift);
            } else {
                stage.stop(shift);
            }
            stage.answerTwin();
            stage.playSeconds(60);
            assertTrue(stage.state(shift).isFinal());
            assertEquals(new TreeSet<>(), stage.steered());
        }
    }

    @Test
    void anIntentThatFailsAndComesBackIsSteeredByNobody() {
        ActionStage stage = stage();
        InstanceId steer = stage.steer("a", "b", 0);
        stage.playSeconds(2);
        stage.rehearsal.begin(new Fault.SwitchCrash("b"), Duration.ofSeconds(20));
        for (int i = 0; i < 40; i++) {
            stage.playSeconds(1);
            check(stage, "after " + i + " s");
        }
        stage.stop(steer);
        stage.playSeconds(90);
        assertEquals(new TreeSet<>(), stage.steered());
    }

    @Test
    void aSteerThatIsToGoAnotherWayGoesThere() {
        ActionStage stage = stage();
        InstanceId steer = stage.steer("a", "b", 0);
        stage.playSeconds(2);
        List<?> before = stage.way("a.b");
        stage.modify(steer, stage.link("a", "b"), stage.detour("a", "b", 1));
        stage.playSeconds(2);
        assertTrue(!before.equals(stage.way("a.b")), "it goes another way now");
        assertTrue(stage.isSteered("a", "b", 1));
        assertTrue(!stage.isSteered("a", "b", 0));
        check(stage, "modified");
    }

    @Test
    void twoThatAreRehearsedAtOnceDoNotGetTheSameIntents() {
        ActionStage stage = stage();
        stage.twinAnswers = false;
        InstanceId first = stage.steer("a", "b", 0);
        InstanceId second = stage.shift("a", "b", 1, 15);
        stage.answerTwin();
        stage.playSeconds(2);
        assertEquals(ActionState.ACTIVE, stage.state(first));
        check(stage, "both answered");
        assertTrue(
                course(stage, second).startsWith("PROPOSED REHEARSING PROPOSED"),
                course(stage, second));
    }

    @Test
    void whoComesSecondIsRehearsedWithWhatTheFirstDid() {
        ActionStage stage = stage();
        stage.twinAnswers = false;
        InstanceId first = stage.shift("a", "b", 0, 10);
        InstanceId second = stage.shift("c", "d", 0, 30);
        stage.answerTwin();
        assertEquals(ActionState.INSTALLING, stage.state(first));
        assertEquals("PROPOSED REHEARSING PROPOSED", course(stage, second));
        stage.playSeconds(5);
        NavigableSet<IntentId> moved = stage.steered();
        assertTrue(!moved.isEmpty(), "the first is in force");
        Effect.Rehearse asked = stage.unanswered.getLast();
        for (IntentId intent : moved) {
            assertEquals(
                    stage.way(intent.value()),
                    asked.network().demands().stream()
                            .filter(demand -> demand.id().equals(intent))
                            .findFirst()
                            .orElseThrow()
                            .path(),
                    "the twin sees where " + intent + " goes now");
        }
        stage.answerTwin();
        stage.playSeconds(2);
        assertEquals(ActionState.ACTIVE, stage.state(second));
        check(stage, "both in force");
    }

    @Test
    void aChangeThatComesTooLateForThePictureWaitsForTheNext() {
        ActionStage stage = stage();
        InstanceId changed = stage.shift("c", "d", 0, 5);
        stage.playSeconds(2);
        assertEquals(ActionState.ACTIVE, stage.state(changed));
        int moved = stage.view(changed).intents().size();
        stage.twinAnswers = false;
        InstanceId other = stage.shift("a", "b", 0, 10);
        stage.modify(changed, stage.link("c", "d"), stage.detour("c", "d", 0), Value.of(60 * 1e6));
        stage.answerTwin();
        assertEquals(ActionState.INSTALLING, stage.state(other));
        assertTrue(!stage.actions().wantsLook(), "the other is coming into force");
        assertEquals(moved, stage.view(changed).intents().size());
        stage.playSeconds(5);
        assertEquals(1, stage.unanswered.size(), "asks again by the next picture");
        stage.answerTwin();
        stage.playSeconds(2);
        assertEquals(ActionState.ACTIVE, stage.state(changed));
        assertTrue(stage.view(changed).intents().size() > moved, "more is moved");
        assertTrue(!stage.actions().wantsLook());
        check(stage, "changed");
    }

    @Test
    void whatWaitsForALookIsForgottenWhenItIsNoLongerWanted() {
        ActionStage stage = stage();
        stage.twinAnswers = false;
        stage.shift("a", "b", 0, 10);
        InstanceId second = stage.shift("c", "d", 0, 30);
        stage.answerTwin();
        assertTrue(!stage.actions().wantsLook(), "the first is coming into force");
        stage.playSeconds(2);
        assertTrue(stage.actions().wantsLook());
        stage.stop(second);
        assertTrue(!stage.actions().wantsLook());
        stage.twinAnswers = true;
        stage.playSeconds(10);
        assertEquals("PROPOSED REHEARSING PROPOSED ENDED", course(stage, second));
        assertEquals(new TreeSet<>(), new TreeSet<>(stage.view(second).intents()));
        assertEquals(
                List.of(new Input.Progress.Ended()), stage.told.getOrDefault(second, List.of()));
    }

    @Test
    void aRestartFindsWhatWasLeftAndGoesOnWithIt() {
        for (int seconds : List.of(0, 5, 80)) {
            for (boolean stopped : List.of(false, true)) {
                ActionStage stage = stage();
                InstanceId shift = stage.shift("a", "b", 0, 15);
                stage.playSeconds(seconds);
                if (stopped) {
                    stage.stop(shift);
                }
                ActionState before = stage.state(shift);
                stage.restart();
                String when = "killed when " + before;
                check(stage, when);
                stage.playSeconds(100);
                check(stage, when);
                if (stopped || before == ActionState.INSTALLING) {
                    assertEquals(new TreeSet<>(), stage.steered(), when);
                    assertTrue(stage.found(shift).stream().allMatch(v -> v.state().isFinal()));
                } else {
                    assertEquals(ActionState.CONFIRMED, stage.state(shift), when);
                }
                stage.stop(shift);
                stage.playSeconds(2);
                assertEquals(
                        new Input.Progress.Ended(),
                        stage.told.getOrDefault(shift, List.of()).getLast(),
                        when);
                InstanceId next = stage.shift("b", "c", 0, 15);
                assertTrue(stage.view(next).id() > 1, "a number is given to one action for ever");
            }
        }
    }

    @Test
    void nothingStaysBehindWhateverHappens() {
        for (long seed = 1; seed <= 4; seed++) {
            new Course(seed).run();
        }
    }

    /// Much happens, drawn from a seed.
    private static final class Course {
        private static final int STEPS = 60;
        private final RandomGenerator random;
        private final ActionStage stage = stage();
        private final List<InstanceId> started = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private final TreeSet<String> held = new TreeSet<>();
        private final long seed;

        Course(long seed) {
            this.seed = seed;
            random = new Chance(seed).stream("course");
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                String what = something();
                log.add(what);
                check(stage, when());
                stage.play(Duration.ofMillis(250L * random.nextInt(1, 60)));
                reconcile();
                check(stage, when());
            }
            stage.twinAnswers = true;
            stage.answerTwin();
            started.forEach(stage::stop);
            stage.playSeconds(120);
            for (ActionView view : stage.views()) {
                assertTrue(view.state().isFinal(), when() + view.id() + " is " + view.state());
            }
            assertEquals(new TreeSet<>(), stage.steered(), when());
            assertEquals(new TreeSet<>(), stage.limited(), when());
            for (InstanceId instance : started) {
                long ended =
                        stage.told.getOrDefault(instance, List.of()).stream()
                                .filter(Input.Progress.Ended.class::isInstance)
                                .count();
                assertEquals(1, ended, when() + instance + " was answered");
            }
            stage.rehearsal.assertRight();
        }

        private String when() {
            int from = Math.max(0, log.size() - 12);
            return "seed " + seed + ", " + log.size() + ": " + log.subList(from, log.size()) + " ";
        }

        /// As the engine does with what failed.
        private void reconcile() {
            for (InstanceId instance : started) {
                boolean failed =
                        stage.told.getOrDefault(instance, List.of()).stream()
                                .anyMatch(Input.Progress.Failed.class::isInstance);
                if (failed && !stage.isStopped(instance) && random.nextBoolean()) {
                    stage.stop(instance);
                }
            }
        }

        private String node() {
            return NODES.get(random.nextInt(NODES.size()));
        }

        private List<String> cable() {
            List<List<String>> cables =
                    List.of(
                            List.of("a", "b"),
                            List.of("b", "a"),
                            List.of("b", "c"),
                            List.of("c", "d"),
                            List.of("e", "a"),
                            List.of("a", "c"),
                            List.of("b", "d"));
            return cables.get(random.nextInt(cables.size()));
        }

        private String something() {
            List<String> cable = cable();
            String from = cable.getFirst();
            String to = cable.getLast();
            int detour = random.nextInt(3);
            int n = random.nextInt(100);
            if (n < 30 && stage.hasDetour(from, to)) {
                InstanceId instance =
                        n < 10
                                ? stage.steer(from, to, detour)
                                : n < 22
                                        ? stage.shift(from, to, detour, random.nextInt(5, 120))
                                        : stage.shape(from, to, random.nextInt(5, 60));
                started.add(instance);
                return "start " + instance;
            } else if (n < 45 && !started.isEmpty()) {
                InstanceId instance = started.get(random.nextInt(started.size()));
                stage.stop(instance);
                return "stop " + instance;
            } else if (n < 53 && !started.isEmpty() && stage.hasDetour(from, to)) {
                InstanceId instance = started.get(random.nextInt(started.size()));
                return isRunning(instance) ? modify(instance) : "nothing";
            } else if (n < 58 && !started.isEmpty()) {
                InstanceId instance = started.get(random.nextInt(started.size()));
                stage.found(instance).ifPresent(_ -> stage.undo(instance));
                return "undo " + instance;
            } else if (n < 62 && !started.isEmpty()) {
                InstanceId instance = started.get(random.nextInt(started.size()));
                stage.giveUp(instance);
                return "give up " + instance;
            } else if (n < 64) {
                stage.pause();
                return "pause";
            } else if (n < 66) {
                stage.restart();
                return "restart";
            } else if (n < 72) {
                return person();
            } else if (n < 77) {
                stage.rehearsal.cut(from, to, Duration.ofSeconds(random.nextInt(2, 90)));
                return "cut " + from + to;
            } else if (n < 79) {
                stage.rehearsal.begin(
                        new Fault.SwitchCrash(from), Duration.ofSeconds(random.nextInt(2, 30)));
                return "crash " + from;
            } else if (n < 85) {
                stage.delivered =
                        List.of(
                                        OptionalDouble.of(1),
                                        OptionalDouble.of(0.9),
                                        OptionalDouble.empty())
                                .get(random.nextInt(3));
                return "delivered " + stage.delivered;
            } else if (n < 91) {
                stage.twinAnswers = !stage.twinAnswers;
                return "twin " + stage.twinAnswers;
            } else if (n < 95) {
                stage.twinSays =
                        random.nextInt(3) == 0 ? Verdict.Kind.WORSE : Verdict.Kind.IMPROVES;
                return "twin says " + stage.twinSays;
            }
            return "nothing";
        }

        private boolean isRunning(InstanceId instance) {
            return stage.told.getOrDefault(instance, List.of()).stream()
                            .allMatch(Input.Progress.Running.class::isInstance)
                    && stage.told.containsKey(instance)
                    && !stage.isStopped(instance);
        }

        private String modify(InstanceId instance) {
            List<Value> arguments = new ArrayList<>(instance.key());
            String action = instance.action().local();
            if (action.equals("steer")) {
                String[] ends = ((Value.Entity) arguments.getFirst()).name().split(">", -1);
                if (!stage.hasDetour(ends[0], ends[1])) {
                    return "nothing";
                }
                arguments.add(stage.detour(ends[0], ends[1], random.nextInt(3)));
            } else {
                arguments.add(Value.of(1e6 * random.nextInt(5, 150)));
            }
            stage.modify(instance, arguments.toArray(Value[]::new));
            return "modify " + instance + " " + arguments;
        }

        private String person() {
            String id = node() + "." + node();
            if (stage.sends.containsKey(new IntentId(id))) {
                List<String> cable = cable();
                boolean letsGo = held.remove(id);
                if (!letsGo) {
                    held.add(id);
                }
                Answer answer =
                        stage.rehearsal.ask(
                                new Ask.Move(
                                        new IntentId(id),
                                        letsGo
                                                ? List.of()
                                                : List.of(
                                                        stage.rehearsal.link(
                                                                cable.getFirst(),
                                                                cable.getLast()))));
                if (!(answer instanceof Answer.Accepted)) {
                    held.remove(id);
                }
                return "person " + (letsGo ? "lets go of " : "moves ") + id;
            }
            return "nothing";
        }
    }
}
