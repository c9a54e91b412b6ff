package io.teleon.tests.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.controller.loop.Answer;
import io.teleon.controller.loop.Ask;
import io.teleon.controller.report.Insight;
import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import io.teleon.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people see when they look into a controller that acts by itself.
class InsightLoopTest {

    private static final Duration TROUBLE = Duration.ofMinutes(3);

    private static Rehearsal network() {
        Rehearsal rehearsal = Rehearsal.reacting(Networks.diamond(), "a d 300", "a b 100");
        rehearsal.play(Duration.ofSeconds(30));
        return rehearsal;
    }

    private static Insight insight(Rehearsal rehearsal) {
        return rehearsal.world().insight().orElseThrow();
    }

    /// What fires for the link from a to b.
    private static String fires(Rehearsal rehearsal) {
        return insight(rehearsal).tree().tasks().stream()
                .filter(task -> task.id().task().toString().equals("link_heal.heal_link"))
                .map(LiveTree.Task::root)
                .filter(root -> shown(root.arguments()).equals(List.of("a>b")))
                .flatMap(root -> root.rules().stream())
                .filter(LiveTree.Rule::fires)
                .map(LiveTree.Rule::label)
                .findFirst()
                .orElse("none");
    }

    private static List<String> shown(List<Value> values) {
        return values.stream().map(Value::shown).toList();
    }

    private static List<String> whyNot(Rehearsal rehearsal, String label) {
        return rehearsal
                .world()
                .whyNot(new Insight.RunningRule("link_heal.heal", List.of("a>b"), label));
    }

    @Test
    void theTreeFollowsTheProgramsAndARuleThatDoesNotFireSaysWhy() {
        Rehearsal rehearsal = network();
        rehearsal.play(TROUBLE);
        assertEquals("ok", fires(rehearsal), "the link has settled");
        assertTrue(
                whyNot(rehearsal, "protect").stream().anyMatch(text -> text.contains("a>b")),
                () -> whyNot(rehearsal, "protect").toString());
        assertEquals(List.of(), whyNot(rehearsal, "no such rule"));
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1), Duration.ofMinutes(60));
        rehearsal.playUntil(
                "protected", TROUBLE, () -> !rehearsal.view().autonomy().actions().isEmpty());
        assertEquals("protect", fires(rehearsal));
        assertEquals(List.of(), whyNot(rehearsal, "protect"), "its guard holds");
        assertNotEquals(List.of(), whyNot(rehearsal, "ok"));
    }

    @Test
    void everyRuleIsToldAsItsProgramSaysItWithItsLimit() {
        Insight insight = insight(network());
        Insight.RuleText protect =
                insight.rules().stream()
                        .filter(r -> r.procedure().equals("link_heal.heal"))
                        .filter(r -> r.label().equals("protect"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("sick(L) and option(L, P)", protect.guard());
        assertEquals("steer(L, P), repair(L)", protect.does());
        assertEquals(Optional.of(new Insight.Limit(6, Duration.ofHours(1))), protect.limit());
    }

    @Test
    void whoIsAskedIsToldWhatWouldChangeUntilTheQuestionIsAnswered() {
        Rehearsal rehearsal = network();
        say(rehearsal, new Ask.SetAutonomy("steer", Policy.Mode.APPROVE, "ann"));
        rehearsal.begin(new Fault.LinkLoss("a", "b", 0.1), Duration.ofMinutes(60));
        rehearsal.playUntil(
                "asked", TROUBLE, () -> !rehearsal.view().autonomy().questions().isEmpty());
        long number = rehearsal.view().autonomy().questions().getLast().number();
        Insight.Preview preview =
                insight(rehearsal).previews().stream()
                        .filter(p -> p.question() == number)
                        .findFirst()
                        .orElseThrow();
        assertNotEquals(List.of(), preview.diff());
        assertNotEquals(List.of(), preview.intents());
        assertTrue(preview.undo().contains("go back to the paths they have now"), preview.undo());
        assertTrue(preview.promise().contains("within"), preview.promise());
        assertEquals("protect", preview.why().path().getLast().label());
        int before = rehearsal.view().autonomy().actions().size();
        say(rehearsal, new Ask.Decide(number, false, "ann"));
        assertTrue(insight(rehearsal).previews().stream().noneMatch(p -> p.question() == number));
        assertEquals(before, rehearsal.view().autonomy().actions().size(), "a look does nothing");
    }

    private static void say(Rehearsal rehearsal, Ask ask) {
        assertInstanceOf(Answer.Accepted.class, rehearsal.ask(ask), ask.toString());
    }
}
