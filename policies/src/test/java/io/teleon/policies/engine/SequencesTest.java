package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 5.7: when a step is over, and what comes then.
class SequencesTest {

    private static Stage doing(String body) {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h
                percept grade(link): count fresh 1 h
                action shed(L: link) durative { risk low }
                action tell(L: link) once { risk low }
                action note(L: link) once { risk low }
                action give(L: link) ratify { risk low }
                proc p(L: link) {
                  go:   grade(L) > 0 ~> %s
                  none: otherwise ~> nothing
                }
                proc cool(L: link) goal achieve load(L) < 50%% {
                  cold: load(L) < 50%% ~> nothing
                  hot:  otherwise ~> shed(L)
                }
                proc watch(L: link) {
                  hot: otherwise ~> shed(L)
                }
                task t for each L: link run p(L)
                """
                        .formatted(body));
    }

    @Test
    void aProcedureIsOverWhenItsGoalIsReached() {
        Stage stage = doing("seq { cool(L); tell(L) }");
        assertEquals(
                List.of("created t(l1)", "start shed(l1)#1"),
                stage.set("load(l1) = 90%", "grade(l1) = 1").step());
        assertEquals(List.of(), stage.at(1).running("shed(l1)", 1).step());
        assertEquals(
                List.of("2s stop shed(l1)#1", "2s start tell(l1)#1"),
                stage.at(2).set("load(l1) = 10%").until(3));
    }

    @Test
    void aProcedureWithoutGoalIsNeverOver() {
        Stage stage = doing("seq { watch(L); tell(L) }");
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        assertEquals(List.of(), stage.at(1).running("shed(l1)", 1).set("load(l1) = 10%").until(10));
    }

    @Test
    void eachStepAsksForItsCommandAnew() {
        Stage stage = doing("seq { tell(L); note(L); tell(L) }");
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        assertEquals(List.of("1s start note(l1)#1"), stage.at(1).done("tell(l1)", 1).until(1.5));
        assertEquals(List.of("2s start tell(l1)#2"), stage.at(2).done("note(l1)", 1).until(2.5));
        assertEquals(List.of(), stage.at(3).done("tell(l1)", 2).until(10));
    }

    @Test
    void whatIsDoneAtOnceIsDoneAgainWithTheNextSecond() {
        Stage stage = doing("repeat seq { cool(L); tell(L) }");
        assertEquals(
                List.of("0s created t(l1)", "0s start tell(l1)#1"),
                stage.set("load(l1) = 10%", "grade(l1) = 1").until(0));
        assertEquals(List.of("6s start tell(l1)#2"), stage.at(5).done("tell(l1)", 1).until(8));
    }
}
