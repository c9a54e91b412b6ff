package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.host.Input;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes over a reload, a rule of SEMANTICS 10.3 to 10.9 each.
class CarryOverTest {

    private static final String FACTS =
            """
            percept load(link): ratio fresh 1 h
            percept mode(link): {open, shut} fresh 1 h
            percept spare(link, path) fresh 1 h
            event flap(link) keep 1 h
            belief tired(link) ttl 1 h
            resource pipe(link)
            action shed(L: link) durative { uses pipe(L) risk low }
            action note(L: link) durative { risk low }
            action kick(L: link) once { risk low }
            """;

    private static final String RULES =
            """
            proc p(L: link) on unknown hold 10s {
              hot:  load(L) > 80% ~> shed(L), kick(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    /// `shed(l1)` runs, and `kick(l1)` is done.
    private static Stage hot(String body) {
        Stage stage = Stage.of(body);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).done("kick(l1)", 1).step();
        return stage.at(2);
    }

    // --- 10.3: the same program

    @Test
    void layoutCommentsAndNumbersAreNoChange() {
        Stage stage = hot(FACTS + RULES);
        Stage next =
                stage.reload(
                        "// moved\n\n"
                                + FACTS
                                + RULES.replace("  hot:  load(L)", "  hot:load( L )"));
        assertEquals(List.of(), next.dropped());
        assertEquals(List.of(), next.step());
        assertEquals("hot", next.engine().firings().getFirst().label());
    }

    // --- firings

    @Test
    void aRunningActionGoesOnWhenItsRuleChangesAndStillWantsIt() {
        Stage next = hot(FACTS + RULES).reload(FACTS + RULES.replace("80%", "70%"));
        assertEquals(
                List.of("firing p.p.hot (l1): its text changed, so it is decided anew"),
                next.dropped());
        assertEquals(List.of(), next.step());
        assertEquals("hot", next.engine().firings().getFirst().label());
        assertEquals(List.of("stop shed(l1)#1"), next.at(3).set("load(l1) = 10%").step());
    }

    @Test
    void aChangedRuleThatDoesNotApplyLetsGoInTheFirstEpoch() {
        Stage next = hot(FACTS + RULES).reload(FACTS + RULES.replace("80%", "95%"));
        assertEquals(List.of("stop shed(l1)#1"), next.step());
        assertEquals("calm", next.engine().firings().getFirst().label());
    }

    @Test
    void aChangedRuleIsNotHeldByItsOldCommitment() {
        String committed = RULES.replace("80%", "80% until load(L) < 5% min 1 h");
        Stage next = hot(FACTS + committed).reload(FACTS + committed.replace("80%", "95%"));
        assertEquals(List.of("stop shed(l1)#1"), next.step());
    }

    @Test
    void aRenamedRuleIsAnotherOneAndCommonActionsRunOn() {
        Stage next = hot(FACTS + RULES).reload(FACTS + RULES.replace("hot: ", "warm:"));
        assertEquals(
                List.of(
                        "firing p.p.hot (l1): the new program has no rule of that label, so it is decided anew"),
                next.dropped());
        // Another rule gives its own command; what lasts goes on.
        assertEquals(List.of("start kick(l1)#2"), next.step());
        assertEquals("warm", next.engine().firings().getFirst().label());
    }

    @Test
    void anActionThatAnotherRuleWantsNowRunsOn() {
        Stage next =
                hot(FACTS + RULES)
                        .reload(
                                FACTS
                                        + """
                                        proc p(L: link) {
                                          wide: load(L) > 50% ~> shed(L), note(L)
                                          calm: otherwise ~> nothing
                                        }
                                        task t for each L: link run p(L)
                                        """);
        assertEquals(List.of("start note(l1)#1"), next.step());
    }

    @Test
    void whatRunsStaysWhileTheChangedRuleIsUnknown() {
        String slow = RULES.replace("80%", "80% for at least 5s");
        Stage stage = Stage.of(FACTS + slow);
        stage.set("load(l1) = 10%").step();
        stage.at(1).set("load(l1) = 90%").step();
        assertEquals(List.of("start shed(l1)#1", "start kick(l1)#1"), stage.at(6).step());
        stage.at(7).running("shed(l1)", 1).done("kick(l1)", 1).step();

        Stage next = stage.at(8).reload(FACTS + slow.replace("5s", "8s"));
        assertEquals(
                List.of(
                        "firing p.p.hot (l1): its text changed, so it is decided anew",
                        "memory of load(L) > 80% for at least 5 s (l1):"
                                + " the new program has no such condition"),
                next.dropped());
        // Unknown from 8 s on; a program that had never fired would have nothing to hold.
        assertEquals(List.of(), next.step());
        assertEquals("(reloaded)", next.engine().firings().getFirst().label());
        assertEquals(List.of(), next.at(12).step());
        // A second reload in between does no harm, and after 8 s it is known that it is hot.
        Stage third = next.at(15).reload(FACTS + slow.replace("5s", "8s"));
        assertEquals(List.of(), third.dropped());
        assertEquals(List.of(), third.at(16).step());
        assertEquals("hot", third.engine().firings().getFirst().label());
        assertEquals(List.of("stop shed(l1)#1"), third.at(17).set("load(l1) = 10%").step());
    }

    @Test
    void whatRunsIsLetGoWhenTheUnknownTurnsOutFalse() {
        String slow = RULES.replace("80%", "80% for at least 5s");
        Stage stage = Stage.of(FACTS + slow);
        stage.set("load(l1) = 10%").step();
        stage.at(1).set("load(l1) = 90%").step();
        stage.at(6).step();
        stage.at(7).running("shed(l1)", 1).done("kick(l1)", 1).step();
        Stage next = stage.at(8).reload(FACTS + slow.replace("5s", "8s"));
        assertEquals(List.of(), next.step());
        assertEquals(List.of("stop shed(l1)#1"), next.at(9).set("load(l1) = 10%").step());
    }

    @Test
    void whatFailsWhileUndecidedIsStopped() {
        String slow = RULES.replace("80%", "80% for at least 5s");
        Stage stage = Stage.of(FACTS + slow);
        stage.set("load(l1) = 10%").step();
        stage.at(1).set("load(l1) = 90%").step();
        stage.at(6).step();
        stage.at(7).running("shed(l1)", 1).done("kick(l1)", 1).step();
        Stage next = stage.at(8).reload(FACTS + slow.replace("5s", "8s"));
        next.step();
        assertEquals(
                List.of("failed shed(l1)#1: torn", "stop shed(l1)#1"),
                next.at(9).failed("shed(l1)", 1, "torn").step());
    }

    @Test
    void aCommandIsNotGivenAgainBecauseItsRuleChanged() {
        Stage next = hot(FACTS + RULES).reload(FACTS + RULES.replace("80%", "70%"));
        assertEquals(List.of(), next.step());
        next.at(3).set("load(l1) = 10%").step();
        next.at(4).ended("shed(l1)", 1).step();
        assertEquals(
                List.of("start shed(l1)#2", "start kick(l1)#2"),
                next.at(5).set("load(l1) = 90%").step());
    }

    @Test
    void aSequenceOfAnotherTextBeginsWithItsFirstStep() {
        String steps = RULES.replace("shed(L), kick(L)", "seq { shed(L) for 5s; note(L) for 1 h }");
        Stage stage = Stage.of(FACTS + steps);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        assertEquals(List.of("stop shed(l1)#1", "start note(l1)#1"), stage.at(5).step());
        stage.at(6).ended("shed(l1)", 1).running("note(l1)", 1).step();
        Stage next = stage.at(7).reload(FACTS + steps.replace("1 h", "2 h"));
        assertEquals(List.of("stop note(l1)#1", "start shed(l1)#2"), next.step());
    }

    // --- ledgers

    @Test
    void toBeDecidedAnewIsNotToBeginOnceMore() {
        String limited = RULES.replace("80%", "80% at most 1 per 1 h");
        Stage next = hot(FACTS + limited).reload(FACTS + limited.replace("80%", "70%"));
        assertEquals(List.of(), next.step());
        assertEquals("hot", next.engine().firings().getFirst().label());
        next.at(3).set("load(l1) = 10%").step();
        next.at(4).ended("shed(l1)", 1).step();
        assertEquals(List.of(), next.at(5).set("load(l1) = 90%").step());
    }

    @Test
    void limitsOfAnUnchangedRuleOutliveTheReload() {
        String limited = RULES.replace("80%", "80% at most 1 per 1 h");
        Stage stage = hot(FACTS + limited);
        stage.set("load(l1) = 10%").step();
        stage.at(3).ended("shed(l1)", 1).step();
        Stage next = stage.at(4).reload(FACTS + limited.replace("calm:", "idle:"));
        assertEquals(List.of(), next.set("load(l1) = 90%").step());
        assertEquals("idle", next.engine().firings().getFirst().label());
    }

    @Test
    void theBlockOfAChangedRuleIsLifted() {
        Stage stage = hot(FACTS + RULES);
        stage.failed("shed(l1)", 1, "torn").step();
        stage.at(3).ended("shed(l1)", 1).step();
        Stage next = stage.at(4).reload(FACTS + RULES.replace("80%", "70%"));
        assertEquals(
                List.of("block of p.p.hot (l1): its text changed (failed: torn)"), next.dropped());
        assertEquals(List.of("start shed(l1)#2", "start kick(l1)#2"), next.step());
        Stage same = stage.at(4).reload(FACTS + RULES.replace("calm:", "idle:"));
        assertEquals(List.of(), same.step());
    }

    @Test
    void theLedgerOfARuleThatIsGoneIsToldIfItCouldStillForbid() {
        String limited = RULES.replace("80%", "80% at most 1 per 1 h");
        Stage next = hot(FACTS + limited).reload(FACTS + limited.replace("hot: ", "warm:"));
        assertEquals(
                List.of(
                        "firing p.p.hot (l1): the new program has no rule of that label, so it is decided anew",
                        "past firings of p.p.hot (l1): the new program has no rule of that label"),
                next.dropped());
    }

    // --- tasks and frames

    @Test
    void aTaskThatIsGoneLeavesItsActionsToBeStopped() {
        Stage next = hot(FACTS + RULES).reload(FACTS + RULES.replace("task t for", "task u for"));
        assertEquals(List.of("task p.t (l1): the new program has no such task"), next.dropped());
        assertEquals(
                List.of("retired t(l1): reloaded: the new program has no such task"),
                next.carried().outputs().stream().map(Stage::line).toList());
        // The new task wants the same action and takes it over; the other firing is another one.
        assertEquals(List.of("created u(l1)", "start kick(l1)#2"), next.step());
        Stage none =
                hot(FACTS + RULES)
                        .reload(FACTS + RULES.replace("each L: link", "each L: link where false"));
        assertEquals(
                List.of("retired t(l1): its condition is false", "stop shed(l1)#1"), none.step());
    }

    @Test
    void actionsOfATaskThatIsGoneAreStoppedWhereNobodyElseWantsThem() {
        String without = RULES.substring(0, RULES.indexOf("task"));
        Stage next = hot(FACTS + RULES).reload(FACTS + without);
        assertEquals(List.of("stop shed(l1)#1"), next.step());
        assertEquals(List.of(), next.at(3).ended("shed(l1)", 1).step());
    }

    @Test
    void aTaskThatRunsAnotherProcedureKeepsUpWhatItHasUntilThatDecides() {
        String other = RULES.replace("proc p(", "proc q(").replace("run p(", "run q(");
        Stage next = hot(FACTS + RULES).reload(FACTS + other);
        assertEquals(List.of("procedure p.p (l1): its task runs q now"), next.dropped());
        assertEquals(List.of("start kick(l1)#2"), next.step());
        assertEquals("hot", next.engine().firings().getFirst().label());
        Stage unsure =
                hot(FACTS + RULES).reload(FACTS + other.replace("80%", "80% for at least 5s"));
        assertEquals(List.of(), unsure.step());
        assertEquals("(reloaded)", unsure.engine().firings().getFirst().label());
    }

    @Test
    void aFrameBelowAChangedRuleIsTheSameFrame() {
        String nested =
                """
                proc p(L: link) {
                  hot:  load(L) > 80% ~> cool(L)
                  calm: otherwise ~> nothing
                }
                proc cool(L: link) on unknown hold 10s {
                  open: mode(L) = open while load(L) > 20% ~> shed(L)
                  shut: otherwise ~> note(L)
                }
                task t for each L: link run p(L)
                """;
        Stage stage = Stage.of(FACTS + nested);
        stage.set("load(l1) = 90%", "mode(l1) = open").step();
        stage.at(1).running("shed(l1)", 1).step();
        Stage next = stage.at(2).reload(FACTS + nested.replace("80%", "50%"));
        // Its `while` still holds: it is the firing that began before the reload.
        assertEquals(List.of(), next.set("mode(l1) = shut").step());
        Stage gone =
                stage.at(3).reload(FACTS + nested.replace("cool(", "chill(").replace("80%", "50%"));
        assertEquals(
                List.of(
                        "firing p.p.hot (l1): its text changed, so it is decided anew",
                        "procedure p.cool (l1): the new program has no such procedure"),
                gone.dropped());
        assertEquals(List.of(), gone.step());
    }

    @Test
    void aTaskThatWasCancelledDoesNotComeBackForAReload() {
        Stage stage = hot(FACTS + RULES);
        stage.input(
                        new Input.Cancelled(
                                new TaskId(
                                        new Name("p", "t"),
                                        List.of(new Value.Entity("link", "l1"))),
                                "ann"))
                .step();
        Stage next = stage.at(3).reload(FACTS + RULES.replace("80%", "70%"));
        assertEquals(List.of(), next.step());
    }

    @Test
    void aTaskThatFaultedMayComeBackUnderAnotherProgram() {
        String restless =
                """
                proc p(L: link) {
                  rest: tired(L)  ~> nothing ++ { forget tired(L) }
                  work: otherwise ~> nothing ++ { remember tired(L) }
                }
                task t for each L: link run p(L)
                """;
        Stage stage = Stage.of(FACTS + restless);
        List<String> lines = stage.set("load(l1) = 10%").until(1);
        assertTrue(lines.getLast().startsWith("0s faulted t(l1)"), lines.toString());
        assertEquals(List.of(), stage.reload("// the same\n" + FACTS + restless).step());
        Stage mended = stage.reload(FACTS + RULES);
        assertEquals(List.of("created t(l1)"), mended.step());
    }

    // --- facts

    @Test
    void factsOfTheSameTypesStayWhateverTheirFreshness() {
        Stage next =
                hot(FACTS + RULES)
                        .reload(FACTS.replace("ratio fresh 1 h", "ratio fresh 2 h") + RULES);
        assertEquals(List.of(), next.dropped());
        assertEquals(List.of(), next.step());
    }

    @Test
    void factsOfOtherTypesAreUnknownUntilTheHostTellsThem() {
        Stage stage = hot(FACTS + RULES);
        stage.set("mode(l1) = shut", "spare(l1, p1)").event("flap(l1)").step();
        Stage next =
                stage.at(3)
                        .reload(
                                FACTS.replace("{open, shut}", "{open, half}")
                                                .replace("spare(link, path)", "spare(path, link)")
                                                .replace("event flap(link)", "event flap(path)")
                                        + "percept heat(link): temp fresh 1 h\n"
                                        + RULES);
        assertEquals(
                List.of(
                        "fact p.mode (l1): a word of it is gone",
                        "fact p.spare (l1 p1): its types changed",
                        "event p.flap (l1): its types changed"),
                next.dropped());
        assertEquals(
                List.of("p.heat", "p.spare"),
                next.carried().unknown().stream().map(Object::toString).toList());
        assertEquals(List.of(), next.step());
    }

    @Test
    void beliefsStayAndSoDoThoseThatAreQueued() {
        String body =
                """
                proc p(L: link) {
                  tired: tired(L) ~> note(L)
                  hot:   load(L) > 80% ~> nothing ++ { remember tired(L) }
                  calm:  otherwise ~> nothing
                }
                task t for each L: link run p(L)
                """;
        Stage stage = Stage.of(FACTS + body);
        stage.set("load(l1) = 90%").step();
        Stage next = stage.reload(FACTS + body.replace("> nothing\n}", "> nothing // \n}"));
        assertEquals(List.of("start note(l1)#1"), next.step());
        Stage without =
                stage.reload(
                        FACTS.replace("tired(link)", "tired(path)") + RULES.replace("80%", "99%"));
        assertTrue(
                without.dropped().contains("update of p.tired (l1): its types changed"),
                without.dropped().toString());
        without.step();
    }

    // --- memory

    @Test
    void aConditionGoesOnInWhicheverRuleItStandsAndBeginsAnewWhenItMeansSomethingElse() {
        String slow =
                "pred high(L: link) if load(L) > 80%\n"
                        + RULES.replace("load(L) > 80%", "high(L) for at least 5s");
        Stage stage = Stage.of(FACTS + slow);
        stage.set("load(l1) = 10%").step();
        stage.at(1).set("load(l1) = 90%").step();
        Stage moved = stage.at(3).reload(FACTS + slow.replace("hot: ", "warm:"));
        assertEquals(List.of("start shed(l1)#1", "start kick(l1)#1"), moved.at(6).step());
        Stage other = stage.at(3).reload(FACTS + slow.replace("80%", "70%"));
        assertEquals(
                List.of(
                        "memory of high(L) for at least 5 s (l1):"
                                + " what it stands on changed: it begins anew"),
                other.dropped());
        assertEquals(List.of(), other.at(6).step());
    }

    // --- actions

    @Test
    void anActionInForceWithoutADeclarationForbidsTheReload() {
        String without =
                FACTS.replace("action shed(L: link) durative { uses pipe(L) risk low }\n", "")
                        + RULES.replace("shed(L), ", "");
        Stage stage = hot(FACTS + RULES);
        assertEquals(
                List.of("p.shed(l1)#1 is in force: the new program has no such action"),
                stage.refusal(without));
        // First a program that no longer wants it, then one that no longer has it.
        Stage next = stage.reload(FACTS + RULES.replace("shed(L), ", ""));
        assertEquals(List.of("stop shed(l1)#1"), next.step());
        assertEquals(1, next.refusal(without).size());
        next.at(3).ended("shed(l1)", 1).step();
        assertEquals(List.of(), next.refusal(without));
        next.at(4).reload(without).step();
    }

    @Test
    void anActionWithAnotherKeyIsAnotherAction() {
        assertEquals(
                List.of("p.shed(l1)#1 is in force: its key changed"),
                hot(FACTS + RULES)
                        .refusal(
                                FACTS.replace("shed(L: link)", "shed(L: link, N: count)")
                                        + RULES.replace("shed(L)", "shed(L, 1)")));
    }

    @Test
    void aPromiseThatIsNewIsNotAskedOfWhatAlreadyRuns() {
        Stage next =
                hot(FACTS + RULES)
                        .reload(
                                FACTS.replace(
                                                "{ uses pipe(L) risk low }",
                                                "{ effect load(L) < 50% within 1s uses pipe(L) risk low }")
                                        + RULES);
        assertEquals(List.of(), next.at(10).step());
    }

    @Test
    void aResourceThatIsGoneIsHeldByNobody() {
        Stage next =
                hot(FACTS + RULES)
                        .reload(
                                FACTS.replace("resource pipe(link)\n", "")
                                                .replace(
                                                        "{ uses pipe(L) risk low }", "{ risk low }")
                                        + RULES);
        assertEquals(
                List.of("resource p.pipe (p.shed(l1)#1): the new program has no such resource"),
                next.dropped());
        assertEquals(List.of(), next.step());
    }

    @Test
    void aQuestionAboutAChangedRuleIsAskedAnew() {
        String asking = RULES.replace("shed(L), kick(L)", "shed(L) with approval noc");
        Stage stage = Stage.of(FACTS + asking);
        assertEquals(
                List.of("created t(l1)", "ask 1 noc about shed(l1)#1"),
                stage.set("load(l1) = 90%").step());
        Stage same = stage.at(1).reload(FACTS + asking.replace("calm:", "idle:"));
        assertEquals(List.of(), same.step());
        Stage next = stage.at(1).reload(FACTS + asking.replace("80%", "70%"));
        assertEquals(
                List.of("void 1: another firing wants it now", "ask 2 noc about shed(l1)#1"),
                next.step());
    }

    @Test
    void theStopAndTheLevelsThatPeopleSetStay() {
        Stage stage = Stage.of(FACTS + RULES);
        stage.input(new Input.Halted(true, "ann")).step();
        Stage next = stage.at(1).reload(FACTS + RULES.replace("80%", "70%"));
        assertEquals(List.of("created t(l1)"), next.set("load(l1) = 90%").step());
    }
}
