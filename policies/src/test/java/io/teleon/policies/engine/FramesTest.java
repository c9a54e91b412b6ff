package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 5, case by case: which rule fires, and for how long.
class FramesTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 30s
            percept up(link) fresh 30s
            percept spare(link, path) fresh 30s
            percept cost(path): count fresh 30s
            action shed(L: link) durative { risk low }
            action move(L: link, P: path) durative { key L risk low }
            action tell(L: link) once { risk low }
            task t for each L: link run p(L)
            """;

    @Test
    void theFirstRuleThatHoldsFiresAndStopsWhenItNoLongerDoes() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> shed(L)
                                  calm: otherwise ~> nothing
                                }
                                """);
        assertEquals(
                List.of("created t(l1)", "start shed(l1)#1"), stage.set("load(l1) = 90%").step());
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("stop shed(l1)#1"), stage.at(2).set("load(l1) = 10%").step());
        assertEquals(List.of(), stage.at(3).ended("shed(l1)", 1).step());
        assertEquals(List.of("start shed(l1)#2"), stage.at(4).set("load(l1) = 85%").step());
    }

    @Test
    void anActionThatTwoRulesShareGoesOnAcrossTheChangeBetweenThem() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  worst: load(L) > 95% ~> shed(L), tell(L)
                                  hot:   load(L) > 80% ~> shed(L)
                                  calm:  otherwise ~> nothing
                                }
                                """);
        assertEquals(
                List.of("created t(l1)", "start shed(l1)#1"), stage.set("load(l1) = 90%").step());
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("start tell(l1)#1"), stage.at(2).set("load(l1) = 99%").step());
        assertEquals(List.of(), stage.at(3).set("load(l1) = 90%").step());
    }

    @Test
    void whereNoRuleAppliesThatIsSaidOnceAndNothingEnds() {
        Stage stage = Stage.of(WORLD + "proc p(L: link) { hot: load(L) > 80% ~> shed(L) }");
        assertEquals(
                List.of("created t(l1)", "alert: no rule of p.p applies"),
                stage.set("load(l1) = 10%").step());
        assertEquals(List.of(), stage.at(1).set("load(l1) = 20%").step());
        assertEquals(List.of("start shed(l1)#1"), stage.at(2).set("load(l1) = 90%").step());
    }

    @Test
    void aStaleFactIsUnknownAndTheFiringIsHeldThenParked() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) on unknown hold 60s {
                                  hot:  load(L) > 80% ~> shed(L)
                                  calm: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        // Stale at 30 s, held until 90 s; the harmless action is then withdrawn for `nothing`.
        assertEquals(
                List.of(
                        "90s stop shed(l1)#1",
                        "90s alert: p.p is parked: whether hot applies is unknown"),
                stage.until(100));
    }

    @Test
    void coldStartDoesNothing() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  good: up(L) ~> nothing
                                  bad:  otherwise ~> shed(L)
                                }
                                """);
        assertEquals(List.of("0s created t(l1)"), stage.set("load(l1) = 1%").until(59));
    }

    @Test
    void skipTakesUnknownForFalse() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) on unknown skip {
                                  good: up(L) ~> nothing
                                  bad:  otherwise ~> shed(L)
                                }
                                """);
        assertEquals(
                List.of("created t(l1)", "start shed(l1)#1"), stage.set("load(l1) = 1%").step());
    }

    @Test
    void bindingIsByCostThenByOrderAndSticky() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  go:   spare(L, P) choose min cost(P) ~> move(L, P)
                                  none: otherwise ~> nothing
                                }
                                """);
        assertEquals(
                List.of("created t(l1)", "start move(l1)#1 [l1, b]"),
                stage.set(
                                "spare(l1, c)",
                                "spare(l1, b)",
                                "spare(l1, a)",
                                "cost(c) = 1",
                                "cost(b) = 1",
                                "cost(a) = 2")
                        .complete("spare")
                        .step());
        stage.at(1).running("move(l1, b)", 1).step();
        assertEquals(List.of(), stage.at(2).set("cost(a) = 0").step());
        assertEquals(
                List.of("modify move(l1)#1 [l1, a]"), stage.at(3).set("not spare(l1, b)").step());
    }

    @Test
    void aBindingOfUnknownCostComesLast() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  go:   spare(L, P) choose max cost(P) ~> move(L, P)
                                  none: otherwise ~> nothing
                                }
                                """);
        assertEquals(
                List.of("created t(l1)", "start move(l1)#1 [l1, c]"),
                stage.set("spare(l1, a)", "spare(l1, b)", "spare(l1, c)", "spare(l1, d)")
                        .set("cost(b) = 1", "cost(c) = 2", "cost(d) = 2")
                        .complete("spare")
                        .step());
    }

    @Test
    void whileExtendsAndHigherRulesStillWin() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  top:  load(L) > 200% ~> nothing
                                  hot:  load(L) > 80% while load(L) > 40% ~> shed(L)
                                  calm: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 90%").step();
        assertEquals(List.of(), stage.at(1).running("shed(l1)", 1).set("load(l1) = 50%").step());
        assertEquals(List.of("stop shed(l1)#1"), stage.at(2).set("load(l1) = 300%").step());
    }

    @Test
    void minAndUntilOutrankHigherRulesButNotSafety() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  safety { off: load(L) > 200% ~> nothing }
                                  calm: load(L) < 50% ~> nothing
                                  hot:  load(L) > 80% min 10s ~> shed(L)
                                  rest: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("10s stop shed(l1)#1"), stage.at(2).set("load(l1) = 10%").until(20));
        stage.at(21).ended("shed(l1)", 1).step();
        stage.at(22).set("load(l1) = 90%").step();
        stage.at(23).running("shed(l1)", 2).step();
        assertEquals(List.of("stop shed(l1)#2"), stage.at(24).set("load(l1) = 300%").step());
    }

    @Test
    void maxBlocksUntilTheGuardWasFalse() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% max 5s ~> shed(L)
                                  give: otherwise ~> tell(L)
                                }
                                """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("5s stop shed(l1)#1", "5s start tell(l1)#1"), stage.at(2).until(8));
        stage.at(9).ended("shed(l1)", 1).done("tell(l1)", 1).set("load(l1) = 90%").step();
        stage.at(10).set("load(l1) = 10%").step();
        assertEquals(List.of("start shed(l1)#2"), stage.at(11).set("load(l1) = 90%").step());
    }

    @Test
    void coolDownAndAtMostMakeRoomForTheNextRule() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% cooldown 10s at most 2 per 1 h ~> shed(L)
                                  rest: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).set("load(l1) = 10%").step();
        stage.at(2).ended("shed(l1)", 1).step();
        assertEquals(List.of("11s start shed(l1)#2"), stage.at(3).set("load(l1) = 90%").until(12));
        stage.at(13).running("shed(l1)", 2).set("load(l1) = 10%").step();
        stage.at(14).ended("shed(l1)", 2).step();
        assertEquals(List.of(), stage.at(15).set("load(l1) = 90%").until(40));
    }

    @Test
    void updatesTakeEffectInTheNextEpoch() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                belief noted(link) ttl 10s
                                proc p(L: link) {
                                  known: noted(L) ~> shed(L)
                                  hot:   load(L) > 80% ~> nothing ++ { remember noted(L); notify "noc" "{L} is hot" }
                                  rest:  otherwise ~> nothing
                                }
                                """);
        assertEquals(
                List.of("0s created t(l1)", "0s notify noc: l1 is hot", "0s start shed(l1)#1"),
                stage.set("load(l1) = 90%").until(0));
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(
                List.of("10s stop shed(l1)#1", "10s notify noc: l1 is hot"),
                stage.at(2).until(10).subList(0, 2));
    }

    @Test
    void sequencesGoStepByStepAndAgain() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> repeat seq { shed(L) for 5s; tell(L) for 2s }
                                  rest: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("5s stop shed(l1)#1", "5s start tell(l1)#1"), stage.at(2).until(6));
        assertEquals(
                List.of("7s start shed(l1)#2"),
                stage.at(6).ended("shed(l1)", 1).done("tell(l1)", 1).until(8));
    }

    @Test
    void calledProceduresAreDecidedFromTheRootDown() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> cure(L)
                                  rest: otherwise ~> nothing
                                }
                                proc cure(L: link) {
                                  bad:  load(L) > 95% ~> shed(L)
                                  mild: otherwise ~> tell(L)
                                }
                                """);
        assertEquals(
                List.of("created t(l1)", "start tell(l1)#1"), stage.set("load(l1) = 90%").step());
        assertEquals(
                List.of("start shed(l1)#1"),
                stage.at(1).done("tell(l1)", 1).set("load(l1) = 99%").step());
        stage.at(2).running("shed(l1)", 1).step();
        assertEquals(List.of("stop shed(l1)#1"), stage.at(3).set("load(l1) = 10%").step());
    }

    @Test
    void aProcedureThatNeverEndsFaultsItsTaskOnly() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> p(L)
                                  rest: otherwise ~> shed(L)
                                }
                                """);
        assertEquals(
                List.of(
                        "created t(l1)",
                        "created t(l2)",
                        "faulted t(l1): procedures call one another more than 64 deep",
                        "start shed(l2)#1"),
                stage.set("load(l1) = 90%", "load(l2) = 10%").step());
    }
}
