package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What news wakes whom: an answer is made again only if what it rests on has changed, and what
/// does not matter costs nothing. Counted, never timed.
class WorkTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept loss(link): ratio fresh 1 h
            percept cost(path): count fresh 1 h
            percept role(link): {core, edge} fresh 1 h
            percept up(link) fresh 1 h
            percept near(link, link) fresh 1 h
            percept spare(link, path) fresh 1 h
            event flap(link) keep 60s
            belief tired(link) ttl 1 h
            action shed(L: link) durative { risk low }
            action move(L: link, P: path) durative { key L risk low }
            """;

    private static final String TASK = "task t for each L: link run p(L)\n";

    /// A frame of `p` whose first rule has this guard, at rest: what has changed was decided again.
    private static Stage guarded(String guard, String... facts) {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + "proc p(L: link) on unknown skip { hot: "
                                + guard
                                + " ~> nothing calm: otherwise ~> nothing }");
        stage.set("load(l1) = 50%").set(facts);
        stage.until(1);
        stage.at(2).step();
        return stage.at(3);
    }

    /// `shed(l1)` has been started.
    private static Stage shedding() {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + "proc p(L: link) { hot: load(L) > 20% ~> shed(L) calm: otherwise ~> nothing }");
        stage.set("load(l1) = 50%").until(1);
        stage.at(2).step();
        return stage.at(3);
    }

    /// How many answers one epoch takes: of the task alone 1.
    private static long answers(Stage stage) {
        long before = stage.engine().footprint().answers();
        stage.step();
        return stage.engine().footprint().answers() - before;
    }

    private static long guards(Stage stage) {
        long before = stage.engine().work().guardEvaluations();
        stage.step();
        return stage.engine().work().guardEvaluations() - before;
    }

    @Test
    void anEpochInWhichNothingHappensAnswersNothing() {
        Stage stage = guarded("load(L) > 80% and loss(L) < 1%", "loss(l1) = 0%");
        assertEquals(0, answers(stage));
        assertEquals(0, guards(stage.at(4)));
    }

    @Test
    void newsOfOthersAnswersNothing() {
        Stage stage = guarded("load(L) > 80%", "loss(l1) = 0%", "load(l2) = 1%");
        assertEquals(0, answers(stage.set("loss(l1) = 5%")));
        assertEquals(1, answers(stage.at(4).set("load(l2) = 90%")));
    }

    @Test
    void whatIsMeasuredAgainAlikeAnswersNothing() {
        Stage stage = guarded("role(L) = core and up(L)", "role(l1) = core", "up(l1)");
        assertEquals(0, answers(stage.set("role(l1) = core", "up(l1)")));
        assertEquals(1, answers(stage.at(4).set("role(l1) = edge")));
    }

    @Test
    void whatStaysOnOneSideOfAThresholdAnswersNothing() {
        Stage stage = guarded("load(L) > 80%");
        assertEquals(0, answers(stage.set("load(l1) = 80%")));
        assertEquals(0, answers(stage.at(4).set("load(l1) = 0%")));
        assertEquals(1, answers(stage.at(5).set("load(l1) = 81%")));
        stage.at(6).until(7);
        assertEquals(0, answers(stage.at(8).set("load(l1) = 90%")));
        assertEquals(0, answers(stage.at(9).set("load(l1) = 80.1%")));
        assertEquals(1, answers(stage.at(10).set("load(l1) = 80%")));
    }

    @Test
    void thresholdsMayBeBelowAboveOrRightAtWhatIsRead() {
        Stage stage = guarded("load(L) >= 80% or load(L) <= 20%");
        assertEquals(0, answers(stage.set("load(l1) = 79%")));
        assertEquals(0, answers(stage.at(4).set("load(l1) = 21%")));
        assertEquals(1, answers(stage.at(5).set("load(l1) = 20%")));
        stage.at(6).until(7);
        assertEquals(0, answers(stage.at(8).set("load(l1) = 1%")));
        Stage right = guarded("load(L) = 50%");
        assertEquals(1, answers(right.set("load(l1) = 51%")));
        right.at(4).until(5);
        assertEquals(0, answers(right.at(6).set("load(l1) = 52%")));
        Stage other = guarded("load(L) != 50%");
        assertEquals(1, answers(other.set("load(l1) = 51%")));
        other.at(4).until(5);
        assertEquals(0, answers(other.at(6).set("load(l1) = 52%")));
    }

    @Test
    void twoThresholdsOnOneFactAreBothMinded() {
        Stage stage = guarded("load(L) > 80% or load(L) > 60%");
        assertEquals(0, answers(stage.set("load(l1) = 60%")));
        assertEquals(1, answers(stage.at(4).set("load(l1) = 61%")));
        stage.at(5).until(6);
        // Now the second part alone decides.
        assertEquals(0, answers(stage.at(7).set("load(l1) = 70%")));
    }

    @Test
    void oneFalsePartHoldsAConjunctionAlone() {
        Stage stage = guarded("load(L) > 80% and loss(L) < 1%", "loss(l1) = 0%");
        assertEquals(0, answers(stage.set("load(l1) = 50%", "loss(l1) = 5%")));
        assertEquals(1, answers(stage.at(4).set("load(l1) = 90%", "loss(l1) = 5%")));
        // Both were read, and the second is what it rests on.
        assertEquals(0, answers(stage.at(5).set("load(l1) = 1%", "loss(l1) = 5%")));
        stage.at(6).set("load(l1) = 90%", "loss(l1) = 5%").step();
        assertTrue(answers(stage.at(7).set("load(l1) = 90%", "loss(l1) = 0%")) > 0);
    }

    @Test
    void oneTruePartHoldsADisjunctionAlone() {
        Stage stage = guarded("loss(L) > 1% or load(L) > 20%", "loss(l1) = 0%");
        assertEquals(0, answers(stage.set("loss(l1) = 5%", "load(l1) = 50%")));
        stage.at(4).set("loss(l1) = 0%", "load(l1) = 50%").step();
        assertEquals(1, answers(stage.at(5).set("loss(l1) = 0%", "load(l1) = 10%")));
    }

    @Test
    void oneWitnessHoldsWhatExists() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred ill() if up(L) and load(L) > 80%
                                proc p() { hot: ill() ~> nothing calm: otherwise ~> nothing }
                                task t run p()
                                """);
        stage.set("up(l1)", "up(l2)", "up(l3)", "load(l1) = 90%", "load(l2) = 90%");
        stage.set("load(l3) = 1%").complete("up").until(1);
        stage.at(2).step();
        // The first will do, whatever becomes of the others.
        assertEquals(0, answers(stage.at(3).set("load(l2) = 1%")));
        assertEquals(0, answers(stage.at(4).set("load(l3) = 90%")));
        assertEquals(1, answers(stage.at(5).set("load(l1) = 1%")));
        assertEquals(0, answers(stage.at(6).set("load(l2) = 90%", "load(l1) = 2%")));
    }

    @Test
    void whatAPredicateRestsOnIsLookedAtByThePredicateOnly() {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + """
                                pred ill(L: link) if load(L) > 80%
                                pred ill(L: link) if loss(L) > 1%
                                proc p(L: link) { hot: ill(L) ~> shed(L) calm: otherwise ~> nothing }
                                """);
        stage.set("load(l1) = 90%", "loss(l1) = 0%").until(1);
        stage.at(2).step();
        // Another clause holds now: the predicate is answered, and says the same.
        stage.at(3).set("load(l1) = 90%", "loss(l1) = 5%");
        assertEquals(0, answers(stage));
        long before = stage.engine().footprint().answers();
        assertEquals(0, guards(stage.at(4).set("load(l1) = 1%")));
        assertEquals(1, stage.engine().footprint().answers() - before);
        assertTrue(guards(stage.at(5).set("loss(l1) = 0%")) > 0);
    }

    @Test
    void aCircleOfPredicatesIsAnsweredOnceForAllWhoAsk() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                pred reach(A: link, B: link) if near(A, B)
                                pred reach(A: link, B: link) if near(A, C) and reach(C, B)
                                proc p(L: link) { hot: reach(L, "l9") ~> shed(L) calm: otherwise ~> nothing }
                                task t for each L: link run p(L)
                                """);
        stage.set("near(l1, l2)", "near(l2, l9)", "load(l1) = 1%", "load(l2) = 1%");
        stage.complete("near").until(1);
        stage.at(2).step();
        assertEquals(0, answers(stage.at(3).set("load(l1) = 2%")));
        long before = stage.engine().footprint().answers();
        // One more way to the same end: the circle is answered, nobody else.
        assertEquals(0, guards(stage.at(4).set("near(l1, l9)")));
        assertEquals(1, stage.engine().footprint().answers() - before);
        assertTrue(guards(stage.at(5).withdraw("near(l2, l9)")) > 0);
    }

    @Test
    void aBindingThatStaysIsNotChosenAgain() {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + """
                                proc p(L: link) {
                                  go:   spare(L, P) choose min cost(P) ~> move(L, P)
                                  none: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 1%", "spare(l1, a)", "spare(l1, b)", "cost(a) = 1", "cost(b) = 2");
        stage.complete("spare").until(1);
        stage.at(2).running("move(l1, a)", 1).step();
        stage.at(3).step();
        assertEquals(0, answers(stage.at(4).set("cost(a) = 3", "cost(b) = 1")));
        assertEquals(0, answers(stage.at(5).set("spare(l1, c)")));
    }

    @Test
    void whatAFiringBeganWithIsOfNoInterestLater() {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + """
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> shed(L) ++ { notify "noc" "{L} loses {loss(L)}" }
                                  calm: otherwise ~> nothing
                                }
                                """);
        stage.set("load(l1) = 90%", "loss(l1) = 1%").until(1);
        stage.at(2).step();
        assertEquals(0, answers(stage.at(3).set("loss(l1) = 2%")));
    }

    @Test
    void whatRunsQuietlyIsNotLookedAt() {
        Stage stage = shedding();
        stage.running("shed(l1)", 1).until(4);
        stage.at(5).step();
        long looks = stage.engine().footprint().looks();
        assertTrue(looks > 0);
        stage.at(6).set("load(l1) = 60%", "load(l2) = 1%").step();
        stage.at(7).step();
        assertEquals(looks, stage.engine().footprint().looks());
    }

    @Test
    void whatIsAtRestAsksForNoStep() {
        Stage stage = shedding();
        assertEquals(1, stage.engine().tree().actions().size());
        stage.running("shed(l1)", 1).step();
        // Nothing but the age of what is known: in an hour it is stale.
        assertEquals(3600, stage.next());
        stage.at(4).set("load(l1) = 60%").step();
        assertEquals(3604, stage.next());
    }

    @Test
    void aTaskIsDecidedOnceMoreAfterItMovedAndThenNoMore() {
        Stage stage = guarded("load(L) > 80%");
        long decided = stage.engine().work().tasksDecided();
        stage.set("load(l1) = 90%").step();
        assertEquals(decided + 1, stage.engine().work().tasksDecided());
        stage.at(4).step();
        assertEquals(decided + 2, stage.engine().work().tasksDecided());
        stage.at(5).step();
        stage.at(6).set("load(l2) = 1%").step();
        assertEquals(decided + 3, stage.engine().work().tasksDecided());
    }

    @Test
    void aGateThatWaitsIsAskedAgainOnlyWhenItMayPass() {
        Stage stage =
                Stage.of(
                        WORLD
                                + TASK
                                + """
                                guardrail calm on shed require loss("l1") < 1% else defer
                                proc p(L: link) { hot: load(L) > 80% ~> shed(L) calm: otherwise ~> nothing }
                                """);
        stage.set("load(l1) = 90%", "loss(l1) = 5%").until(1);
        assertEquals(List.of(), stage.at(2).set("loss(l1) = 4%").step());
        assertEquals(List.of("start shed(l1)#1"), stage.at(3).set("loss(l1) = 0%").step());
    }

    @Test
    void aCellIsSteppedWhenItsConditionOrItsTimeHasCome() {
        Stage stage = guarded("load(L) > 20% for at least 10s");
        // Not observed before, so unknown until 10 s.
        assertEquals(0, answers(stage.at(5).set("load(l1) = 60%")));
        stage.at(5);
        assertEquals(10, stage.next());
        assertTrue(answers(stage.at(10)) >= 2);
        stage.at(11).until(12);
        assertEquals(0, answers(stage.at(13).set("load(l1) = 90%")));
    }

    @Test
    void eventsOfOthersAnswerNothing() {
        Stage stage = guarded("events(flap(L), 30s) >= 2");
        stage.event("flap(l1)").step();
        stage.at(4).step();
        assertEquals(0, answers(stage.at(5).event("flap(l2)")));
        assertTrue(answers(stage.at(6).event("flap(l1)")) > 0);
    }
}
