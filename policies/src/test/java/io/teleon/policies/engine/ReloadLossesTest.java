package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/// SEMANTICS 10.4 and 10.8: what forbids a reload, and what is told of that which does not come
/// over.
class ReloadLossesTest {

    private static final String WORLD =
            """
            percept load(link): ratio fresh 1 h forecast traffic
            percept mode(link): {open, shut} fresh 1 h
            event turned(link, {open, shut}) keep 1 h
            resource crew()
            action shed(L: link) durative { risk low }
            action give(L: link) ratify { effect load(L) < 50% within 20s undo take(L) risk low }
            action take(L: link) once { uses crew() risk low }
            """;

    private static final String RULES =
            """
            proc p(L: link) {
              hot:  load(L) > 80% ~> act
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    private static Stage acting(String calls) {
        return Stage.of(WORLD + RULES.replace("act", calls));
    }

    private static String without(String action) {
        return WORLD.replaceAll("action " + action + ".*\n", "") + RULES.replace("act", "nothing");
    }

    @Test
    void whatHasYetToBeUndoneForbidsTheReload() {
        Stage stage = acting("give(L)");
        stage.set("load(l1) = 90%", "load(l2) = 90%").step();
        stage.at(1).done("give(l1)", 1).done("give(l2)", 1).step();
        assertEquals(3, stage.at(2).until(20).size());
        String reason = ": the new program has no such action";
        assertEquals(
                List.of(
                        "p.take(l1)#1 is in force" + reason,
                        "p.take has yet to undo something" + reason,
                        "p.take has yet to undo something" + reason),
                stage.refusal(without("take").replace("undo take(L) ", "")));
    }

    @Test
    void notMoreThanTwentyReasonsAreGiven() {
        Stage stage = acting("shed(L)");
        for (int i = 10; i < 33; i++) {
            stage.set("load(l%d) = 90%%".formatted(i));
        }
        stage.step();
        List<String> reasons = stage.refusal(without("shed"));
        assertEquals(21, reasons.size());
        assertEquals("and 3 more", reasons.getLast());
        stage.at(1);
        for (int i = 10; i < 13; i++) {
            stage.set("load(l%d) = 1%%".formatted(i));
        }
        stage.step();
        stage.at(2);
        for (int i = 10; i < 13; i++) {
            stage.ended("shed(l%d)".formatted(i), 1);
        }
        stage.step();
        assertEquals(20, stage.refusal(without("shed")).size());
    }

    @Test
    void aForecastOfAnotherModelDoesNotComeOver() {
        Stage stage = acting("nothing");
        Fact load = new Fact(new Name("p", "load"), List.of(new Value.Entity("link", "l1")));
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        stage.input(
                new Input.Forecasted(
                        load,
                        new Forecast(
                                "m1",
                                Forecast.Standing.ACT,
                                begin,
                                0.3,
                                List.of(
                                        new Forecast.Point(
                                                Duration.ofMinutes(5), 0.5, 0.4, 0.5, 0.9)))));
        stage.set("load(l1) = 10%").step();
        String same = WORLD + RULES.replace("act", "shed(L)");
        assertEquals(
                List.of("forecast of p.load (l1): another model forecasts it"),
                stage.reload(same.replace("forecast traffic", "forecast optics")).dropped().stream()
                        .filter(line -> line.startsWith("forecast"))
                        .toList());
        assertEquals(
                List.of(),
                stage.reload(same).dropped().stream()
                        .filter(line -> line.startsWith("forecast"))
                        .toList());
    }

    @Test
    void anEventWithAWordThatIsGoneDoesNotComeOver() {
        Stage stage = acting("nothing");
        stage.set("mode(l1) = shut", "mode(l2) = open");
        stage.event("turned(l1, shut)").event("turned(l2, open)").step();
        assertEquals(
                List.of(
                        "fact p.mode (l1): a word of it is gone",
                        "event p.turned (l1 shut): a word of it is gone"),
                stage.reload(
                                WORLD.replace("{open, shut}", "{open, half}")
                                        + RULES.replace("act", "nothing"))
                        .dropped());
    }

    @Test
    void aQuestionAboutAnActionThatIsGoneIsVoid() {
        Stage stage = acting("shed(L) with approval noc timeout 10 min");
        stage.set("load(l1) = 90%");
        assertEquals(List.of("created t(l1)", "ask 1 noc about shed(l1)#1"), stage.step());
        Stage next = stage.reload(without("shed"));
        assertEquals(
                List.of("void 1: reloaded: the new program has no such action"),
                next.carried().outputs().stream()
                        .filter(Output.ApprovalVoid.class::isInstance)
                        .map(Stage::line)
                        .toList());
    }
}
