package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.program.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people are shown of an engine.
class LiveTreeTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept loss(link): ratio fresh 1 h
            percept grade(link): count fresh 1 h
            action fix(L: link) durative { risk low }
            """;

    /// What became of each rule of the root of a task, in words.
    private static List<String> rules(Stage stage, int task) {
        return stage.engine().tree().tasks().get(task).root().rules().stream()
                .map(rule ->
                        "%s: %s%s"
                                .formatted(
                                        rule.label(),
                                        rule.verdict(),
                                        rule.fires() ? ", fires" : ""))
                .toList();
    }

    @Test
    void eachRuleSaysWhatBecameOfIt() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) on unknown skip {
                                  lost: loss(L) > 5% ~> nothing
                                  hot:  load(L) > 80% cooldown 60s ~> fix(L)
                                  mild: load(L) > 50% min 10s ~> nothing
                                  rest: otherwise ~> nothing
                                }
                                task t for each L: link run p(L)
                                """);
        stage.set("load(l1) = 90%").step();
        assertEquals(List.of("lost: U", "hot: T, fires", "mild: ", "rest: "), rules(stage, 0));
        stage.at(1).set("load(l1) = 60%", "loss(l1) = 0%").step();
        assertEquals(
                List.of("lost: F", "hot: F blocked: cooling down", "mild: T, fires", "rest: "),
                rules(stage, 0));
        stage.at(2).set("load(l1) = 10%").step();
        assertEquals(
                List.of("lost: passed over", "hot: passed over", "mild: T min, fires", "rest: "),
                rules(stage, 0));
        stage.at(11).step();
        assertEquals(
                List.of("lost: F", "hot: F blocked: cooling down", "mild: F", "rest: T, fires"),
                rules(stage, 0));
    }

    @Test
    void tasksStandInTheOrderInWhichTheyAreDecidedWithAllTheirFrames() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) { hot: load(L) > 80% ~> cure(L) rest: otherwise ~> nothing }
                                proc cure(L: link) { go: otherwise ~> fix(L) }
                                task t for each L: link run p(L) priority grade(L)
                                """);
        stage.set("load(l1) = 10%", "load(l2) = 90%", "grade(l1) = 1", "grade(l2) = 2").step();
        assertEquals(
                List.of("p.t(l2) 2.0", "p.t(l1) 1.0"),
                stage.engine().tree().tasks().stream()
                        .map(task -> task.id() + " " + task.priority())
                        .toList());
        assertEquals(
                List.of("p.t(l1) p.p rest", "p.t(l2) p.p hot", "p.t(l2) p.cure go"),
                stage.engine().firings().stream()
                        .map(firing ->
                                firing.task() + " " + firing.procedure() + " " + firing.label())
                        .toList());
    }

    @Test
    void aFiringIsShownWithItsBinding() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                percept near(link, link) fresh 1 h
                                proc p(L: link) { hot: near(L, M) ~> fix(M) rest: otherwise ~> nothing }
                                task t for each L: link where load(L) > 0% run p(L)
                                """);
        stage.set("near(l1, l2)", "load(l1) = 90%").complete("near").step();
        assertEquals(
                List.of("[l2]"),
                stage.engine().firings().stream()
                        .map(firing ->
                                firing.binding().stream().map(Value::shown).toList().toString())
                        .toList());
    }
}
