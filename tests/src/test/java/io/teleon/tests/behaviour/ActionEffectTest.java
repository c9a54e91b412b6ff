package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.report.ActionState;
import io.teleon.controller.report.ActionView;
import io.teleon.policies.host.InstanceId;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// An action is confirmed by what is seen of it in the network, not by what switches say that they
/// do.
class ActionEffectTest {

    private static ActionStage stage(double megabits) {
        ActionStage stage =
                new ActionStage(Networks.of("a-b", "b-c", "c-d", "d-e", "e-a", "a-c 2", "b-d 2"));
        stage.submit("a", "b", megabits);
        stage.submit("e", "b", megabits);
        stage.rehearsal.playMillis(1000);
        return stage;
    }

    private static String last(ActionStage stage, InstanceId instance) {
        List<ActionView.Step> steps = stage.view(instance).steps();
        return steps.stream()
                .filter(step -> step.state() == ActionState.UNDOING)
                .findFirst()
                .orElse(steps.getLast())
                .text();
    }

    /// Links take 1 Gbit/s here.
    @Test
    void whatIsLedAwayAndStillComesIsTakenBack() {
        ActionStage stage = stage(400);
        stage.counted.put(stage.rehearsal.link("a", "b"), 8e8);
        InstanceId shift = stage.shift("a", "b", 0, 300);
        stage.playSeconds(62);
        assertEquals(ActionState.ACTIVE, stage.state(shift));
        stage.playSeconds(60);
        assertEquals(ActionState.UNDONE, stage.state(shift));
        assertEquals(
                "packets do not go another way: a>b at 80.0 %, though what still should go by it is"
                        + " 40.0 %",
                last(stage, shift));
    }

    @Test
    void itIsSaidWhatIsSeen() {
        ActionStage stage = stage(400);
        stage.counted.put(stage.rehearsal.link("a", "b"), 4e8);
        InstanceId shift = stage.shift("a", "b", 0, 300);
        stage.playSeconds(62);
        assertEquals(ActionState.CONFIRMED, stage.state(shift));
        assertTrue(
                last(stage, shift)
                        .startsWith("a>b at 40.0 %, with what is led another way 80.0 %; before:"),
                last(stage, shift));
    }

    @Test
    void whereNothingIsSentThereIsNothingToWaitFor() {
        ActionStage stage = stage(0);
        InstanceId steer = stage.steer("a", "b", 0);
        stage.playSeconds(62);
        assertEquals(ActionState.CONFIRMED, stage.state(steer));
        assertTrue(last(stage, steer).contains("nothing sent"), last(stage, steer));
    }

    @Test
    void whoLosesAsMuchAsBeforeIsNotHelped() {
        ActionStage stage = stage(400);
        stage.delivered = OptionalDouble.of(0.977);
        InstanceId steer = stage.steer("a", "b", 0);
        stage.playSeconds(62);
        assertEquals(ActionState.ACTIVE, stage.state(steer));
        stage.playSeconds(60);
        assertEquals(ActionState.UNDONE, stage.state(steer));
        assertTrue(last(stage, steer).startsWith("it does not help: before: 97.700 %"));
    }

    @Test
    void whoLosesLessIsHelpedAlsoWhereSomeIsLeft() {
        ActionStage stage = stage(400);
        stage.delivered = OptionalDouble.of(0.977);
        InstanceId steer = stage.steer("a", "b", 0);
        stage.delivered = OptionalDouble.of(0.99);
        stage.playSeconds(62);
        assertEquals(ActionState.CONFIRMED, stage.state(steer));
    }
}
