package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 7 to 9: what becomes of actions that are there, and what they need.
class InstancesTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept grade(link): count fresh 1 h
            percept site(link): device fresh 1 h
            resource crew(device)
            resource pipe(link)
            """;

    private static final String RULES =
            """
            proc p(L: link) {
              hot:  load(L) > 80% ~> act
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    private static Stage acting(String actions, String calls) {
        return Stage.of(WORLD + actions + RULES.replace("act", calls));
    }

    private static String reason(Stage stage) {
        return stage.engine().tree().actions().getLast().reason();
    }

    @Test
    void aPromiseOfNewArgumentsIsLookedAtAtOnce() {
        Stage stage =
                acting(
                        "action lift(L: link, N: count) durative { key L effect grade(L) > N within 1 min risk low }\n",
                        "lift(L, if load(L) > 90% then 5 else 1)");
        stage.set("load(l1) = 95%", "grade(l1) = 3").step();
        assertEquals(List.of(), stage.at(1).running("lift(l1, 5)", 1).until(2));
        assertEquals(
                List.of("3s modify lift(l1)#1 [l1, 1.0]", "3s effect of lift(l1)#1"),
                stage.at(3).set("load(l1) = 85%").until(4));
    }

    @Test
    void aModificationThatIsDeniedBlocksItsRule() {
        Stage stage =
                acting(
                        """
                        action lift(L: link, N: count) durative { key L risk low }
                        guardrail calm on lift require load("l1") < 90% else deny
                        """,
                        "lift(L, if load(L) > 85% then 5 else 1)");
        assertEquals(
                List.of("created t(l1)", "start lift(l1)#1 [l1, 1.0]"),
                stage.set("load(l1) = 82%").step());
        assertEquals(List.of(), stage.at(1).running("lift(l1, 1)", 1).step());
        assertEquals(
                List.of("2s stop lift(l1)#1 [l1, 1.0]"),
                stage.at(2).set("load(l1) = 95%").until(3));
    }

    @Test
    void aModificationThatWaitsKeepsItsArgumentsAndIsMadeLater() {
        Stage stage =
                acting(
                        """
                        action lift(L: link, N: count) durative { key L risk low }
                        guardrail calm on lift require load("l1") < 90% else defer
                        """,
                        "lift(L, if load(L) > 85% then 5 else 1)");
        stage.set("load(l1) = 82%").step();
        assertEquals(List.of(), stage.at(1).running("lift(l1, 1)", 1).step());
        assertEquals(List.of(), stage.at(2).set("load(l1) = 95%").until(3));
        assertEquals("as before: deferred by calm, which is not met", reason(stage));
        assertEquals(
                List.of("modify lift(l1)#1 [l1, 5.0]"), stage.at(4).set("load(l1) = 88%").step());
    }

    @Test
    void aStopThatFailsIsToldAndOver() {
        Stage stage = acting("action fix(L: link) durative { uses pipe(L) risk low }\n", "fix(L)");
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("fix(l1)", 1).step();
        assertEquals(List.of("stop fix(l1)#1"), stage.at(2).set("load(l1) = 10%").step());
        assertEquals(
                List.of("failed fix(l1)#1: unreachable"),
                stage.at(3).failed("fix(l1)", 1, "unreachable").step());
        // The rule has not failed, and the pipe is free again.
        assertEquals(List.of("start fix(l1)#2"), stage.at(4).set("load(l1) = 90%").step());
    }

    @Test
    void whatIsDoneCannotFailByReport() {
        Stage stage = acting("action kick(L: link) once { risk low }\n", "kick(L)");
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("kick(l1)", 1).step();
        assertEquals(
                List.of("rejected: it is done already"),
                stage.at(2).failed("kick(l1)", 1, "broken").step());
        assertEquals(
                List.of("rejected: only what is being stopped ends"),
                stage.at(3).ended("kick(l1)", 1).step());
    }

    @Test
    void whatNeedsAnUnknownResourceWaits() {
        Stage stage =
                acting(
                        "action fix(L: link) durative { uses crew(site(L)), pipe(L) risk low }\n",
                        "fix(L)");
        assertEquals(List.of("created t(l1)"), stage.set("load(l1) = 90%").step());
        assertEquals("which resource it needs is unknown", reason(stage));
        assertEquals(List.of("start fix(l1)#1"), stage.at(1).set("site(l1) = d1").step());
    }

    @Test
    void soDoesWhatAnAtomicProcedureAboveNeeds() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) durative { uses pipe(L) risk low }
                                atomic proc p(L: link) uses crew(site(L)) {
                                  hot:  load(L) > 80% ~> fix(L)
                                  calm: otherwise ~> nothing
                                }
                                task t for each L: link run p(L)
                                """);
        assertEquals(List.of("created t(l1)"), stage.set("load(l1) = 90%").step());
        assertEquals("which resource it needs is unknown", reason(stage));
        assertEquals(List.of("start fix(l1)#1"), stage.at(1).set("site(l1) = d1").step());
    }

    @Test
    void anAnswerAtTheVeryEndComesTooLate() {
        Stage stage =
                acting(
                        "action fix(L: link) durative { risk high }\n",
                        "fix(L) with approval noc timeout 5 min");
        stage.set("load(l1) = 90%").step();
        assertEquals(
                List.of("rejected: it comes too late", "void 1: nobody answered in time"),
                stage.at(300).input(new Input.Decided(1, true, "ann")).step());
    }

    @Test
    void aModificationOfAnotherFiringIsAskedAboutAnew() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action lift(L: link, N: count) durative { key L risk high }
                                proc p(L: link) {
                                  peak: load(L) > 95% ~> lift(L, 5) with approval noc timeout 10 min
                                  hot:  load(L) > 80% ~> lift(L, 5) with approval noc timeout 10 min
                                  mild: otherwise ~> lift(L, 1)
                                }
                                task t for each L: link run p(L)
                                """);
        stage.set("load(l1) = 10%").step();
        stage.at(1).running("lift(l1, 1)", 1).step();
        assertEquals(
                List.of("ask 1 noc about lift(l1)#1"), stage.at(2).set("load(l1) = 90%").step());
        assertEquals(
                List.of("void 1: another firing wants it now", "ask 2 noc about lift(l1)#1"),
                stage.at(3).set("load(l1) = 99%").step());
        assertEquals(
                List.of("modify lift(l1)#1 [l1, 5.0]"),
                stage.at(4).input(new Input.Decided(2, true, "ann")).step());
    }

    @Test
    void whatWasPromisedAlreadyIsSeenAtOnce() {
        Stage stage =
                acting(
                        "action fix(L: link) durative { effect grade(L) > 3 within 1 min risk low }\n",
                        "fix(L)");
        assertEquals(
                List.of("0s created t(l1)", "0s start fix(l1)#1", "0s effect of fix(l1)#1"),
                stage.set("load(l1) = 90%", "grade(l1) = 4").until(1));
    }

    @Test
    void thePromiseOfACommandOutlivesItsFiring() {
        String kick = "action kick(L: link) once { effect grade(L) > 3 within 1 min risk low }\n";
        Stage kept = acting(kick, "kick(L)");
        kept.set("load(l1) = 90%").step();
        kept.at(1).done("kick(l1)", 1).step();
        assertEquals(List.of(), kept.at(2).set("load(l1) = 10%").step());
        assertEquals(
                List.of("5s effect of kick(l1)#1"), kept.at(5).set("grade(l1) = 4").until(100));
        assertEquals(List.of(), kept.engine().tree().actions());
        Stage broken = acting(kick, "kick(L)");
        broken.set("load(l1) = 90%").step();
        broken.at(1).done("kick(l1)", 1).step();
        broken.at(2).set("load(l1) = 10%").step();
        assertEquals(
                List.of("60s failed kick(l1)#1: its effect was not seen in time"),
                broken.at(3).until(100));
        assertEquals(List.of(), broken.engine().tree().actions());
    }

    @Test
    void whatTakesTheWayOfWhatIsNotRealNeedsNoOtherOccasion() {
        Stage stage =
                Stage.ofMode(
                        "shadow",
                        WORLD
                                + """
                                action soft(L: link) durative { uses pipe(L) risk low }
                                action hard(L: link) durative { uses pipe(L) risk low }
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> hard(L)
                                  mild: otherwise ~> soft(L)
                                }
                                task t for each L: link run p(L)
                                """);
        stage.set("load(l1) = 10%").step();
        assertEquals(
                List.of("2s stop soft(l1)#1 SHADOW", "2s start hard(l1)#1 SHADOW"),
                stage.at(2).set("load(l1) = 90%").until(3));
    }

    @Test
    void stopsComeInTheOrderInWhichTheirActionsCame() {
        Stage stage = acting("action fix(L: link) durative { risk low }\n", "fix(L)");
        stage.set("load(l2) = 90%").step();
        stage.at(1).set("load(l1) = 90%").running("fix(l2)", 1).step();
        stage.at(2).set("load(l3) = 90%").running("fix(l1)", 1).step();
        stage.at(3).running("fix(l3)", 1).step();
        assertEquals(
                List.of("stop fix(l2)#1", "stop fix(l1)#1", "stop fix(l3)#1"),
                stage.at(4).set("load(l3) = 1%", "load(l2) = 1%", "load(l1) = 1%").step());
    }
}
