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
}
