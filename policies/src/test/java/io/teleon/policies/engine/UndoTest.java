package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 7.5: the undoing of commitments that failed.
class UndoTest {

    /// @param modifiers of the rule that gives
    private static Stage giving(String modifiers, String calls) {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h
                resource crew()
                action give(L: link, P: path) ratify {
                  key L, P effect load(L) < 50%% within 20s undo take(L) risk low }
                action take(L: link) once { uses crew() risk low }
                proc p(L: link) {
                  hot:  load(L) > 80%% %s ~> %s
                  calm: otherwise ~> nothing
                }
                task t for each L: link run p(L)
                """
                        .formatted(modifiers, calls));
    }

    @Test
    void twoThatHaveTheSameUndoingAreUndoneOnce() {
        Stage stage = giving("", "give(L, \"a\"), give(L, \"b\")");
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("give(l1, a)", 1).done("give(l1, b)", 1).step();
        assertEquals(
                List.of(
                        "20s failed give(l1, a)#1: its effect was not seen in time",
                        "20s failed give(l1, b)#1: its effect was not seen in time",
                        "20s start take(l1)#1"),
                stage.at(2).until(30));
        assertEquals(List.of(), stage.at(31).done("take(l1)", 1).until(40));
    }

    @Test
    void eachTaskUndoesItsOwnAndOneThatFailsIsGivenUp() {
        Stage stage = giving("", "give(L, \"a\")");
        stage.set("load(l1) = 90%", "load(l2) = 90%").step();
        stage.at(1).done("give(l1, a)", 1).done("give(l2, a)", 1).step();
        assertEquals(
                List.of(
                        "20s failed give(l1, a)#1: its effect was not seen in time",
                        "20s failed give(l2, a)#1: its effect was not seen in time",
                        "20s start take(l1)#1"),
                stage.at(2).until(30));
        // The crew is free for the other one then.
        assertEquals(
                List.of("31s failed take(l1)#1: broken", "31s start take(l2)#1"),
                stage.at(31).failed("take(l1)", 1, "broken").until(40));
        assertEquals(List.of(), stage.at(41).done("take(l2)", 1).until(50));
    }

    @Test
    void whatElseFailsUndoesNothingLess() {
        Stage stage = giving("", "give(L, \"a\")");
        stage.set("load(l1) = 90%", "load(l2) = 90%").step();
        stage.at(1).done("give(l1, a)", 1).done("give(l2, a)", 1).step();
        stage.at(2).until(30);
        stage.at(30).set("load(l3) = 90%").step();
        assertEquals(
                List.of("31s failed give(l3, a)#1: broken"),
                stage.at(31).failed("give(l3, a)", 1, "broken").until(40));
        assertEquals(List.of("41s start take(l2)#1"), stage.at(41).done("take(l1)", 1).until(50));
        assertEquals(List.of("51s start take(l3)#1"), stage.at(51).done("take(l2)", 1).until(60));
    }

    @Test
    void whatFailsAgainIsUndoneAgain() {
        Stage stage = giving("at most 2 per 1 h", "give(L, \"a\")");
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("give(l1, a)", 1).step();
        assertEquals(
                List.of(
                        "20s failed give(l1, a)#1: its effect was not seen in time",
                        "20s start give(l1, a)#2",
                        "20s start take(l1)#1"),
                stage.at(2).until(21));
        stage.at(22).done("take(l1)", 1).done("give(l1, a)", 2).step();
        assertEquals(
                List.of(
                        "40s failed give(l1, a)#2: its effect was not seen in time",
                        "40s start take(l1)#2"),
                stage.at(23).until(50));
    }

    @Test
    void whatIsLeftOfATaskThatIsGoneIsUndoneAllTheSame() {
        Stage stage =
                Stage.of(
                        """
                        percept load(link): ratio fresh 1 h
                        percept grade(link): count fresh 1 h
                        action give(L: link) ratify {
                          effect load(L) < 50% within 20s undo take(L) risk low }
                        action take(L: link) once { risk low }
                        proc p(L: link) { go: otherwise ~> give(L) }
                        task t for each L: link where grade(L) > 0 run p(L)
                        """);
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        stage.at(1).done("give(l1)", 1).step();
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(2).set("grade(l1) = 0").step());
        assertEquals(
                List.of(
                        "20s failed give(l1)#1: its effect was not seen in time",
                        "20s start take(l1)#1"),
                stage.at(3).until(30));
    }
}
