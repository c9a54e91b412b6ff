package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 2.3: predicates that rest on others, in layers and in circles.
class RecursionTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept near(link, link) fresh 1 h
            percept far(link, link) fresh 1 h
            proc p(L: link) { go: otherwise ~> nothing }
            """;

    @Test
    void whatChangesBelowIsHeardOfAboveInTheSameEpoch() {
        // The names are in the reverse order of the layers.
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred z_hot(L: link) if load(L) > 80%
                                pred y_touched(L: link) if near(L, M) and z_hot(M)
                                pred x_calm(L: link) if not y_touched(L) and not z_hot(L)
                                task t for each L: link where x_calm(L) run p(L)
                                """);
        stage.set("near(l1, l2)").complete("near");
        assertEquals(
                List.of("created t(l1)", "created t(l2)"),
                stage.set("load(l1) = 1%", "load(l2) = 1%").step());
        assertEquals(
                List.of(
                        "retired t(l1): its condition is false",
                        "retired t(l2): its condition is false"),
                stage.at(1).set("load(l2) = 90%").step());
        assertEquals(
                List.of("created t(l1)", "created t(l2)"), stage.at(2).set("load(l2) = 1%").step());
    }

    @Test
    void aCircleMayDenyWhatAnotherSays() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred cut(A: link) if far(A, B) and not reach(A, B)
                                pred cut(A: link) if far(A, B) and cut(B)
                                pred reach(A: link, B: link) if near(A, B)
                                pred reach(A: link, B: link) if near(A, C) and reach(C, B)
                                task t for each L: link where cut(L) run p(L)
                                """);
        stage.set("near(l1, l2)", "near(l2, l3)").complete("near");
        stage.set("far(l0, l1)", "far(l1, l3)").complete("far");
        assertEquals(List.of("created t(l0)"), stage.step());
        assertEquals(List.of("created t(l1)"), stage.at(1).withdraw("near(l2, l3)").step());
        assertEquals(
                List.of(
                        "retired t(l0): its condition is false",
                        "retired t(l1): its condition is false"),
                stage.at(2).set("near(l0, l1)", "near(l2, l3)").step());
    }

    @Test
    void twoCirclesAreTwoAndOneAboveTheOtherHearsOfIt() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred even(A: link) if load(A) > 80%
                                pred even(A: link) if near(A, B) and odd(B)
                                pred odd(A: link) if near(A, B) and even(B)
                                pred lone(A: link) if far(A, B) and lone(B)
                                pred lone(A: link) if load(A) > 0% and not odd(A)
                                task t for each L: link where lone(L) run p(L)
                                """);
        stage.set("near(l1, l2)", "near(l2, l3)").complete("near").complete("far");
        assertEquals(
                List.of("created t(l1)", "created t(l2)", "created t(l3)"),
                stage.set("load(l1) = 1%", "load(l2) = 1%", "load(l3) = 1%").step());
        // l3 is even now, so l2 is odd, l1 even again.
        assertEquals(
                List.of("retired t(l2): its condition is false"),
                stage.at(1).set("load(l3) = 90%").step());
        assertEquals(List.of("created t(l2)"), stage.at(2).set("far(l2, l1)").step());
        assertEquals(
                List.of("retired t(l2): its condition is false"),
                stage.at(3).withdraw("far(l2, l1)").step());
        assertEquals(List.of("created t(l2)"), stage.at(4).set("load(l3) = 1%").step());
    }

    @Test
    void aFunctionBetweenTwoPredicatesIsALayerToo() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred z_hot(L: link) if load(L) > 80%
                                fun y_score(L: link): count = if z_hot(L) then 1 else 0
                                pred x_ill(L: link) if y_score(L) > 0
                                pred w_fine(L: link) if not x_ill(L)
                                task t for each L: link where w_fine(L) run p(L)
                                """);
        assertEquals(List.of("created t(l1)"), stage.set("load(l1) = 1%").step());
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(1).set("load(l1) = 90%").step());
        assertEquals(List.of("created t(l1)"), stage.at(2).set("load(l1) = 1%").step());
    }

    @Test
    void whatAsksTooMuchInAPredicateEndsWhoAskedAndNobodyElse() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred wild(L: link) if load(L) > 80% and count{ A, B, C | load(A) > load(B) or load(B) > load(C) } > 5
                                proc q(L: link) { go: wild(L) ~> nothing calm: otherwise ~> nothing }
                                task t for each L: link run q(L)
                                """);
        for (int i = 0; i < 101; i++) {
            stage.set("load(x%d) = 1%%".formatted(i));
        }
        assertEquals(101, stage.step().size());
        assertEquals(
                List.of("faulted t(x7): more than a million assignments of 3 variables"),
                stage.at(1).set("load(x7) = 90%").step());
        // Asked from outside it is only unknown; and it is known again when there is less.
        assertEquals('U', ask(stage, "wild(\"x7\")"));
        for (int i = 8; i < 101; i++) {
            stage.withdraw("load(x%d)".formatted(i));
        }
        stage.at(2).step();
        assertEquals('T', ask(stage, "wild(\"x7\")"));
        assertEquals('F', ask(stage, "wild(\"x1\")"));
    }

    private static char ask(Stage stage, String condition) {
        return stage.engine().ask(Stage.said(stage.phrases().condition(condition)));
    }

    @Test
    void oneWayMoreOrLessInACircleIsTheSameAnswer() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred reach(A: link, B: link) if near(A, B)
                                pred reach(A: link, B: link) if near(A, C) and reach(C, B)
                                task t for each L: link where reach("a", L) run p(L)
                                """);
        stage.set("near(a, b)", "near(b, c)", "near(c, d)").complete("near");
        assertEquals(List.of("created t(b)", "created t(c)", "created t(d)"), stage.step());
        assertEquals(List.of(), stage.at(1).set("near(a, d)").step());
        assertEquals(
                List.of("retired t(c): its condition is false"),
                stage.at(2).set("not near(b, c)").step());
        assertEquals(List.of("created t(c)"), stage.at(3).set("near(d, c)").step());
        assertEquals(List.of("created t(a)"), stage.at(4).set("near(c, a)").step());
        assertEquals(
                List.of("retired t(a): its condition is false"),
                stage.at(5).withdraw("near(c, a)").step());
    }
}
