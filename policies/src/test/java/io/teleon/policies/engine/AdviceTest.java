package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 2.8, 5 and 9.1: what a forecast that may not drive action brings about is suggested,
/// and what is measured goes on as if there were none.
class AdviceTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final String FORESEEN =
            "load(L) > 80% or forecast(load(L), 10 min).p90 > 80% and forecast(load(L), 10 min).skill > 0";

    private static final String FIX = "action fix(L: link) durative { risk low }\n";

    /// @param clauses of the rule that acts
    private static String program(String action, String guard, String clauses, String call) {
        return """
        percept load(link): ratio fresh 1 h forecast traffic
        %s
        proc relieve(L: link) {
          act:  %s %s ~> %s
          calm: otherwise ~> nothing
        }
        task t for each L: link where load(L) >= 0%% run relieve(L)
        """
                .formatted(action, guard, clauses, call);
    }

    private static Stage relieving(String action, String guard, String clauses, String call) {
        return Stage.of(program(action, guard, clauses, call));
    }

    private static Stage relieving(String guard, String clauses) {
        return relieving(FIX, guard, clauses, "fix(L)");
    }

    private static Input foresees(Forecast.Standing standing, double p90) {
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
                new Forecast("m1", standing, BEGIN, 0.3, points));
    }

    private static Input advice(double p90) {
        return foresees(Forecast.Standing.SUGGEST, p90);
    }

    @Test
    void whatOnlyAdviceBringsAboutIsSuggestedOnceAFiring() {
        Stage stage = relieving(FORESEEN, "");
        stage.set("load(l1) = 10%").step();
        assertEquals(List.of("suggest fix(l1)#1"), stage.at(1).input(advice(0.9)).step());
        assertEquals(List.of(), stage.at(2).input(advice(0.95)).step());
        stage.at(3).input(advice(0.5)).step();
        assertEquals(List.of("suggest fix(l1)#1"), stage.at(4).input(advice(0.9)).step());
        assertEquals(
                List.of("start fix(l1)#1"),
                stage.at(5).input(foresees(Forecast.Standing.ACT, 0.9)).step());
    }

    @Test
    void itSaysWhichForecastHoldsItBack() {
        Stage stage = relieving(FORESEEN, "");
        stage.set("load(l1) = 10%").step();
        Output.Suggested suggested =
                stage
                        .engine()
                        .step(List.of(advice(0.9)), BEGIN.plusSeconds(1), Circumstances.NONE)
                        .outputs()
                        .stream()
                        .filter(Output.Suggested.class::isInstance)
                        .map(Output.Suggested.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertTrue(
                suggested
                        .explanation()
                        .passed()
                        .contains("suggested only: forecast m1 of load(l1) may not drive action"),
                suggested.explanation().passed().toString());
    }

    @Test
    void whatIsMeasuredActsAllTheSame() {
        Stage stage = relieving(FORESEEN, "");
        assertEquals(
                List.of("created t(l1)", "start fix(l1)#1"),
                stage.set("load(l1) = 90%").input(advice(0.9)).step());
        // Begun on what was measured, kept up on advice: that is not to be started again.
        assertEquals(List.of(), stage.at(1).running("fix(l1)", 1).set("load(l1) = 10%").step());
        assertEquals(List.of("stop fix(l1)#1"), stage.at(2).input(advice(0.5)).step());
    }

    @Test
    void whatWasSuggestedStartsOnceItIsMeasured() {
        Stage stage = relieving(FORESEEN, "min 1 min cooldown 10 min at most 1 per 1 h");
        stage.set("load(l1) = 10%").input(advice(0.9)).step();
        stage.at(1).input(advice(0.5)).step();
        // Neither committed nor cooling down nor used up: nothing was done.
        assertEquals(List.of("start fix(l1)#1"), stage.at(2).set("load(l1) = 90%").step());
        stage.at(3).running("fix(l1)", 1).set("load(l1) = 10%").step();
        assertEquals("62s stop fix(l1)#1", stage.until(100).getFirst());
        assertEquals(List.of(), stage.at(101).set("load(l1) = 90%").step());
    }

    @Test
    void theTimesOfASuggestionCountFromItsStart() {
        Stage stage = relieving(FORESEEN, "min 1 min max 2 min");
        stage.set("load(l1) = 10%").input(advice(0.9)).step();
        assertEquals(List.of(), stage.at(1).until(200));
        assertEquals(List.of("start fix(l1)#1"), stage.at(200).set("load(l1) = 90%").step());
        stage.at(201).running("fix(l1)", 1).step();
        assertEquals("320s stop fix(l1)#1", stage.until(400).getFirst());
    }

    @Test
    void aModificationOnAdviceKeepsItsArguments() {
        String raise = "action raise(L: link, R: ratio) durative { key L risk low }\n";
        Stage stage =
                relieving(raise, FORESEEN, "", "raise(L, if load(L) > 80% then 10% else 20%)");
        stage.set("load(l1) = 90%").step();
        stage.at(1).running("raise(l1, 10%)", 1).step();
        assertEquals(
                List.of("suggest raise(l1)#1"),
                stage.at(2).input(advice(0.9)).set("load(l1) = 10%").step());
        assertEquals(
                List.of("modify raise(l1)#1 [l1, 0.2]"),
                stage.at(3).input(foresees(Forecast.Standing.ACT, 0.9)).step());
    }

    @Test
    void operatorsOfTimeRememberAdviceAsAdvice() {
        Stage stage =
                relieving(
                        "latched(forecast(load(L), 10 min).p90 > 80%, until load(L) > 95%) and load(L) >= 0%",
                        "");
        stage.set("load(l1) = 10%").input(advice(0.9)).step();
        // The latch is still set, and what comes now keeps it so; but nothing that may act set it.
        assertEquals(List.of(), stage.at(1).input(foresees(Forecast.Standing.ACT, 0.5)).step());
        assertEquals(
                List.of("start fix(l1)#1"),
                stage.at(2).input(foresees(Forecast.Standing.ACT, 0.9)).step());
    }

    @Test
    void whatWasForeseenWithALicenceIsAdviceOnceThatIsLost() {
        Stage stage =
                relieving(
                        FIX + "pred hot(L: link) if forecast(load(L), 10 min).p90 > 80%\n",
                        "hot(L) for at least 10s and load(L) > 50%",
                        "",
                        "fix(L)");
        stage.set("load(l1) = 10%").input(foresees(Forecast.Standing.ACT, 0.5)).step();
        stage.at(1).input(foresees(Forecast.Standing.ACT, 0.9)).step();
        stage.at(20).step();
        // It is as hot as before, so nobody has heard of it who asks only for that.
        stage.at(21).input(advice(0.9)).step();
        assertEquals(List.of("suggest fix(l1)#1"), stage.at(22).set("load(l1) = 60%").step());
    }

    @Test
    void nothingPassesAGuardrailOnAdvice() {
        Stage stage =
                relieving(
                        FIX
                                + "guardrail calm_ahead on fix require forecast(load(\"l1\"), 10 min).p90 < 50% else defer\n",
                        "load(L) > 80%",
                        "",
                        "fix(L)");
        assertEquals(
                List.of("created t(l1)"), stage.set("load(l1) = 90%").input(advice(0.4)).step());
        assertEquals(
                List.of("start fix(l1)#1"),
                stage.at(1).input(foresees(Forecast.Standing.ACT, 0.4)).step());
    }

    @Test
    void whatAMeasuredWhileKeepsUpStandsAlone() {
        Stage stage = relieving(FORESEEN, "while load(L) > 5%");
        assertEquals(
                List.of("created t(l1)", "suggest fix(l1)#1"),
                stage.set("load(l1) = 1%").input(advice(0.9)).step());
        assertEquals(List.of("start fix(l1)#1"), stage.at(1).set("load(l1) = 10%").step());
    }

    @Test
    void whatIsHeededCountsForAtMost() {
        Stage stage = relieving(FORESEEN, "at most 1 per 1 h");
        stage.set("load(l1) = 10%").input(advice(0.9)).step();
        assertEquals(List.of("start fix(l1)#1"), stage.at(1).set("load(l1) = 90%").step());
        stage.at(2).running("fix(l1)", 1).step();
        assertEquals(
                List.of("stop fix(l1)#1"),
                stage.at(3).set("load(l1) = 10%").input(advice(0.5)).step());
        stage.at(4).ended("fix(l1)", 1).step();
        assertEquals(
                List.of("3601s start fix(l1)#2"), stage.at(5).set("load(l1) = 90%").until(3602));
    }

    @Test
    void whatIsHeededIsBoundByItsUntil() {
        Stage stage = relieving(FORESEEN, "until load(L) < 5%");
        stage.set("load(l1) = 10%").input(advice(0.9)).step();
        assertEquals(List.of("start fix(l1)#1"), stage.at(1).set("load(l1) = 90%").step());
        stage.at(2).running("fix(l1)", 1).step();
        assertEquals(List.of(), stage.at(3).set("load(l1) = 10%").input(advice(0.5)).step());
        assertEquals(List.of("stop fix(l1)#1"), stage.at(4).set("load(l1) = 1%").step());
    }

    @Test
    void aRuleBelowIsHeldBackByItsOwnGuard() {
        Stage stage =
                Stage.of(
                        """
                        percept load(link): ratio fresh 1 h forecast traffic
                        %s
                        proc relieve(L: link) {
                          cold: load(L) < 5%% ~> nothing
                          act:  %s ~> fix(L)
                          calm: otherwise ~> nothing
                        }
                        task t for each L: link where load(L) >= 0%% run relieve(L)
                        """
                                .formatted(FIX, FORESEEN));
        assertEquals(
                List.of("created t(l1)", "suggest fix(l1)#1"),
                stage.set("load(l1) = 10%").input(advice(0.9)).step());
        assertEquals(List.of("start fix(l1)#1"), stage.at(1).set("load(l1) = 90%").step());
    }

    @Test
    void aBlastThatIsForeseenIsNotKnownToAGuardrail() {
        Stage stage =
                relieving(
                        """
                        action fix(L: link) durative { blast 1000 * forecast(load(L), 10 min).p90 risk low }
                        guardrail small on fix require blast_in(15 min) <= 500 else defer
                        """,
                        "load(L) > 80%",
                        "",
                        "fix(L)");
        assertEquals(
                List.of("created t(l1)"), stage.set("load(l1) = 90%").input(advice(0.4)).step());
        assertEquals(
                "deferred by small, which is unknown",
                stage.engine().tree().actions().getFirst().reason());
        assertEquals(
                List.of("start fix(l1)#1"),
                stage.at(1).input(foresees(Forecast.Standing.ACT, 0.4)).step());
    }

    @Test
    void adviceIsNamedAsTheReasonOnlyWhereItIsTheReason() {
        Stage enforced = relieving(FORESEEN, "");
        enforced.set("load(l1) = 10%").input(advice(0.9)).step();
        assertEquals(
                "only suggested: it rests on a forecast that may not drive action",
                enforced.engine().tree().actions().getFirst().reason());
        Stage suggesting = Stage.ofMode("suggest", program(FIX, FORESEEN, "", "fix(L)"));
        suggesting.set("load(l1) = 10%").input(advice(0.9)).step();
        assertEquals("only suggested", suggesting.engine().tree().actions().getFirst().reason());
    }

    @Test
    void whateverReadsAForecastIsAdvice() {
        for (String guard :
                List.of(
                        "forecast(load(L), 10 min).p90 > 80%",
                        "prob(load(L) > 75%, 10 min) > 60%",
                        "time_to(load(L) > 85%).p90 < 20 min",
                        "soon(L) > 80%",
                        "hot(L)",
                        "hotter(L)",
                        "not load(L) > 50% and exists M: link where hotter(M)",
                        "latched(hot(L), until load(L) > 95%)")) {
            // Each rests on one that is declared, or has a name, after its own.
            Stage stage =
                    relieving(
                            FIX
                                    + """
                                    pred hot(L: link) if hotter(L)
                                    pred hotter(L: link) if soon(L) > 80%
                                    fun soon(L: link): ratio = forecast(load(L), 10 min).p90
                                    """,
                            guard,
                            "",
                            "fix(L)");
            assertEquals(
                    List.of("created t(l1)", "suggest fix(l1)#1"),
                    stage.set("load(l1) = 10%").input(advice(0.9)).step(),
                    guard);
        }
    }
}
