package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What explanations tell where there is much to tell, and whether a task is parked.
class ExplanationsTest {

    private static final String PROGRAM =
            """
            percept load(link): ratio fresh 1 h
            percept loss(link): ratio fresh 20s
            percept relief(link): ratio fresh 1 h
            percept near(link, link) fresh 1 h
            pred clean(L: link) if not exists M: link where (near(L, M) and load(M) > 50%)
            pred good(L: link) if clean(L) and relief(L) > 10%
            action fix(L: link) durative { risk low }
            proc p(L: link) on unknown hold 20s {
              bad:  loss(L) > 5% and good(L) ~> fix(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link where relief(L) >= 0% run p(L)
            """;

    private static Explanation.Literal literal(int neighbours) {
        Stage stage = Stage.of(PROGRAM).complete("near");
        for (int i = 1; i <= neighbours; i++) {
            stage.set("near(l1, m" + i + ")", "load(m" + i + ") = 10%");
        }
        stage.set("loss(l1) = 10%", "relief(l1) = 30%");
        Explanation why = stage.explanation();
        return why.path().getLast().because().getLast();
    }

    @Test
    void whatIsCutSaysSo() {
        Explanation.Literal literal = literal(20);
        assertEquals(16, literal.facts().size());
        assertEquals("good(l1) (16 of 41 facts are told)", literal.text());
    }

    @Test
    void whatIsAboutTheRuleItselfIsToldBeforeItsParts() {
        assertEquals("relief(l1)", literal(20).facts().getFirst().fact());
    }

    @Test
    void whatIsNotCutIsToldAsItWasRead() {
        Explanation.Literal literal = literal(3);
        assertEquals("good(l1)", literal.text());
        assertEquals(7, literal.facts().size());
        assertEquals("relief(l1)", literal.facts().getLast().fact());
    }

    @Test
    void aTaskIsParkedUntilWhatDecidesItIsKnownAgain() {
        TaskId task = new TaskId(new Name("p", "t"), List.of(new Value.Entity("link", "l1")));
        Stage stage = Stage.of(PROGRAM).complete("near").set("loss(l1) = 0%", "relief(l1) = 30%");
        stage.step();
        stage.until(39);
        assertFalse(stage.engine().isParked(task));
        assertTrue(stage.until(60).stream().anyMatch(line -> line.contains("is parked")));
        assertTrue(stage.engine().isParked(task));
        stage.at(61).set("loss(l1) = 0%").step();
        assertFalse(stage.engine().isParked(task));
    }
}
