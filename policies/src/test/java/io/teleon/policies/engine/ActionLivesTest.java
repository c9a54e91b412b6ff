package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SEMANTICS 7: whose an action is, when a command is given again, and when it is forgotten.
class ActionLivesTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept grade(link): count fresh 1 h
            resource crew()
            action fix(L: link) durative { uses crew() risk low }
            action shed(L: link) durative { risk low }
            action lift(L: link, N: count) durative { key L risk low }
            action kick(L: link) once { risk low }
            """;

    /// Three rules, the higher the load the higher the rule.
    private static Stage acting(String worst, String hot) {
        return acting("", worst, hot);
    }

    private static Stage acting(String action, String worst, String hot) {
        return Stage.of(
                WORLD
                        + action
                        + """
                        proc p(L: link) {
                          worst: load(L) > 95%% ~> %s
                          hot:   load(L) > 80%% ~> %s
                          calm:  otherwise ~> nothing
                        }
                        task t for each L: link where known(load(L)) run p(L) priority grade(L)
                        """
                                .formatted(worst, hot));
    }

    private static List<String> actions(Stage stage) {
        return stage.engine().tree().actions().stream()
                .map(action -> action.instance().toString().substring(2) + " " + action.state())
                .toList();
    }

    private static String label(Stage stage) {
        return stage.engine().firings().getFirst().label();
    }

    // --- what is forgotten

    @Test
    void whatOnlyWaitedIsForgotten() {
        Stage stage = acting("shed(L)", "shed(L)");
        stage.input(new Input.Halted(true, "ann")).set("load(l1) = 90%").step();
        assertEquals(List.of("shed(l1)#1 WAITING"), actions(stage));
        assertEquals(List.of(), stage.at(1).set("load(l1) = 10%").step());
        assertEquals(List.of(), actions(stage));
    }

    @Test
    void aCommandIsRememberedForAsLongAsItsFiringGoesOn() {
        Stage stage = acting("nothing", "seq { kick(L); shed(L) for 1 h }");
        stage.set("load(l1) = 90%").step();
        assertEquals(List.of("1s start shed(l1)#1"), stage.at(1).done("kick(l1)", 1).until(2));
        assertEquals(List.of("kick(l1)#1 DONE", "shed(l1)#1 STARTING"), actions(stage));
        stage.at(3).running("shed(l1)", 1).set("load(l1) = 91%").until(4);
        assertEquals(List.of("kick(l1)#1 DONE", "shed(l1)#1 RUNNING"), actions(stage));
        assertEquals(List.of("5s stop shed(l1)#1"), stage.at(5).set("load(l1) = 10%").until(6));
        assertEquals(List.of("shed(l1)#1 STOPPING"), actions(stage));
        stage.at(7).ended("shed(l1)", 1).step();
        assertEquals(List.of(), actions(stage));
    }

    @Test
    void noCommandOutlivesItsTask() {
        Stage stage = acting("nothing", "seq { kick(L); shed(L) for 1 h }");
        stage.set("load(l1) = 90%").step();
        stage.at(1).done("kick(l1)", 1).until(2);
        stage.at(3).running("shed(l1)", 1).step();
        stage.at(4).withdraw("load(l1)").step();
        assertEquals(List.of("shed(l1)#1 STOPPING"), actions(stage));
        stage.at(5).ended("shed(l1)", 1).step();
        assertEquals(List.of(), actions(stage));
    }

    // --- whose it is

    @Test
    void whatIsBeingStartedIsOfTheRuleThatWantsItNow() {
        Stage stage = acting("shed(L)", "shed(L)");
        stage.set("load(l1) = 90%").step();
        assertEquals(List.of(), stage.at(1).set("load(l1) = 99%").step());
        // The rule above is blocked, the one below is not.
        assertEquals(
                List.of("failed shed(l1)#1: torn", "stop shed(l1)#1"),
                stage.at(2).failed("shed(l1)", 1, "torn").step());
        assertEquals("hot", label(stage));
        assertEquals(List.of("3s start shed(l1)#2"), stage.at(3).ended("shed(l1)", 1).until(4));
        assertEquals("hot", label(stage));
    }

    @Test
    void aCommandStaysThatOfTheFiringItWasGivenFor() {
        Stage stage = acting("kick(L)", "kick(L)");
        stage.set("load(l1) = 90%").step();
        assertEquals(List.of(), stage.at(1).set("load(l1) = 99%").until(2));
        // The other firing gives it again, once the first was carried out.
        assertEquals(List.of("3s start kick(l1)#2"), stage.at(3).done("kick(l1)", 1).until(4));
        Stage failing = acting("kick(L)", "kick(L)");
        failing.set("load(l1) = 90%").step();
        failing.at(1).set("load(l1) = 99%").until(2);
        assertEquals(
                List.of("3s failed kick(l1)#1: lost", "3s start kick(l1)#2"),
                failing.at(3).failed("kick(l1)", 1, "lost").until(4));
        assertEquals("worst", label(failing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    effect grade(L) > 5 within 1 h; grade(l1) = 9; false
                    effect grade(L) > 5 within 1 h; grade(l2) = 9; false
                    effect grade(L) > 5 within 1 h; grade(l1) = 1; true
                    ; grade(l1) = 9; true
                    """)
    void aCommitmentIsMadeAgainUnlessItsEffectStands(String effect, String fact, boolean again) {
        Stage stage =
                acting(
                        "action give(L: link) ratify { %s risk low }\n"
                                .formatted(effect == null ? "" : effect),
                        "give(L)",
                        "give(L)");
        stage.set("load(l1) = 90%", fact).step();
        stage.at(1).done("give(l1)", 1).until(2);
        assertEquals(
                again ? List.of("3s start give(l1)#2") : List.of(),
                stage.at(3).set("load(l1) = 99%").until(4).stream()
                        .filter(line -> line.contains("start"))
                        .toList());
        // It is of the new firing from now on: that one need not give it again.
        assertEquals(List.of(), stage.at(5).set("load(l1) = 98%").until(6));
    }

    // --- what is asked

    @Test
    void anAnswerIsForOneFiringOnly() {
        String asks = "fix(L) with approval noc timeout 1 h";
        Stage stage = acting(asks, asks);
        stage.set("load(l2) = 90%", "grade(l2) = 9").step();
        stage.at(1).input(new Input.Decided(1, true, "ann")).step();
        stage.at(2).running("fix(l2)", 1).step();
        assertEquals(
                List.of("created t(l1)", "ask 2 noc about fix(l1)#1"),
                stage.at(3).set("load(l1) = 90%", "grade(l1) = 1").step());
        // It may, but there is nobody to do it yet.
        assertEquals(List.of(), stage.at(4).input(new Input.Decided(2, true, "ann")).until(5));
        assertEquals(List.of(), stage.at(6).set("load(l1) = 91%").until(7));
        assertEquals(
                List.of("8s ask 3 noc about fix(l1)#1"),
                stage.at(8).set("load(l1) = 99%").until(9));
    }

    @Test
    void aQuestionAboutAModificationIsVoidWhenAllStops() {
        Stage stage = acting("lift(L, 5) with approval noc timeout 1 h", "lift(L, 1)");
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("lift(l1, 1)", 1).step();
        assertEquals(
                List.of("ask 1 noc about lift(l1)#1"), stage.at(2).set("load(l1) = 99%").step());
        assertEquals(
                List.of("stop lift(l1)#1 [l1, 1.0]", "void 1: no longer wanted"),
                stage.at(3).set("load(l1) = 10%").step());
        assertEquals(
                List.of("rejected: there is no open question 1"),
                stage.at(4).input(new Input.Decided(1, true, "ann")).step());
    }

    @Test
    void whatStopsSaysWhy() {
        Stage stage = acting("nothing", "shed(L)");
        stage.set("load(l1) = 90%", "load(l2) = 90%").step();
        stage.at(1).running("shed(l1)", 1).running("shed(l2)", 1).step();
        assertEquals(
                List.of("shed(l1)#1 [failed]", "shed(l2)#1 [no longer wanted]"),
                stage.at(2).failed("shed(l1)", 1, "torn").set("load(l2) = 10%").outputs().stream()
                        .filter(Output.Transition.class::isInstance)
                        .map(Output.Transition.class::cast)
                        .map(stop ->
                                stop.instance().toString().substring(2)
                                        + " "
                                        + stop.explanation().passed())
                        .toList());
        assertEquals("failed", reason(stage, 0));
        assertEquals("no longer wanted", reason(stage, 1));
    }

    private static String reason(Stage stage, int action) {
        return stage.engine().tree().actions().get(action).reason();
    }
}
