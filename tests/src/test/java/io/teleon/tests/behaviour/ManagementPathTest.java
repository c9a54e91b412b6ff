package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Effect;
import io.teleon.controller.report.ActionState;
import io.teleon.controller.topology.ManagementPlan;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.Rehearsal;
import io.teleon.controller.twin.Twin;
import io.teleon.controller.twin.Verdict;
import io.teleon.policies.host.InstanceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// No action cuts the way by which the controller reaches switches.
class ManagementPathTest {

    private static ActionStage stage(Optional<String> node, String... ports) {
        ActionStage stage = new ActionStage(Networks.of("a-b", "b-c", "c-a", "c-d"));
        stage.managed(new ManagementPlan(node, List.of(ports)));
        return stage;
    }

    private static String refusal(ActionStage stage, InstanceId bounce) {
        stage.playSeconds(1);
        assertEquals(ActionState.REFUSED, stage.state(bounce));
        return stage.view(bounce).steps().getLast().text();
    }

    @Test
    void aPortThatCarriesItIsNotBounced() {
        ActionStage stage = stage(Optional.empty(), "b/1");
        InstanceId bounce = stage.start("net", "bounce_port", 1, stage.link("a", "b"));
        assertEquals(
                "port b/1 carries the controller's own way: cutting it is refused",
                refusal(stage, bounce));
        InstanceId other = stage.start("net", "bounce_port", 1, stage.link("b", "c"));
        stage.playSeconds(1);
        assertEquals(ActionState.INSTALLING, stage.state(other));
    }

    @Test
    void aCableThatItNeedsIsNotBounced() {
        ActionStage stage = stage(Optional.of("d"));
        InstanceId bounce = stage.start("net", "bounce_port", 1, stage.link("c", "d"));
        assertEquals(
                "taking it down would cut the controller's own way from d to a, b, c",
                refusal(stage, bounce));
    }

    @Test
    void nothingIsBouncedWhileItIsNotKnown() {
        ActionStage stage = stage(Optional.of("nowhere"));
        InstanceId bounce = stage.start("net", "bounce_port", 1, stage.link("a", "b"));
        assertTrue(
                refusal(stage, bounce)
                        .contains("node 'nowhere' names no switch that has been seen"));
    }

    @Test
    void theTwinIsToldWhereItBegins() {
        ActionStage stage = stage(Optional.of("a"));
        stage.twinAnswers = false;
        stage.start("net", "bounce_port", 1, stage.link("a", "b"));
        Effect.Rehearse asked = stage.unanswered.getFirst();
        assertEquals(Optional.of(stage.rehearsal.node("a")), asked.network().managementNode());
        Rehearsal answer =
                Twin.rehearse(
                        asked.network(),
                        new Candidate.TakeDown(
                                "bounce", stage.rehearsal.link("c", "d"), Duration.ofSeconds(5)),
                        List.of());
        assertEquals(Verdict.Kind.REFUSED, answer.chosen().kind());
        assertTrue(
                answer.chosen().summary().contains("management path cut: d could not be managed"),
                answer.chosen().summary());
    }
}
