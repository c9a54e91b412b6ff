package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.host.Input;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// SEMANTICS 6 to 9, case by case: tasks, actions, resources and gates.
class ActionsTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept grade(link): count fresh 1 h
            percept moved(link, path) fresh 1 h
            percept spare(link, path) fresh 1 h
            resource te(link)
            resource crew()
            """;

    private static final String RULES =
            """
            proc p(L: link) {
              hot:  load(L) > 80% ~> %s
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L) priority grade(L)
            """;

    private static String rules(String calls) {
        return RULES.replace("%s", calls);
    }

    private static final Input HALT = new Input.Halted(true, "noc");

    @Test
    void makeFirstStopsTheOldOnlyWhenTheNewIsSeenToWork() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action move(L: link, P: path) durative {
                                  effect moved(L, P) within 20s uses te(L) handover make_first timeout 60s risk low }
                                proc p(L: link) {
                                  go:   spare(L, P) ~> move(L, P)
                                  none: otherwise ~> nothing
                                }
                                task t for each L: link run p(L)
                                """);
        stage.set("spare(l1, a)", "spare(l1, b)").complete("spare").complete("moved");
        assertEquals(List.of("created t(l1)", "start move(l1, a)#1"), stage.step());
        assertEquals(
                List.of("effect of move(l1, a)#1"),
                stage.at(1).running("move(l1, a)", 1).set("moved(l1, a)").step());
        assertEquals(List.of("start move(l1, b)#1"), stage.at(2).set("not spare(l1, a)").step());
        assertEquals(List.of(), stage.at(3).running("move(l1, b)", 1).step());
        assertEquals(
                List.of("effect of move(l1, b)#1", "stop move(l1, a)#1"),
                stage.at(4).set("moved(l1, b)").step());
    }

    @Test
    void breakFirstStartsTheNewOnlyWhenTheOldHasEnded() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action soft(L: link) durative { uses te(L) }
                                action hard(L: link) durative { uses te(L) }
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> hard(L)
                                  mild: otherwise ~> soft(L)
                                }
                                task t for each L: link run p(L)
                                """);
        assertEquals(
                List.of("created t(l1)", "start soft(l1)#1"), stage.set("load(l1) = 10%").step());
        stage.at(1).running("soft(l1)", 1).step();
        assertEquals(List.of("stop soft(l1)#1"), stage.at(2).set("load(l1) = 90%").step());
        assertEquals(List.of(), stage.at(3).step());
        assertEquals(List.of("start hard(l1)#1"), stage.at(4).ended("soft(l1)", 1).step());
    }

    @Test
    void aPromiseThatIsNotKeptFailsTheFiringAndWithoutAtMostBlocksTheRule() {
        Stage stage =
                Stage.of(
                        WORLD
                                + "action fix(L: link) once { effect load(L) < 50% within 20s risk low }\n"
                                + rules("fix(L)"));
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("fix(l1)", 1).step();
        assertEquals(
                List.of("20s failed fix(l1)#1: its effect was not seen in time"),
                stage.at(2).until(100));
        assertEquals(List.of(), stage.at(101).set("load(l1) = 95%").step());
        stage.at(102).set("load(l1) = 10%").step();
        assertEquals(List.of("start fix(l1)#2"), stage.at(103).set("load(l1) = 90%").step());
    }

    @Test
    void withAtMostItIsTriedThatOften() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) once { effect load(L) < 50% within 20s timeout 5s risk low }
                                action give_up(L: link) once { risk low }
                                proc p(L: link) {
                                  try:  load(L) > 80% at most 2 per 1 h ~> fix(L)
                                  last: otherwise ~> give_up(L)
                                }
                                task t for each L: link run p(L)
                                """);
        assertEquals(
                List.of(
                        "0s created t(l1)",
                        "0s start fix(l1)#1",
                        "5s failed fix(l1)#1: no answer in time",
                        "5s start fix(l1)#2",
                        "10s failed fix(l1)#2: no answer in time",
                        "10s start give_up(l1)#1"),
                stage.set("load(l1) = 90%").until(20));
    }

    @Test
    void aFiringThatFailedCoolsDownLikeOneThatEnded() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) once { timeout 5s risk low }
                                proc p(L: link) {
                                  try:  load(L) > 80% at most 2 per 1 h cooldown 60s ~> fix(L)
                                  rest: otherwise ~> nothing
                                }
                                task t for each L: link run p(L)
                                """);
        assertEquals(
                List.of(
                        "0s created t(l1)",
                        "0s start fix(l1)#1",
                        "5s failed fix(l1)#1: no answer in time",
                        "65s start fix(l1)#2"),
                stage.set("load(l1) = 90%").until(66));
    }

    @Test
    void aCommandIsGivenOnceForEachFiring() {
        Stage stage =
                Stage.of(WORLD + "action tell(L: link) once { risk low }\n" + rules("tell(L)"));
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("tell(l1)", 1).step();
        assertEquals(List.of(), stage.at(2).set("load(l1) = 95%").step());
        stage.at(3).set("load(l1) = 10%").step();
        assertEquals(List.of("start tell(l1)#2"), stage.at(4).set("load(l1) = 95%").step());
    }

    @Test
    void aCommitmentStaysWhenItsRuleStopsAndIsUndoneWhenItFails() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action give(L: link) ratify { effect load(L) < 50% within 20s undo take(L) risk low }
                                action take(L: link) once { risk low }
                                """
                                + rules("give(L)"));
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("give(l1)", 1).step();
        assertEquals(
                List.of(
                        "20s failed give(l1)#1: its effect was not seen in time",
                        "20s start take(l1)#1"),
                stage.at(2).until(30));
        assertEquals(List.of(), stage.at(31).done("take(l1)", 1).step());
        stage.at(32).set("load(l1) = 10%").step();
        stage.at(33).set("load(l1) = 90%").step();
        stage.at(34).done("give(l1)", 2).set("load(l1) = 40%").step();
        assertEquals(List.of(), stage.at(35).set("load(l1) = 10%").step());
        assertEquals("DONE", stage.engine().tree().actions().getFirst().state());
    }

    @Test
    void oneOfTwoTasksGetsTheCrewThenTheOther() {
        Stage stage =
                Stage.of(
                        WORLD
                                + "action fix(L: link) durative { uses crew() risk low }\n"
                                + rules("fix(L)"));
        assertEquals(
                List.of("created t(l1)", "created t(l2)", "start fix(l2)#1"),
                stage.set("load(l1) = 90%", "load(l2) = 90%", "grade(l1) = 1", "grade(l2) = 2")
                        .step());
        stage.at(1).running("fix(l2)", 1).step();
        assertEquals(
                "waits for crew()",
                stage.engine().tree().actions().stream()
                        .filter(a -> a.state().equals("WAITING"))
                        .findFirst()
                        .orElseThrow()
                        .reason());
        assertEquals(List.of("stop fix(l2)#1"), stage.at(2).set("load(l2) = 1%").step());
        assertEquals(List.of("start fix(l1)#1"), stage.at(3).ended("fix(l2)", 1).step());
    }

    @Test
    void theStrongerPreemptsTheWeakerThatWaitsAgain() {
        Stage stage =
                Stage.of(
                        WORLD
                                + "action fix(L: link) durative { uses crew() risk low }\n"
                                + rules("fix(L)"));
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        stage.at(1).running("fix(l1)", 1).step();
        assertEquals(
                List.of("created t(l2)", "stop fix(l1)#1"),
                stage.at(2).set("load(l2) = 90%", "grade(l2) = 9").step());
        assertEquals(List.of("start fix(l2)#1"), stage.at(3).ended("fix(l1)", 1).step());
        stage.at(4).running("fix(l2)", 1).step();
        stage.at(5).set("load(l2) = 1%").step();
        assertEquals(List.of("start fix(l1)#2"), stage.at(6).ended("fix(l2)", 1).step());
    }

    @Test
    void guardrailsDenyDeferAndAsk() {
        String rails =
                """
                action fix(L: link) durative { blast 300 risk low }
                guardrail small on fix require blast_in(15 min) <= 500 else %s
                """;
        Stage denied = Stage.of(WORLD + rails.formatted("deny") + rules("fix(L)"));
        assertEquals(
                List.of("created t(l1)", "created t(l2)", "start fix(l1)#1"),
                denied.set("load(l1) = 90%", "load(l2) = 90%").step());
        Stage deferred = Stage.of(WORLD + rails.formatted("defer") + rules("fix(L)"));
        deferred.set("load(l1) = 90%", "load(l2) = 90%").step();
        assertEquals(
                "deferred by small, which is not met",
                deferred.engine().tree().actions().getLast().reason());
        Stage asked = Stage.of(WORLD + rails.formatted("ask noc timeout 10 min") + rules("fix(L)"));
        assertEquals(
                List.of(
                        "created t(l1)",
                        "created t(l2)",
                        "start fix(l1)#1",
                        "ask 1 noc about fix(l2)#1"),
                asked.set("load(l1) = 90%", "load(l2) = 90%").step());
        assertEquals(
                List.of("start fix(l2)#1"),
                asked.at(1).input(new Input.Decided(1, true, "ann")).step());
        assertEquals(
                List.of("rejected: there is no open question 1"),
                asked.at(2).input(new Input.Decided(1, false, "bob")).step());
    }

    @Test
    void whereTooMuchIsIllTheAutomationStopsItself() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) durative { risk low }
                                guardrail storm on all require count{ L | load(L) > 80% } <= 2 else defer
                                """
                                + rules("fix(L)"));
        assertEquals(
                List.of("created t(l1)", "created t(l2)", "created t(l3)"),
                stage.set("load(l1) = 90%", "load(l2) = 90%", "load(l3) = 90%").step());
        assertEquals(
                List.of("start fix(l2)#1", "start fix(l3)#1"),
                stage.at(1).set("load(l1) = 70%").step());
    }

    @Test
    void anApprovalThatNobodyGivesBlocksTheRule() {
        Stage stage =
                Stage.of(
                        WORLD
                                + "action fix(L: link) durative { risk high }\n"
                                + rules("fix(L) with approval lead timeout 5 min"));
        assertEquals(
                List.of("created t(l1)", "ask 1 lead about fix(l1)#1"),
                stage.set("load(l1) = 90%").step());
        assertEquals(List.of("300s void 1: nobody answered in time"), stage.at(1).until(400));
        stage.at(401).set("load(l1) = 10%").step();
        assertEquals(
                List.of("ask 2 lead about fix(l1)#1"), stage.at(402).set("load(l1) = 90%").step());
        assertEquals(
                List.of("void 2: no longer wanted"), stage.at(403).set("load(l1) = 10%").step());
    }

    @Test
    void autonomyIsTheLeastOfWhatPolicyAndOperatorAllow() {
        String text = WORLD + "action fix(L: link) durative { risk low }\n" + rules("fix(L)");
        Stage suggesting = Stage.ofMode("suggest", text);
        assertEquals(
                List.of("created t(l1)", "suggest fix(l1)#1"),
                suggesting.set("load(l1) = 90%").step());
        assertEquals(List.of(), suggesting.at(1).step());
        Stage off = Stage.ofMode("off", text);
        assertEquals(List.of("created t(l1)"), off.set("load(l1) = 90%").step());
        Stage limited = Stage.of(text);
        limited.input(new Input.AutonomySet(new Name("p", "fix"), Policy.Mode.APPROVE));
        assertEquals(
                List.of("created t(l1)", "ask 1 operator about fix(l1)#1"),
                limited.set("load(l1) = 90%").step());
        Stage shadow = Stage.ofMode("shadow", text);
        assertEquals(
                List.of("created t(l1)", "start fix(l1)#1 SHADOW"),
                shadow.set("load(l1) = 90%").step());
        assertEquals(List.of("stop fix(l1)#1 SHADOW"), shadow.at(1).set("load(l1) = 10%").step());
    }

    @Test
    void theGlobalStopHoldsStartsButLetsWithdrawalsGo() {
        Stage stage =
                Stage.of(WORLD + "action fix(L: link) durative { risk low }\n" + rules("fix(L)"));
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("fix(l1)", 1).step();
        assertEquals(
                List.of("created t(l2)", "stop fix(l1)#1"),
                stage.at(2).input(HALT).set("load(l1) = 10%", "load(l2) = 90%").step());
        assertEquals(
                List.of("start fix(l2)#1"),
                stage.at(3).input(new Input.Halted(false, "noc")).step());
    }

    @Test
    void guardrailsAskTheHostAndUnknownDoesNotPass() {
        Stage stage =
                Stage.of(
                                WORLD
                                        + """
                                        action fix(L: link) durative { risk low }
                                        guardrail freeze on all require not in_window("freeze") else defer
                                        """
                                        + rules("fix(L)"))
                        .asking((_, _, _) -> Optional.empty());
        assertEquals(List.of("created t(l1)"), stage.set("load(l1) = 90%").step());
        assertEquals(
                List.of(),
                stage.at(1).asking((_, _, _) -> Optional.of(new Value.Bool(true))).step());
        assertEquals(
                List.of("start fix(l1)#1"),
                stage.at(2).asking((_, _, _) -> Optional.of(new Value.Bool(false))).step());
    }

    @Test
    void tasksComeAndGoWithTheirConditionAndAnAchievedOneStaysAway() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) durative { risk low }
                                proc p(L: link) goal achieve load(L) < 50% within 60s {
                                  done: load(L) < 50% ~> nothing
                                  go:   otherwise ~> fix(L)
                                }
                                task t for each L: link where load(L) > 0% run p(L) limit 1
                                """);
        assertEquals(
                List.of("created t(l1)", "start fix(l1)#1"),
                stage.set("load(l1) = 90%", "load(l2) = 90%").step());
        stage.at(1).running("fix(l1)", 1).step();
        assertEquals(
                List.of("achieved t(l1)", "created t(l2)", "stop fix(l1)#1", "start fix(l2)#1"),
                stage.at(2).set("load(l1) = 10%").step());
        stage.at(3).ended("fix(l1)", 1).running("fix(l2)", 1).step();
        assertEquals(
                List.of(
                        "62s failed t(l2): not achieved in time",
                        "62s stop fix(l2)#1",
                        "62s alert: not achieved in time"),
                stage.at(4).until(70));
        assertEquals(
                List.of("rejected: there is no task p.t(l9)"),
                stage.at(71)
                        .input(
                                new Input.Cancelled(
                                        new TaskId(
                                                new Name("p", "t"),
                                                List.of(new Value.Entity("link", "l9"))),
                                        "ann"))
                        .step());
    }

    private static final String TOO_MUCH =
            "count{ A, B, C | load(A) > load(B) or load(B) > load(C) } < 5";

    @Test
    void whatAsksTooMuchIsUnknownAndStopsNothingElse() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) durative { risk low }
                                action tell(L: link) once { effect %s within 10s risk low }
                                guardrail much on fix require %s else defer
                                proc p(L: link) {
                                  hot:  load(L) > 80%% ~> fix(L), tell(L)
                                  calm: otherwise ~> nothing
                                }
                                task t for each L: link where load(L) > 50%% run p(L)
                                """
                                        .formatted(TOO_MUCH, TOO_MUCH));
        for (int i = 0; i < 101; i++) {
            stage.set("load(x%d) = 1%%".formatted(i));
        }
        assertEquals(
                List.of("created t(l1)", "start tell(l1)#1"), stage.set("load(l1) = 90%").step());
        assertEquals(
                "deferred by much, which is unknown",
                stage.engine().tree().actions().getFirst().reason());
        assertEquals(
                List.of("10s failed tell(l1)#1: its effect was not seen in time"),
                stage.at(1).done("tell(l1)", 1).until(11));
    }

    @Test
    void aHostThatBreaksOverAQuestionHasNotAnsweredIt() {
        Stage stage =
                Stage.of(
                                WORLD
                                        + """
                                        action fix(L: link) durative { risk low }
                                        guardrail calm on fix require severity() < 3 else defer
                                        """
                                        + rules("fix(L)"))
                        .asking((_, _, _) -> {
                            throw new IllegalStateException("no connection");
                        });
        assertEquals(List.of("created t(l1)"), stage.set("load(l1) = 90%").step());
        assertEquals(
                "deferred by calm, which is unknown",
                stage.engine().tree().actions().getFirst().reason());
        assertEquals(
                List.of("start fix(l1)#1"),
                stage.asking((_, _, _) -> Optional.of(Value.of(1))).at(1).step());
    }

    @Test
    void aDeclarationWhoseConditionAsksTooMuchSaysSoOnceAndKeepsItsTasks() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) durative { risk low }
                                proc p(L: link) {
                                  hot:  load(L) > 80%% ~> fix(L)
                                  calm: otherwise ~> nothing
                                }
                                task t for each L: link where load(L) > 50%% and %s run p(L)
                                """
                                        .formatted(TOO_MUCH));
        assertEquals(
                List.of("created t(l1)", "start fix(l1)#1"), stage.set("load(l1) = 90%").step());
        for (int i = 0; i < 101; i++) {
            stage.set("load(x%d) = 1%%".formatted(i));
        }
        List<String> told = stage.at(1).step();
        assertEquals(1, told.size(), told.toString());
        assertTrue(
                told.getFirst().contains("t: its condition cannot be answered: "), told.toString());
        assertEquals(List.of(), stage.at(2).set("load(l1) = 91%").step());
        assertEquals(List.of("stop fix(l1)#1"), stage.at(3).set("load(l1) = 60%").step());
        for (int i = 0; i < 101; i++) {
            stage.withdraw("load(x%d)".formatted(i));
        }
        assertEquals(List.of(), stage.at(4).step());
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(5).set("load(l1) = 10%").step());
    }

    @Test
    void aTicketIsOpenedAgainLongAfterItsFirstTaskIsForgotten() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action open(L: link) ratify { undo close(L) risk low }
                                action close(L: link) once { risk low }
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> open(L)
                                  calm: otherwise ~> nothing
                                }
                                task t for each L: link where load(L) > 50% run p(L)
                                """);
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("open(l1)", 1).step();
        stage.at(2).set("load(l1) = 10%").step();
        // Ledgers are looked at in every thousandth epoch.
        stage.at(2000).remembering(state -> state.epoch = 999).step();
        stage.at(2001).remembering(state -> state.epoch = 1999).step();
        assertEquals(
                List.of("created t(l1)", "start open(l1)#2"),
                stage.at(2100).set("load(l1) = 90%").step());
    }

    @Test
    void whatMakesNoSenseIsRejectedAndChangesNothing() {
        Stage stage =
                Stage.of(WORLD + "action fix(L: link) durative { risk low }\n" + rules("fix(L)"));
        assertEquals(
                List.of("rejected: there is no such action in force"),
                stage.running("fix(l1)", 1).step());
        stage.at(1).set("load(l1) = 90%").step();
        assertEquals(
                List.of("rejected: there is no such action in force"),
                stage.at(2).running("fix(l1)", 7).step());
        assertEquals(
                List.of("rejected: a durative action is never done"),
                stage.at(3).done("fix(l1)", 1).step());
    }
}
