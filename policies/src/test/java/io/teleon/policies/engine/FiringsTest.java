package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Output;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SEMANTICS 5: how firings begin, stay and end, and what is asked of the host meanwhile.
class FiringsTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept loss(link): ratio fresh 10s
            percept grade(link): count fresh 1 h
            resource crew()
            action shed(L: link) durative { risk low }
            action note(L: link) durative { risk low }
            action tell(L: link) once { risk low }
            action fix(L: link) durative { uses crew() risk low }
            task t for each L: link run p(L) priority grade(L)
            """;

    private static Stage running(String procedures) {
        return Stage.of(WORLD + procedures);
    }

    private static List<String> firings(Stage stage) {
        return stage.engine().firings().stream()
                .map(firing -> firing.procedure().local() + "." + firing.label())
                .toList();
    }

    // --- none, and the unknown

    @Test
    void whereNoRuleAppliesAnyMoreTheFiringEndsAndCoolsDown() {
        Stage stage = running("proc p(L: link) { hot: load(L) > 80% cooldown 60s ~> shed(L) }");
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(
                List.of("10s stop shed(l1)#1", "10s alert: no rule of p.p applies"),
                stage.at(10).set("load(l1) = 10%").until(11));
        stage.at(12).ended("shed(l1)", 1).set("load(l1) = 90%");
        assertEquals(List.of("70s start shed(l1)#2"), stage.until(100));
        stage.running("shed(l1)", 2).step();
        // Said again, for a rule has fired since.
        assertEquals(
                List.of("stop shed(l1)#2", "alert: no rule of p.p applies"),
                stage.at(101).set("load(l1) = 10%").step());
    }

    private static final String LOSSY =
            """
            proc p(L: link) on unknown hold 20s {
              bad:  loss(L) > 5% ~> note(L)
              hot:  load(L) > 80% ~> shed(L)
              calm: otherwise ~> nothing
            }
            """;

    @Test
    void holdingBeginsAnewWithEachTimeThatNothingIsKnown() {
        Stage stage = running(LOSSY);
        stage.set("load(l1) = 90%", "loss(l1) = 0%").step();
        stage.at(1).running("shed(l1)", 1).step();
        // Unknown from 10 s to 25 s, then from 35 s: parked 20 s later.
        assertEquals(List.of(), stage.until(24));
        assertEquals(List.of(), stage.at(25).set("loss(l1) = 0%").until(54));
        String parked = "55s alert: p.p is parked: whether bad applies is unknown";
        assertEquals(List.of(parked), stage.until(100));
        assertEquals(List.of(), stage.at(101).set("loss(l1) = 0%").until(130));
        assertEquals(List.of(parked.replace("55s", "131s")), stage.until(200));
    }

    @Test
    void whatIsDecidedByNothingForgetsSinceWhenItHeld() {
        Stage stage = running(LOSSY.replace("  calm: otherwise ~> nothing\n", ""));
        String none = "alert: no rule of p.p applies";
        assertEquals(
                List.of("created t(l1)", none),
                stage.set("load(l1) = 10%", "loss(l1) = 0%").step());
        assertEquals(List.of(), stage.at(1).until(24));
        assertEquals(List.of(), stage.at(25).set("loss(l1) = 0%").until(54));
        assertEquals(
                List.of("55s alert: p.p is parked: whether bad applies is unknown"),
                stage.until(100));
        assertEquals(List.of(), stage.at(101).set("loss(l1) = 0%").until(130));
        assertEquals(
                List.of("131s alert: p.p is parked: whether bad applies is unknown"),
                stage.until(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad:  loss(L) > 5% ~> nothing\n", ""})
    void whatHasFailedDoesNotStayForBeingUnknown(String above) {
        // Where it is unknown above the rule, or whether the rule itself applies.
        Stage stage =
                running(
                        """
                        proc p(L: link) on unknown hold 1 h {
                          %s
                          hot:  load(L) > 80%% and loss(L) < 50%% at most 1 per 1 h ~> shed(L), note(L)
                          calm: otherwise ~> nothing
                        }
                        """
                                .formatted(above));
        stage.set("load(l1) = 90%", "loss(l1) = 0%").step();
        stage.at(1).running("shed(l1)", 1).running("note(l1)", 1).step();
        assertEquals(List.of(), stage.until(15));
        assertEquals(
                List.of("failed shed(l1)#1: torn", "stop shed(l1)#1", "stop note(l1)#1"),
                stage.at(16).failed("shed(l1)", 1, "torn").step());
    }

    @Test
    void whatIsBlockedDoesNotStayForBeingUnknown() {
        Stage stage = running(LOSSY.replace("80%", "80% max 30s").replace("hold 20s", "hold 1 h"));
        stage.set("load(l1) = 90%", "loss(l1) = 0%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("30s stop shed(l1)#1"), stage.until(100));
    }

    // --- blocks

    @Test
    void aRuleThatBeginsAboveLiftsTheBlocksBelow() {
        Stage stage =
                running(
                        """
                        proc p(L: link) {
                          dire: grade(L) > 5 ~> note(L)
                          hot:  load(L) > 80% ~> shed(L)
                          calm: otherwise ~> nothing
                        }
                        """);
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        assertEquals(
                List.of("failed shed(l1)#1: torn", "stop shed(l1)#1"),
                stage.at(1).failed("shed(l1)", 1, "torn").step());
        stage.at(2).ended("shed(l1)", 1).until(10);
        stage.at(11).set("grade(l1) = 9").step();
        assertEquals(
                List.of("stop note(l1)#1", "start shed(l1)#2"),
                stage.at(12).running("note(l1)", 1).set("grade(l1) = 1").step());
    }

    @Test
    void aBlockedRuleIsTriedAgainInTheEpochInWhichItsGuardIsFalse() {
        Stage stage =
                running(
                        "proc p(L: link) { hot: load(L) > 80% ~> shed(L) calm: otherwise ~> nothing }");
        stage.set("load(l1) = 90%").step();
        stage.at(1).failed("shed(l1)", 1, "torn").step();
        stage.at(2).ended("shed(l1)", 1).set("load(l1) = 95%").until(10);
        assertEquals(
                "hot: F blocked: failed: torn",
                stage.engine().tree().tasks().getFirst().root().rules().stream()
                        .map(rule -> rule.label() + ": " + rule.verdict())
                        .findFirst()
                        .orElseThrow());
        assertEquals(List.of(), stage.set("load(l1) = 10%").until(20));
        assertEquals(List.of("start shed(l1)#2"), stage.set("load(l1) = 90%").step());
    }

    @Test
    void theEngineWantsToGoOnAtOnceWhenAFiringHasFailed() {
        Stage stage =
                running(
                        "proc p(L: link) { hot: load(L) > 80% ~> shed(L) calm: otherwise ~> nothing }");
        stage.set("load(l1) = 90%").until(1);
        stage.at(1).failed("shed(l1)", 1, "torn").step();
        assertEquals(1, stage.next());
    }

    // --- commitment

    @ParameterizedTest
    @CsvSource({
        "'',                       true",
        "min 1 h,                  false",
        "until load(L) < 50%,      false",
        "until load(L) > 50%,      true",
        "min 1 h until load(L) > 50%, false"
    })
    void whatIsCommittedFromItsBeginningGivesWayToNobody(String clause, boolean givesWay) {
        Stage stage =
                running(
                        """
                        proc p(L: link) {
                          dire: load(L) > 95%% %s ~> fix(L)
                          hot:  load(L) > 80%% ~> fix(L)
                          calm: otherwise ~> nothing
                        }
                        """
                                .formatted(clause));
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        stage.at(1).running("fix(l1)", 1).step();
        // The firing begins in the very epoch in which the stronger task comes.
        List<String> told =
                stage.at(2).set("load(l1) = 99%", "load(l2) = 90%", "grade(l2) = 9").step();
        assertEquals(
                givesWay ? List.of("created t(l2)", "stop fix(l1)#1") : List.of("created t(l2)"),
                told);
    }

    @Test
    void whatWasCommittedGivesWayOnceItIsNoLonger() {
        Stage stage =
                running(
                        """
                        proc p(L: link) {
                          hot:  load(L) > 80% min 10s ~> fix(L)
                          calm: otherwise ~> nothing
                        }
                        """);
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        stage.at(1).running("fix(l1)", 1).step();
        assertEquals(
                List.of("2s created t(l2)", "10s stop fix(l1)#1"),
                stage.at(2).set("load(l2) = 90%", "grade(l2) = 9").until(20));
    }

    @Test
    void aRuleSaysWhatKeepsItUp() {
        Stage stage =
                running(
                        """
                        proc p(L: link) {
                          hot:  load(L) > 80% min 10s until load(L) < 5% ~> shed(L)
                          calm: otherwise ~> nothing
                        }
                        """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).set("load(l1) = 10%").step();
        assertEquals("T min", verdict(stage));
        stage.at(10).step();
        assertEquals("T until", verdict(stage));
        stage.at(11).set("load(l1) = 90%").step();
        assertEquals("T until", verdict(stage));
    }

    private static String verdict(Stage stage) {
        return stage.engine().tree().tasks().getFirst().root().rules().getFirst().verdict();
    }

    // --- frames below

    @Test
    void twoFramesOfTheSameProcedureAndArgumentsRememberTogether() {
        Stage stage =
                running(
                        """
                        proc p(L: link) { go: otherwise ~> q(L), r(L) }
                        proc r(L: link) { go: otherwise ~> q(L) }
                        proc q(L: link) {
                          hot:  load(L) > 80% at most 1 per 1 h ~> tell(L)
                          rest: otherwise ~> nothing
                        }
                        """);
        stage.set("load(l1) = 10%").step();
        assertEquals(List.of("p.go", "q.rest", "r.go", "q.rest"), firings(stage));
        stage.at(1).set("load(l1) = 90%").step();
        assertEquals(List.of("p.go", "q.hot", "r.go", "q.rest"), firings(stage));
    }

    @Test
    void whatACallerThatFiresNoMoreHadCalledEndsToo() {
        Stage stage =
                running(
                        """
                        proc p(L: link) { hot: load(L) > 50% ~> q(L) }
                        proc q(L: link) {
                          high: load(L) > 80% cooldown 60s ~> shed(L)
                          rest: otherwise ~> nothing
                        }
                        """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(
                List.of("stop shed(l1)#1", "alert: no rule of p.p applies"),
                stage.at(10).set("load(l1) = 10%").step());
        assertEquals(List.of("p."), firings(stage));
        stage.at(11).ended("shed(l1)", 1).set("load(l1) = 90%");
        assertEquals(List.of("70s start shed(l1)#2"), stage.until(100));
    }

    @Test
    void aFrameThatWasNotWantedForAWhileBeginsAnew() {
        Stage stage =
                running(
                        """
                        proc p(L: link) { hot: load(L) > 50% ~> q(L) }
                        proc q(L: link) goal achieve load(L) < 20% within 60s {
                          cold: load(L) < 20% ~> nothing
                          go:   otherwise ~> shed(L)
                        }
                        """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        stage.at(10).set("load(l1) = 30%").step();
        stage.at(11).ended("shed(l1)", 1).step();
        assertEquals(List.of("20s start shed(l1)#2"), stage.at(20).set("load(l1) = 90%").until(60));
        assertEquals(
                List.of("80s stop shed(l1)#2", "80s alert: no rule of p.p applies"),
                stage.running("shed(l1)", 2).until(100));
    }

    @Test
    void proceduresMayCallOneAnotherSixtyFourDeep() {
        String chain =
                """
                proc p(L: link) { go: otherwise ~> q(L, 2) }
                proc q(L: link, N: count) {
                  last: N >= %d ~> shed(L)
                  on:   otherwise ~> q(L, N + 1)
                }
                """;
        assertEquals(
                List.of("created t(l1)", "start shed(l1)#1"),
                running(chain.formatted(64)).set("load(l1) = 1%").step());
        assertEquals(
                List.of(
                        "created t(l1)",
                        "faulted t(l1): procedures call one another more than 64 deep"),
                running(chain.formatted(65)).set("load(l1) = 1%").step());
    }

    // --- explanations

    @Test
    void anExplanationSaysWhatKeptTheFiringUp() {
        Stage stage =
                running(
                        """
                        proc p(L: link) {
                          hot:  load(L) > 80% min 1 h ~> seq { shed(L) for 10s; note(L) }
                          calm: otherwise ~> nothing
                        }
                        """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).set("load(l1) = 10%").step();
        List<Explanation> why =
                stage.at(10).outputs().stream()
                        .filter(Output.Transition.class::isInstance)
                        .map(output -> ((Output.Transition) output).explanation())
                        .toList();
        assertEquals("min", why.getLast().path().getLast().because().getFirst().text());
    }
}
