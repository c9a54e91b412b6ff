package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.policies.host.Input;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SEMANTICS 10.5 to 10.8: which tasks, frames and firings come over, and what is said of those
/// that do not.
class ReloadTasksTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept grade(link): count fresh 1 h
            percept near(link, link) fresh 1 h
            event flap(link) keep 1 h
            belief tired(link) ttl 1 h
            resource crew()
            action shed(L: link) durative { risk low }
            action lift(L: link, N: count) durative { key L risk low }
            action note(L: link) durative { risk low }
            action kick(L: link) once { risk low }
            action fix(L: link) durative { uses crew() risk low }
            """;

    private static final String RULES =
            """
            proc p(L: link) {
              hot:  load(L) > 80% ~> shed(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    private static Stage shedding(String body) {
        Stage stage = Stage.of(WORLD + body);
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).step();
        return stage.at(2);
    }

    private static List<String> dropped(String was, String is) {
        return shedding(was).reload(WORLD + is).dropped();
    }

    // --- what is said

    @Test
    void onlyTheFirstFewOfManyAreNamed() {
        Stage stage = Stage.of(WORLD + RULES);
        for (int i = 10; i < 20; i++) {
            stage.set("load(l%d) = 90%%".formatted(i));
        }
        stage.step();
        assertEquals(
                List.of(
                        "firing p.p.hot (l10, l11, l12, l13, l14, l15, l16, l17, and 2 more):"
                                + " its text changed, so it is decided anew"),
                stage.reload(WORLD + RULES.replace("80%", "70%")).dropped());
        Stage eight = Stage.of(WORLD + RULES);
        for (int i = 10; i < 18; i++) {
            eight.set("load(l%d) = 90%%".formatted(i));
        }
        eight.step();
        assertEquals(
                List.of(
                        "firing p.p.hot (l10, l11, l12, l13, l14, l15, l16, l17):"
                                + " its text changed, so it is decided anew"),
                eight.reload(WORLD + RULES.replace("80%", "70%")).dropped());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    1; ''; event p.flap: gone
                    3; ''; event p.flap (3): gone
                    1; l1; event p.flap (l1): gone
                    3; l1; event p.flap (l1, and 2 more): gone
                    """)
    void lossesAreCountedWhereTheyAreNotNamed(int count, String which, String said) {
        List<String> named = which.isEmpty() ? List.of() : List.of(which);
        assertEquals(
                said, new Dropped(Dropped.Kind.EVENT, "p.flap", "gone", named, count).toString());
    }

    @Test
    void noMoreAreNamedThanThereAre() {
        assertEquals(
                "1 of [l1, l2]",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new Dropped(
                                                Dropped.Kind.EVENT,
                                                "p.flap",
                                                "gone",
                                                List.of("l1", "l2"),
                                                1))
                        .getMessage());
    }

    // --- declarations

    @Test
    void aTaskForEachOfOtherThingsIsAnother() {
        assertEquals(
                List.of("task p.t (l1): it is there for each of other things"),
                dropped(
                        RULES,
                        RULES.replace(
                                "for each L: link run p(L)",
                                "for each L: link, M: link run p(L)")));
    }

    @Test
    void aProcedureThatTakesOtherArgumentsIsAnother() {
        String rules = RULES.replace("p(L", "q(L") + "proc p(L: link) { go: otherwise ~> q(L) }\n";
        rules = rules.replace("run q(L)", "run p(L)");
        String next =
                rules.replace("q(L: link)", "q(L: link, N: count)").replace("q(L) }", "q(L, 1) }");
        assertEquals(
                List.of(
                        "firing p.p.go (l1): its text changed, so it is decided anew",
                        "procedure p.q (l1): it takes other arguments"),
                dropped(rules, next));
        String root =
                RULES.replace("p(L: link)", "p(L: link, N: count)")
                        .replace("run p(L)", "run p(L, 1)");
        assertEquals(List.of("procedure p.p (l1): its task runs p now"), dropped(RULES, root));
    }

    @Test
    void parametersThatChangePlacesChangeTheRule() {
        String rules =
                """
                proc p(A: link, B: link) {
                  hot:  load(A) > 80% ~> shed(A)
                  calm: otherwise ~> nothing
                }
                task t for each L: link run p(L, L)
                """;
        assertEquals(
                List.of("firing p.p.hot (l1 l1): its text changed, so it is decided anew"),
                dropped(rules, rules.replace("A: link, B: link", "B: link, A: link")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    action shed(L: link) once { risk low }; p.shed(l1)#1 is in force: it was DURATIVE and is ONCE
                    action shed(L: device) durative { risk low }; p.shed(l1)#1 is in force: it takes other arguments
                    action shed(K: link) durative { risk low }; ''
                    action shed(L: link) durative { risk high }; ''
                    """)
    void anActionInForceForbidsWhatMakesAnotherOfIt(String action, String reason) {
        Stage stage = shedding(RULES);
        assertEquals(
                reason.isEmpty() ? List.of() : List.of(reason),
                stage.refusal(
                        WORLD.replace("action shed(L: link) durative { risk low }", action)
                                + RULES.replace("shed(L)", "nothing")));
    }

    // --- tasks

    @Test
    void aTaskKeepsTheArgumentsThatItWasMadeWith() {
        String rules =
                RULES.replace("proc p(L: link)", "proc p(L: link, N: count)")
                        .replace("run p(L)", "run p(L, grade(L))");
        Stage stage = Stage.of(WORLD + rules);
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        stage.at(1).set("grade(l1) = 2").step();
        Stage next = stage.at(2).reload(WORLD + rules.replace("80%", "70%"));
        next.step();
        assertEquals("p.p(l1, 1.0)", root(next));
        // Written otherwise, they cannot be told without asking.
        Stage other = stage.at(2).reload(WORLD + rules.replace("grade(L))", "grade(L) + 1)"));
        assertEquals(
                List.of("task p.t (l1): what it runs has to be found out anew"), other.dropped());
        assertEquals("created t(l1)", other.step().getFirst());
        assertEquals("p.p(l1, 3.0)", root(other));
    }

    @Test
    void newArgumentsAreTakenWhereTheyNeedNotBeAskedFor() {
        String rules =
                """
                proc p(A: link, N: count) {
                  hot:  load(A) > 80% ~> shed(A)
                  calm: otherwise ~> nothing
                }
                task t for each K: link, L: link where near(K, L) run p(K, 1)
                """;
        Stage stage = Stage.of(WORLD + rules);
        stage.set("near(l1, l2)", "load(l1) = 90%", "load(l2) = 90%").complete("near").step();
        stage.at(1).running("shed(l1)", 1).step();
        Stage next = stage.at(2).reload(WORLD + rules.replace("run p(K, 1)", "run p(L, 2)"));
        assertEquals(List.of("procedure p.p (l1 1.0): its task runs p now"), next.dropped());
        assertEquals(List.of("stop shed(l1)#1"), next.step());
        assertEquals(List.of("start shed(l2)#1"), next.at(3).ended("shed(l1)", 1).step());
        assertEquals("p.p(l2, 2.0)", root(next));
    }

    private static String root(Stage stage) {
        var root = stage.engine().firings().getFirst();
        return root.procedure()
                + "("
                + String.join(", ", root.arguments().stream().map(Value::shown).toList())
                + ")";
    }

    @Test
    void whatATaskHasWaitedStaysWithIt() {
        String rules =
                RULES.replace("shed(L)", "fix(L)").replace("p(L)\n", "p(L) priority grade(L)\n");
        Stage stage = Stage.of(WORLD + rules);
        stage.set("load(l3) = 90%", "grade(l3) = 90").step();
        stage.at(1).running("fix(l3)", 1).set("load(l1) = 90%", "grade(l1) = 10").step();
        stage.at(99).set("load(l2) = 90%", "grade(l2) = 12").step();
        Stage next = stage.at(100).reload(WORLD + rules.replace("80%", "70%"));
        // 99 s of waiting weigh 9.
        assertEquals(List.of("stop fix(l3)#1"), next.set("load(l3) = 1%").step());
        assertEquals(List.of("start fix(l1)#1"), next.at(101).ended("fix(l3)", 1).step());
    }

    @Test
    void theFiringsOfATaskThatGoesCoolDown() {
        String rules = RULES.replace("80%", "80% cooldown 60s");
        Stage stage = shedding(rules);
        Stage gone = stage.at(10).reload(WORLD + rules.replace("task t for", "task u for"));
        assertEquals(
                List.of(
                        "task p.t (l1): the new program has no such task",
                        "past firings of p.p.hot (l1): its task: the new program has no such task"),
                gone.dropped());
        // The frame below goes with its caller, and its rule rests from the last epoch on.
        String nested =
                """
                proc p(L: link) { go: otherwise ~> q(L) }
                proc q(L: link) { hot: load(L) > 80% cooldown 60s ~> shed(L) calm: otherwise ~> nothing }
                task t for each L: link run p(L)
                """;
        Stage below =
                shedding(nested).at(10).reload(WORLD + nested.replace("run p(L)", "run q(L)"));
        assertEquals(List.of("procedure p.p (l1): its task runs q now"), below.dropped());
        assertEquals(List.of("10s stop shed(l1)#1"), below.until(60));
        assertEquals(List.of("61s start shed(l1)#2"), below.ended("shed(l1)", 1).until(80));
    }

    @Test
    void whatFailedStaysAwayAndAQuestionNobodyCouldAnswerIsAskedAgain() {
        String rules =
                """
                proc p(L: link) goal achieve load(L) < 50% within 10s {
                  cold: load(L) < 50% ~> nothing
                  go:   otherwise ~> shed(L)
                }
                task t for each L: link run p(L)
                """;
        Stage stage = Stage.of(WORLD + rules);
        stage.set("load(l1) = 90%").step();
        assertEquals(3, stage.at(1).running("shed(l1)", 1).until(20).size());
        stage.ended("shed(l1)", 1).step();
        Stage next = stage.at(21).reload(WORLD + rules.replace("go:  ", "gone:"));
        assertEquals(List.of(), next.until(30));
        Stage other = stage.at(21).reload(WORLD + rules.replace("task t", "task u"));
        assertEquals("created u(l1)", other.step().getFirst());
    }

    @Test
    void whoCancelledATaskThatIsDeclaredOtherwiseIsForgotten() {
        Stage stage = shedding(RULES);
        stage.input(
                        new Input.Cancelled(
                                new TaskId(
                                        new Name("p", "t"),
                                        List.of(new Value.Entity("link", "l1"))),
                                "ann"))
                .step();
        stage.at(3).ended("shed(l1)", 1).step();
        Stage next =
                stage.at(4)
                        .reload(
                                WORLD
                                        + RULES.replace(
                                                "for each L: link run",
                                                "for each L: link, M: link run"));
        assertEquals(List.of("created t(l1, l1)", "start shed(l1)#2"), next.step());
    }

    // --- frames and firings

    private static final String NESTED =
            """
            proc p(L: link) on unknown hold 1 h {
              hot:  load(L) > 80% for at least 5s ~> q(L), note(L)
              calm: otherwise ~> nothing
            }
            proc q(L: link) {
              high: grade(L) > 5 ~> lift(L, 5)
              low:  otherwise ~> lift(L, 1)
            }
            task t for each L: link run p(L)
            """;

    private static Stage lifting() {
        Stage stage = Stage.of(WORLD + NESTED);
        stage.set("load(l1) = 10%", "grade(l1) = 1").step();
        stage.at(1).set("load(l1) = 90%").step();
        assertEquals(List.of("start note(l1)#1", "start lift(l1)#1 [l1, 1.0]"), stage.at(6).step());
        stage.at(7).running("lift(l1, 1)", 1).running("note(l1)", 1).step();
        return stage.at(8);
    }

    @Test
    void whatIsBelowAFiringThatIsUndecidedIsDecidedAllTheSame() {
        Stage next = lifting().reload(WORLD + NESTED.replace("5s", "50s"));
        assertEquals(List.of(), next.step());
        assertEquals(
                List.of("(reloaded)", "low"),
                next.engine().firings().stream().map(LiveFiring::label).toList());
        assertEquals(
                List.of("modify lift(l1)#1 [l1, 5.0]"), next.at(9).set("grade(l1) = 9").step());
    }

    @Test
    void whatAFrameThatEndsHasInForceIsKeptUpByItsCaller() {
        Stage next = lifting().reload(WORLD + NESTED.replace("5s", "50s").replace("q(L", "r(L"));
        assertEquals(
                List.of(
                        "firing p.p.hot (l1): its text changed, so it is decided anew",
                        "procedure p.q (l1): the new program has no such procedure",
                        "memory of load(L) > 80% for at least 5 s (l1):"
                                + " the new program has no such condition"),
                next.dropped());
        assertEquals(List.of(), next.step());
        assertEquals(
                List.of("stop note(l1)#1", "stop lift(l1)#1 [l1, 1.0]"),
                next.at(9).set("load(l1) = 1%").step());
    }

    @Test
    void aCallWithAnUnknownArgumentKeepsItsFrameOverAReload() {
        String rules =
                """
                proc p(L: link) {
                  hot:  load(L) > 80% ~> q(grade(L))
                  calm: otherwise ~> nothing
                }
                proc q(N: count) { go: otherwise ~> lift("x", N) }
                task t for each L: link run p(L)
                """;
        Stage stage = Stage.of(WORLD + rules);
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        stage.at(1).running("lift(x, 1)", 1).withdraw("grade(l1)").step();
        Stage next = stage.at(2).reload(WORLD + rules.replace("calm:", "idle:"));
        assertEquals(List.of(), next.step());
        Stage other = stage.at(2).reload(WORLD + rules.replace("80%", "70%"));
        // Another call made it: which frame it means is not known.
        assertEquals(List.of("stop lift(x)#1 [x, 1.0]"), other.step());
    }

    @Test
    void aFiringThatFailedIsNotKeptUp() {
        Stage stage =
                Stage.of(
                        WORLD
                                + RULES.replace("shed(L)", "shed(L), note(L)")
                                        .replace("80%", "80% at most 1 per 1 h"));
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("shed(l1)", 1).running("note(l1)", 1).step();
        String slow =
                RULES.replace("shed(L)", "shed(L), note(L)")
                        .replace("80%", "95% at most 1 per 1 h");
        assertEquals(
                List.of("failed shed(l1)#1: torn", "stop shed(l1)#1", "stop note(l1)#1"),
                stage.at(2).failed("shed(l1)", 1, "torn").step());
        assertEquals(List.of(), stage.at(3).reload(WORLD + slow).step());
    }

    // --- meanings

    private static final String MEANING =
            """
            pred busy(L: link) if much(L)
            pred much(L: link) if load(L) > limit()
            fun limit(): ratio = 80%
            pred lazy(L: link) if tired(L) or events(flap(L), 10s) > 3 or age(grade(L)) > 1 h or near(L, L)
            proc p(L: link) {
              hot:  busy(L) for at least 5s ~> shed(L)
              idle: lazy(L) for at least 5s ~> note(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    ratio = 80%; ratio = 70%; busy(L)
                    load(L) > limit(); load(L) >= limit(); busy(L)
                    load(link): ratio fresh 1 h; load(link): ratio fresh 2 h; busy(L)
                    tired(link) ttl 1 h; tired(link) ttl 2 h; lazy(L)
                    flap(link) keep 1 h; flap(link) keep 2 h; lazy(L)
                    grade(link): count fresh 1 h; grade(link): count fresh 2 h; lazy(L)
                    near(link, link) fresh 1 h; near(link, link) fresh 2 h; lazy(L)
                    """)
    void whatAConditionStandsOnIsFollowedToTheEnd(String was, String is, String condition) {
        Stage stage = Stage.of(WORLD + MEANING);
        stage.set("load(l1) = 90%").step();
        assertEquals(
                List.of(
                        "memory of "
                                + condition
                                + " for at least 5 s (l1): what it stands on changed: it begins anew"),
                stage.at(1).reload((WORLD + MEANING).replace(was, is)).dropped());
    }

    @Test
    void whatNothingStandsOnMayCome() {
        Stage stage = Stage.of(WORLD + MEANING);
        stage.set("load(l1) = 90%").step();
        assertEquals(
                List.of(),
                stage.at(1)
                        .reload(WORLD + "percept heat(link): temp fresh 1 h\n" + MEANING)
                        .dropped());
    }
}
