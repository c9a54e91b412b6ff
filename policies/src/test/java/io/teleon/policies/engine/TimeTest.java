package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 1 to 3, case by case: facts, expressions and operators of time. A condition is asked
/// through a task that tells when it comes.
class TimeTest {

    private static Stage watching(String declarations, String condition) {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h forecast traffic
                percept loss(link): ratio fresh 10s
                percept near(link, link) fresh 1 h
                event flap(link) keep 1 h
                %s
                proc p(L: link) { go: otherwise ~> nothing }
                task t for each L: link where %s run p(L)
                """
                        .formatted(declarations, condition));
    }

    @Test
    void lastingCountsFromWhenItWasSeenToBegin() {
        Stage stage = watching("", "load(L) > 80% for at least 10s");
        stage.set("load(l1) = 10%").step();
        stage.at(5).set("load(l1) = 90%").step();
        assertEquals(15, stage.next());
        assertEquals(List.of("15s created t(l1)"), stage.at(6).until(100));
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(101).set("load(l1) = 10%").step());
    }

    @Test
    void lastingIsUnknownWhileNobodyKnowsWhatWasBefore() {
        Stage stage = watching("", "not load(L) > 80% for at least 10s");
        // `not` belongs to the condition: load was not above 80 % for 10 s.
        stage.set("load(l1) = 10%").step();
        assertEquals(List.of("10s created t(l1)"), stage.at(1).until(20));
    }

    @Test
    void lastingInAWindowAddsUp() {
        Stage stage = watching("", "load(L) > 80% for at least 6s in last 20s");
        stage.set("load(l1) = 10%").step();
        stage.at(10).set("load(l1) = 90%").step();
        stage.at(13).set("load(l1) = 10%").step();
        stage.at(20).set("load(l1) = 90%").step();
        assertEquals("23s created t(l1)", stage.at(20).until(24).getFirst());
    }

    @Test
    void aLatchHoldsBetweenItsThresholds() {
        Stage stage = watching("", "latched(load(L) > 80%, until load(L) < 40%)");
        assertEquals(List.of(), stage.set("load(l1) = 60%").step());
        assertEquals(List.of("created t(l1)"), stage.at(1).set("load(l1) = 90%").step());
        assertEquals(List.of(), stage.at(2).set("load(l1) = 50%").step());
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(3).set("load(l1) = 30%").step());
        assertEquals(List.of(), stage.at(4).set("load(l1) = 60%").step());
    }

    @Test
    void eventsAreCountedOverTheirWindow() {
        Stage stage = watching("", "load(L) >= 0% and events(flap(L), 60s) >= 2");
        stage.set("load(l1) = 1%").event("flap(l1)").step();
        assertEquals(List.of("created t(l1)"), stage.at(10).event("flap(l1)").step());
        assertEquals(List.of("60s retired t(l1): its condition is false"), stage.at(11).until(100));
    }

    @Test
    void aWindowNeedsAnObservationThatIsAsLong() {
        Stage stage = watching("", "over(load(L), 10s, avg) > 50%");
        stage.set("load(l1) = 90%").step();
        assertEquals(List.of(), stage.at(5).set("load(l1) = 80%").step());
        assertEquals(List.of("10s created t(l1)"), stage.at(6).until(12));
    }

    @Test
    void theSlopeOfAWindowIsPerSecond() {
        Stage stage =
                watching(
                        "",
                        "over(load(L), 10s, slope) > 0.9% / 1s and over(load(L), 10s, slope) < 1.1% / 1s");
        stage.set("load(l1) = 10%").step();
        stage.at(5).set("load(l1) = 15%").step();
        assertEquals(List.of("created t(l1)"), stage.at(10).set("load(l1) = 20%").step());
        // Now it is flat: 15, 20, 15, of which the first is no longer inside.
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(15).set("load(l1) = 15%").step());
    }

    @Test
    void absenceIsReadFromACompleteListOnly() {
        Stage stage = watching("", "load(L) >= 0% and not near(L, L)");
        assertEquals(List.of(), stage.set("load(l1) = 1%").step());
        assertEquals(List.of("created t(l1)"), stage.at(1).complete("near").step());
    }

    @Test
    void countsAreDecidedWhenEveryPossibleNumberAgrees() {
        Stage stage = watching("", "load(L) >= 0% and count{ X | loss(X) > 1% } <= 1");
        stage.set("load(l1) = 1%", "loss(l2) = 5%");
        // l1's loss is unknown: one or two.
        assertEquals(List.of(), stage.step());
        assertEquals(2, stage.at(1).set("loss(l1) = 0%", "load(l2) = 1%").step().size());
    }

    @Test
    void recursionFindsTheLeastFixpoint() {
        Stage stage =
                watching(
                        """
                        pred reach(A: link, B: link) if near(A, B)
                        pred reach(A: link, B: link) if near(A, C) and reach(C, B)
                        """,
                        "load(L) >= 0% and not reach(L, L)");
        stage.set("near(l1, l2)", "near(l2, l3)", "near(l3, l2)").complete("near");
        stage.set("load(l1) = 1%", "load(l2) = 1%", "load(l3) = 1%");
        assertEquals(List.of("created t(l1)"), stage.step());
    }

    @Test
    void aForecastWithoutLicenceIsUnknown() {
        Stage stage = watching("", "forecast(load(L), 10 min).p90 > 80%");
        assertEquals(List.of(), stage.set("load(l1) = 1%").input(forecast(false, 0.9)).step());
        assertEquals(List.of("created t(l1)"), stage.at(1).input(forecast(true, 0.9)).step());
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(2).input(forecast(true, 0.5)).step());
    }

    @Test
    void probabilityIsReadFromTheQuantiles() {
        // p10 0.4, p50 0.5, p90 0.6: above 0.55 with 0.3.
        Stage stage =
                watching(
                        "",
                        "prob(load(L) > 55%, 10 min) >= 29% and prob(load(L) > 55%, 10 min) <= 31%");
        assertEquals(
                List.of("created t(l1)"),
                stage.set("load(l1) = 1%").input(forecast(true, 0.6)).step());
    }

    @Test
    void timeToABoundIsReadBetweenHorizons() {
        // p90 is 0.5 at 5 min and 0.9 at 15 min: it passes 0.7 after 10 min.
        Stage stage =
                watching(
                        "",
                        "time_to(load(L) > 70%).p90 > 9 min and time_to(load(L) > 70%).p90 < 11 min");
        Forecast rising =
                new Forecast(
                        "m1",
                        Forecast.Standing.ACT,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        0.3,
                        List.of(
                                new Forecast.Point(Duration.ofMinutes(5), 0.4, 0.3, 0.4, 0.5),
                                new Forecast.Point(Duration.ofMinutes(15), 0.8, 0.7, 0.8, 0.9)));
        Fact fact = new Fact(new Name("p", "load"), List.of(new Value.Entity("link", "l1")));
        assertEquals(
                List.of("created t(l1)"),
                stage.set("load(l1) = 1%").input(new Input.Forecasted(fact, rising)).step());
    }

    @Test
    void theFirstForecastIsReadAsItComes() {
        Stage stage = watching("", "forecast(load(L), 10 min).p90 > 80%");
        stage.set("load(l1) = 1%").step();
        assertEquals(List.of("created t(l1)"), stage.at(0.5).input(forecast(true, 0.9)).step());
    }

    @Test
    void aChoiceBetweenEqualsNeedsNotBeMade() {
        String choice = "if loss(L) > 1%% then load(L) > %s else load(L) > 50%%";
        // Nothing is known of the loss.
        Stage alike = watching("", choice.formatted("40%"));
        assertEquals(List.of("created t(l1)"), alike.set("load(l1) = 60%").step());
        Stage other = watching("", choice.formatted("70%"));
        assertEquals(List.of(), other.set("load(l1) = 60%").step());
        assertEquals(List.of("created t(l1)"), other.at(1).set("load(l1) = 80%").step());
        Stage number = watching("", "(if loss(L) > 1% then load(L) else load(L) + 0%) > 50%");
        assertEquals(List.of("created t(l1)"), number.set("load(l1) = 60%").step());
    }

    @Test
    void aConditionIsKnownWhereItIsTrueOrFalse() {
        Stage stage = watching("", "load(L) >= 0% and known(near(L, L))");
        assertEquals(List.of(), stage.set("load(l1) = 1%").step());
        assertEquals(List.of("created t(l1)"), stage.at(1).set("not near(l1, l1)").step());
        Stage compared = watching("", "load(L) >= 0% and known(loss(L) > 1%)");
        assertEquals(List.of(), compared.set("load(l1) = 1%").step());
        assertEquals(List.of("created t(l1)"), compared.at(1).set("loss(l1) = 0%").step());
    }

    @Test
    void aFunctionMayAnswerWithACondition() {
        Stage stage =
                watching(
                        "fun hot(L: link): bool = load(L) > 80% and loss(L) > 1%\n",
                        "load(L) >= 0% and not hot(L)");
        // That of the other is unknown.
        assertEquals(
                List.of("created t(l1)"), stage.set("load(l1) = 10%", "load(l2) = 90%").step());
        assertEquals(List.of("created t(l2)"), stage.at(1).set("loss(l2) = 0%").step());
        assertEquals(
                List.of("retired t(l2): its condition is false"),
                stage.at(2).set("loss(l2) = 5%").step());
    }

    @Test
    void aCountMayStandOnEitherSide() {
        Stage stage = watching("", "load(L) >= 0% and 2 <= count{ X | loss(X) > 1% }");
        stage.set("load(l1) = 1%", "loss(l2) = 5%", "loss(l3) = 5%");
        // That of l1 is unknown, and does not matter.
        assertEquals(List.of("created t(l1)"), stage.step());
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(1).set("loss(l3) = 0%", "loss(l1) = 0%").step());
    }

    private static Input forecast(boolean licensed, double p90) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        List<Forecast.Point> points =
                List.of(5, 10, 30).stream()
                        .map(minutes ->
                                new Forecast.Point(
                                        Duration.ofMinutes(minutes),
                                        p90 - 0.1,
                                        p90 - 0.2,
                                        p90 - 0.1,
                                        p90))
                        .toList();
        return new Input.Forecasted(
                new Fact(new Name("p", "load"), List.of(new Value.Entity("link", "l1"))),
                new Forecast(
                        "m1",
                        licensed ? Forecast.Standing.ACT : Forecast.Standing.NONE,
                        at,
                        0.3,
                        points));
    }

    @Test
    void aClockThatIsAheadIsRejected() {
        Stage stage = watching("", "load(L) >= 0%");
        Fact fact = new Fact(new Name("p", "load"), List.of(new Value.Entity("link", "l1")));
        Instant ahead = Instant.parse("2026-01-01T00:00:05Z");
        assertEquals(
                List.of("rejected: its source's clock is ahead"),
                stage.input(new Input.Measured(fact, Value.of(1), ahead)).step());
    }

    @Test
    void nothingIsLeftOfWhatIsWithdrawn() {
        Stage window = watching("", "over(load(L), 10s, avg) > 50%");
        window.set("load(l1) = 90%").step();
        window.at(5).set("load(l1) = 90%");
        assertEquals(List.of("10s created t(l1)"), window.until(12));
        assertEquals(
                List.of("retired t(l1): it is no longer observed"),
                window.withdraw("load(l1)").step());
        window.at(13).set("load(l1) = 90%").step();
        window.at(20).set("load(l1) = 90%");
        assertEquals(List.of("23s created t(l1)"), window.until(25));
        Stage foreseen = watching("", "forecast(load(L), 10 min).p90 > 80%");
        foreseen.set("load(l1) = 1%").input(forecast(true, 0.9)).step();
        foreseen.at(1).withdraw("load(l1)").step();
        assertEquals(List.of(), foreseen.at(2).set("load(l1) = 1%").step());
    }

    @Test
    void anAgeIsLookedAtEverySecond() {
        Stage stage = watching("", "age(load(L)) > 5s");
        stage.set("load(l1) = 1%");
        assertEquals(List.of("6s created t(l1)"), stage.until(8));
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(9).set("load(l1) = 1%").step());
    }
}
