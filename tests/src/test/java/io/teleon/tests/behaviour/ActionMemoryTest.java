package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.act.Actions;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.controller.report.Notice;
import io.teleon.controller.twin.Verdict;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.program.Value;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What is remembered of actions, over modifications and restarts, and how long they are waited
/// for.
class ActionMemoryTest {

    private static ActionStage stage() {
        ActionStage stage =
                new ActionStage(Networks.of("a-b", "b-c", "c-d", "d-e", "e-a", "a-c 2", "b-d 2"));
        for (String pair : List.of("a b", "a c", "b c", "b a", "c a", "e b")) {
            stage.submit(pair.substring(0, 1), pair.substring(2), 20);
        }
        stage.rehearsal.playMillis(1000);
        return stage;
    }

    private static List<Notice.Kind> tickets(ActionStage stage) {
        return stage.notices.stream()
                .map(tell -> tell.notice().kind())
                .filter(kind -> kind != Notice.Kind.MESSAGE)
                .toList();
    }

    private static Input.Progress last(ActionStage stage, InstanceId instance) {
        return stage.told.getOrDefault(instance, List.of()).getLast();
    }

    @Test
    void whatCannotBeTakenBackFailsAndAPersonIsCalled() {
        ActionStage stage = stage();
        InstanceId bounce = stage.start("net", "bounce_port", 1, stage.link("a", "b"));
        stage.playSeconds(1);
        assertEquals(ActionState.INSTALLING, stage.state(bounce));
        stage.rehearsal.begin(new Fault.SwitchCrash("a"), Duration.ofMinutes(30));
        stage.playSeconds(100);
        assertEquals(ActionState.UNDOING, stage.state(bounce));
        stage.playSeconds(280);
        assertEquals(ActionState.UNDOING, stage.state(bounce));
        stage.playSeconds(30);
        assertEquals(ActionState.FAILED, stage.state(bounce));
        assertTrue(
                stage.notices.stream()
                        .anyMatch(tell ->
                                tell.notice().text().contains("was not released within 5 min")),
                stage.notices::toString);
        stage.stop(bounce);
        assertEquals(new Input.Progress.Ended(), last(stage, bounce));
    }

    @Test
    void whoAsksForNothingMoreChangesNothing() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.playSeconds(2);
        List<String> arguments = stage.view(shift).arguments();
        stage.twinAnswers = false;
        for (double megabits : new double[] {0, -5}) {
            stage.modify(
                    shift,
                    stage.link("a", "b"),
                    stage.detour("a", "b", 0),
                    Value.of(megabits * 1e6));
            assertEquals(List.of(), stage.unanswered);
            assertEquals(new Input.Progress.Running(), last(stage, shift));
            assertEquals(arguments, stage.view(shift).arguments());
        }
        assertEquals(ActionState.ACTIVE, stage.state(shift));
    }

    @Test
    void tellsTheReviewAndTheArgumentsThatDecided() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.playSeconds(2);
        ActionView before = stage.view(shift);
        stage.twinSays = Verdict.Kind.REFUSED;
        stage.modify(shift, stage.link("a", "b"), stage.detour("a", "b", 0), Value.of(55e6));
        ActionView after = stage.view(shift);
        assertTrue(after.steps().getLast().text().startsWith("stays as it is"), after::toString);
        assertEquals(before.arguments(), after.arguments());
        assertEquals(before.twin(), after.twin());
        stage.twinSays = Verdict.Kind.IMPROVES;
        stage.modify(shift, stage.link("a", "b"), stage.detour("a", "b", 0), Value.of(55e6));
        stage.playSeconds(2);
        assertTrue(!before.arguments().equals(stage.view(shift).arguments()), "it is changed now");
    }

    @Test
    void whyItIsThereIsKnownAfterARestart() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.playSeconds(5);
        ActionView before = stage.view(shift);
        assertTrue(before.explanation().isPresent() && before.twin().isPresent());
        stage.restart();
        ActionView after = stage.view(shift);
        assertEquals(before.explanation(), after.explanation());
        assertEquals(before.twin(), after.twin());
        assertEquals(before.diff(), after.diff());
    }

    @Test
    void whatIsParkedStaysParkedOverARestart() {
        ActionStage stage = stage();
        for (int i = 0; i < 3; i++) {
            InstanceId shift = stage.shift("a", "b", 0, 15);
            stage.playSeconds(2);
            stage.giveUp(shift);
            stage.playSeconds(2);
            stage.stop(shift);
        }
        stage.restart();
        InstanceId again = stage.shift("a", "b", 1, 15);
        assertEquals(ActionState.REFUSED, stage.state(again));
        assertTrue(
                stage.view(again).steps().getLast().text().startsWith("parked until"),
                () -> stage.view(again).toString());
    }

    @Test
    void anOpenTicketIsNotOpenedAgainAfterARestartAndCanBeClosed() {
        ActionStage stage = stage();
        Value team = new Value.Text("optics");
        stage.start("net", "open_ticket", 2, team, stage.link("a", "b"));
        assertEquals(List.of(Notice.Kind.TICKET_OPENED), tickets(stage));
        stage.restart();
        stage.start("net", "open_ticket", 2, team, stage.link("a", "b"));
        assertEquals(List.of(Notice.Kind.TICKET_OPENED), tickets(stage), "there is one");
        stage.restart();
        stage.start("net", "close_ticket", 2, team, stage.link("a", "b"));
        assertEquals(List.of(Notice.Kind.TICKET_OPENED, Notice.Kind.TICKET_CLOSED), tickets(stage));
    }

    /// What a snapshot says was done.
    private static long deeds(ActionStage stage) {
        return stage.actions().memos(stage.now()).stream()
                .distinct()
                .mapToLong(memo -> memo.deeds().size())
                .sum();
    }

    private static double moved(ActionStage stage) {
        return stage.actions().done(Instant.MIN).stream().mapToDouble(Actions.Done::moved).sum();
    }

    @Test
    void whatWasSuggestedFirstIsNotForgottenWhenItIsDoneAndManyFollow() {
        ActionStage stage = stage();
        Value[] arguments = {stage.link("a", "b"), stage.detour("a", "b", 0), Value.of(15e6)};
        InstanceId suggested = stage.suggest("congestion", "shift", 2, arguments);
        InstanceId shift = stage.start("congestion", "shift", 2, arguments);
        assertEquals(suggested, shift);
        stage.playSeconds(2);
        for (int i = 0; i < 1000; i++) {
            stage.stop(stage.start("net", "open_ticket", 2, new Value.Text("noc"), arguments[0]));
        }
        stage.stop(shift);
        stage.playSeconds(2);
        assertEquals(ActionState.ENDED, stage.state(shift));
        assertEquals(new TreeSet<>(), stage.steered());
    }

    @Test
    void aRestartDoesNotForgetHowItWasBefore() {
        for (int seconds : List.of(5, 80)) {
            ActionStage stage = stage();
            InstanceId shift = stage.shift("a", "b", 0, 15);
            stage.playSeconds(seconds);
            ActionState before = stage.state(shift);
            stage.delivered = OptionalDouble.of(0.5);
            stage.restart();
            stage.playSeconds(100);
            assertEquals(ActionState.UNDONE, stage.state(shift), "killed when " + before);
        }
    }

    @Test
    void whatWasMovedIsCountedWithItsChangesAndOverARestart() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        stage.playSeconds(2);
        assertEquals(20e6, moved(stage));
        stage.modify(shift, stage.link("a", "b"), stage.detour("a", "b", 0), Value.of(35e6));
        stage.playSeconds(12);
        assertEquals(2, stage.steered().size());
        assertEquals(40e6, moved(stage));
        stage.restart();
        assertEquals(40e6, moved(stage));
        assertEquals(
                List.of(true, false),
                stage.actions().done(Instant.MIN).stream().map(Actions.Done::isFirst).toList());
        stage.stop(shift);
        // The newest is remembered in any case, for its number.
        stage.start("net", "open_ticket", 2, new Value.Text("noc"), stage.link("a", "b"));
        stage.playSeconds(2);
        stage.restart();
        assertEquals(40e6, moved(stage), "also what is over was done");
        assertEquals(2, deeds(stage), "also for the life after that");
        stage.playSeconds(3700);
        assertEquals(0, deeds(stage), "not for ever");
    }

    @Test
    void whatPeopleTakeBackIsNoFailureOfTheRemedy() {
        for (boolean stopsAll : List.of(true, false)) {
            ActionStage stage = stage();
            for (int i = 0; i < 4; i++) {
                InstanceId shift = stage.shift("a", "b", i, 15);
                assertEquals(ActionState.INSTALLING, stage.state(shift));
                if (stopsAll) {
                    stage.pause();
                } else {
                    assertEquals(Optional.empty(), stage.undo(shift));
                }
                stage.stop(shift);
                stage.playSeconds(stopsAll ? 2 : 31 * 60);
            }
            assertEquals(List.of(), stage.notices);
        }
    }

    @Test
    void whatAPersonTookBackIsNotDoneAnotherWayForAWhile() {
        ActionStage stage = stage();
        InstanceId shift = stage.shift("a", "b", 0, 15);
        assertEquals(Optional.empty(), stage.undo(shift));
        stage.stop(shift);
        stage.playSeconds(10);
        assertTrue(stage.isBarred("a", "b", 1), "also another way");
        stage.restart();
        InstanceId other = stage.shift("a", "b", 1, 15);
        assertEquals(ActionState.REFUSED, stage.state(other));
        assertTrue(
                stage.view(other)
                        .steps()
                        .getLast()
                        .text()
                        .endsWith(": a person took a remedy back"),
                () -> stage.view(other).toString());
        assertEquals(ActionState.INSTALLING, stage.state(stage.shift("b", "c", 0, 15)));
        stage.playSeconds(31 * 60);
        assertEquals(ActionState.INSTALLING, stage.state(stage.shift("a", "b", 1, 15)));
    }
}
