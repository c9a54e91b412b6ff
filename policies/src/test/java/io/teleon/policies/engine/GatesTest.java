package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.Output;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SEMANTICS 9: what holds a start back, what it says meanwhile, and until when.
class GatesTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h
            percept loss(link): ratio fresh 1 h
            """;

    private static final String RULES =
            """
            proc p(L: link) {
              hot:  load(L) > 80% ~> fix(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    private static String reason(Stage stage) {
        return stage.engine().tree().actions().getLast().reason();
    }

    @Test
    void theBlastOfAStartCountsForAsLongAsIsAsked() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) once { blast 300 risk low }
                                guardrail small on fix require blast_in(15 min) <= 500 else defer
                                """
                                + RULES);
        stage.set("load(l1) = 90%").step();
        assertEquals(
                List.of("60s created t(l2)", "900s start fix(l2)#1"),
                stage.at(60).set("load(l2) = 90%").until(1000));
    }

    @Test
    void theBlastOfAWeekIsKept() {
        Stage stage =
                Stage.of(
                        WORLD.replace("1 h", "30 d")
                                + """
                                action fix(L: link) once { blast 300 risk low }
                                guardrail small on fix require blast_in(7 d) <= 700 else defer
                                """
                                + RULES);
        stage.set("load(l1) = 90%").step();
        stage.at(100).set("load(l2) = 90%").step();
        double week = 7 * 86_400;
        assertEquals(List.of("created t(l3)"), stage.at(week - 1).set("load(l3) = 90%").step());
        assertEquals(List.of("start fix(l3)#1"), stage.at(week).step());
        assertEquals(List.of("created t(l4)"), stage.at(week + 1).set("load(l4) = 90%").step());
        assertEquals(List.of("start fix(l4)#1"), stage.at(week + 100).step());
    }

    @Test
    void theNewestTenThousandStartsAreKept() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                percept big() fresh 1 h
                                action fix(L: link) once { blast 1 risk low }
                                action move() once { blast 0 risk low }
                                guardrail all on move require blast_in(1 h) = 10000 else defer
                                proc q() {
                                  go:   big() ~> move()
                                  calm: otherwise ~> nothing
                                }
                                task u run q()
                                """
                                + RULES);
        stage.step();
        stage.remembering(state -> {
            for (int i = 0; i < 9_999; i++) {
                state.starts.add(new Gates.Start(state.now, 1));
            }
        });
        assertEquals(
                List.of("created t(l1)", "start fix(l1)#1"),
                stage.at(1).set("load(l1) = 90%").step());
        assertEquals(List.of("start move()#1"), stage.at(2).set("big()").step());
        // That counts nothing itself, yet took the place of one that did.
        stage.at(3).done("move()", 1).set("not big()").step();
        assertEquals(List.of(), stage.at(4).set("big()").step());
        assertEquals(
                List.of("created t(l2)", "start fix(l2)#1"),
                stage.at(5).set("load(l2) = 90%").step());
    }

    @Test
    void whatIsRequiredIsNamedWithWhatIsWrongAboutIt() {
        Stage stage =
                Stage.of(
                        WORLD
                                + "action fix(L: link) once { requires loss(L) < 1% risk low }\n"
                                + RULES);
        stage.set("load(l1) = 90%").step();
        assertEquals("requires loss(l1) < 1%, which is unknown", reason(stage));
        stage.at(1).set("loss(l1) = 5%").step();
        assertEquals("requires loss(l1) < 1%, which is false", reason(stage));
        assertEquals(List.of("start fix(l1)#1"), stage.at(2).set("loss(l1) = 0%").step());
    }

    /// Why an operator is asked in the first epoch.
    private static List<String> questions(String mode, String text, Input... inputs) {
        Stage stage = Stage.ofMode(mode, WORLD + text);
        stage.set("load(l1) = 90%");
        for (Input input : inputs) {
            stage.input(input);
        }
        return stage.outputs().stream()
                .filter(Output.ApprovalAsked.class::isInstance)
                .map(output -> ((Output.ApprovalAsked) output).reason())
                .toList();
    }

    @Test
    void whoIsAskedIsToldWhatAsks() {
        String fix = "action fix(L: link) durative { risk low }\n";
        assertEquals(
                List.of("the policy asks"),
                questions(
                        "enforce",
                        fix + RULES.replace("fix(L)", "fix(L) with approval noc timeout 5 min")));
        assertEquals(
                List.of("autonomy is approve"),
                questions(
                        "enforce",
                        fix + RULES,
                        new Input.AutonomySet(new Name("p", "fix"), Policy.Mode.APPROVE)));
        assertEquals(
                List.of("guardrail calm"),
                questions(
                        "enforce",
                        fix
                                + "guardrail calm on fix require load(\"l1\") < 50% else ask noc timeout 5 min\n"
                                + RULES));
    }

    @Test
    void anotherFiringAsksAnew() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) durative { risk high }
                                proc p(L: link) {
                                  hot:  load(L) > 80% ~> fix(L) with approval noc timeout 10 min
                                  mild: load(L) > 50% ~> fix(L) with approval noc timeout 10 min
                                  calm: otherwise ~> nothing
                                }
                                task t for each L: link run p(L)
                                """);
        assertEquals(
                List.of("created t(l1)", "ask 1 noc about fix(l1)#1"),
                stage.set("load(l1) = 90%").step());
        assertEquals(
                List.of("void 1: another firing wants it now", "ask 2 noc about fix(l1)#1"),
                stage.at(1).set("load(l1) = 60%").step());
        assertEquals(
                List.of("start fix(l1)#1"),
                stage.at(2).input(new Input.Decided(2, true, "ann")).step());
        // It is there now: whichever rule wants it, it goes on.
        assertEquals(List.of(), stage.at(3).set("load(l1) = 90%").step());
    }

    /// @param enough of confidence
    private static Stage sure(String enough) {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h forecast traffic
                action fix(L: link) durative { risk low }
                guardrail sure on fix require forecast_confidence() > %s else defer
                proc p(L: link) {
                  hot:  forecast(load(L), 10 min).p90 > 80%% ~> fix(L)
                  calm: otherwise ~> nothing
                }
                task t for each L: link run p(L)
                """
                        .formatted(enough));
    }

    @Test
    void aGuardrailMayAskHowSureAForecastIs() {
        // Nine of ten times it is at most what the p90 says.
        assertEquals(
                List.of("created t(l1)", "start fix(l1)#1"),
                sure("89%").set("load(l1) = 10%").input(foreseen(0.9)).step());
        assertEquals(
                List.of("created t(l1)"),
                sure("91%").set("load(l1) = 10%").input(foreseen(0.9)).step());
    }

    private static Input foreseen(double p90) {
        return new Input.Forecasted(
                new Fact(new Name("p", "load"), List.of(new Value.Entity("link", "l1"))),
                new Forecast(
                        "m1",
                        Forecast.Standing.ACT,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        0.3,
                        List.of(
                                new Forecast.Point(Duration.ofMinutes(5), 0.5, 0.4, 0.5, p90),
                                new Forecast.Point(Duration.ofMinutes(15), 0.5, 0.4, 0.5, p90))));
    }

    @Test
    void anExplanationSaysWhatWasReadAndHowOldItIs() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                percept near(link, link) fresh 1 h
                                action fix(L: link) durative { risk low }
                                proc p(L: link) {
                                  hot:  load(L) > 80% and near(L, M) ~> fix(M)
                                  calm: otherwise ~> nothing
                                }
                                task t for each L: link where loss(L) >= 0% run p(L)
                                """);
        stage.set("near(l1, l2)", "loss(l1) = 0%").step();
        stage.at(7).set("load(l1) = 90%").at(10);
        Explanation why = stage.explanation();
        assertEquals(
                List.of(
                        new Explanation.Reading("load(l1)", "90%", 3000),
                        new Explanation.Reading("near(l1, l2)", "true", 10_000)),
                why.path().getLast().because().stream()
                        .flatMap(literal -> literal.facts().stream())
                        .toList());
    }

    @Test
    void anExplanationSaysWhoSaidWhatWasRead() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                percept near(link, link) fresh 1 h
                                belief odd(link)
                                action fix(L: link) durative { risk low }
                                proc p(L: link) {
                                  hot:  load(L) > 80% and near(L, M) and odd(L) ~> fix(M)
                                  calm: otherwise ~> nothing ++ { remember odd(L) }
                                }
                                task t for each L: link where loss(L) >= 0% run p(L)
                                """);
        stage.set("loss(l1) = 0%").setBy("topology", "near(l1, l2)").step();
        stage.at(7).setBy("port counters", "load(l1) = 90%");
        Explanation why = stage.explanation();
        assertEquals(
                List.of("port counters", "topology", "belief"),
                why.path().getLast().because().stream()
                        .flatMap(literal -> literal.facts().stream())
                        .map(Explanation.Reading::source)
                        .toList());
    }

    @Test
    void aQuestionIsVoidWhenItNeedsNoAnswerAnyMore() {
        Stage stage =
                Stage.of(
                        WORLD
                                + """
                                action fix(L: link) durative { risk low }
                                guardrail calm on fix require load("l9") < 50% else ask noc timeout 5 min
                                """
                                + RULES);
        assertEquals(
                List.of("created t(l1)", "ask 1 noc about fix(l1)#1"),
                stage.set("load(l1) = 90%").step());
        assertEquals(
                List.of("created t(l9)", "start fix(l1)#1", "void 1: started"),
                stage.at(1).set("load(l9) = 10%").step());
    }
}
