package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SEMANTICS 2: what expressions say, asked of an engine from outside, between two epochs.
class AskingTest {

    private static final String PROGRAM =
            """
            percept load(link): ratio fresh 1 h
            percept seen(link): count fresh 1 h
            percept role(link): {core, edge} fresh 1 h
            percept down(link) fresh 1 h
            percept near(link, link) fresh 1 h
            event flap(link) keep 60s
            pred ill(L: link) if load(L) > 80%
            pred reach(A: link, B: link) if near(A, B)
            pred reach(A: link, B: link) if near(A, C) and reach(C, B)
            fun twice(L: link): count = seen(L) * 2
            fun calm(L: link): bool = load(L) < 50%
            action shed(L: link) durative { risk low }
            proc p(L: link) {
              hot:  ill(L) and near(L, M) and load(M) < 50% ~> shed(L)
              calm: otherwise ~> nothing
            }
            task t for each L: link run p(L)
            """;

    /// Nobody changes it.
    private static final Stage STAGE = measured();

    private static Stage measured() {
        Stage stage =
                Stage.of(PROGRAM)
                        .set("load(a) = 90%", "load(b) = 10%", "load(c) = 60%")
                        .set("seen(a) = 4", "seen(b) = 1", "role(a) = core", "role(b) = edge")
                        .set("down(a)", "near(a, b)", "near(b, c)", "not near(c, a)")
                        .complete("near")
                        .event("flap(a)");
        stage.step();
        stage.at(10).step();
        return stage;
    }

    private static char ask(String condition) {
        return ask(STAGE, condition);
    }

    private static char ask(Stage stage, String condition) {
        return stage.engine().ask(Stage.said(stage.phrases().condition(condition)));
    }

    private static String value(String expression) {
        return STAGE.engine()
                .value(Stage.said(STAGE.phrases().expression(expression)), List.of())
                .map(Value::shown)
                .orElse("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    true ; T
                    load("a") > 80% ; T
                    load("a") > 90% ; F
                    load("a") >= 90% ; T
                    load("a") < 90% ; F
                    load("a") <= 90% ; T
                    load("a") = 90% ; T
                    load("a") != 90% ; F
                    load("z") > 80% ; U
                    80% < load("a") ; T
                    load("a") > load("b") ; T
                    load("a") > load("z") ; U
                    role("a") = core ; T
                    role("a") != core ; F
                    role("c") = core ; U
                    down("a") ; T
                    down("b") ; U
                    near("a", "b") ; T
                    near("c", "a") ; F
                    near("a", "c") ; F
                    not near("a", "c") ; T
                    not down("b") ; U
                    down("b") and near("c", "a") ; F
                    down("b") and near("a", "b") ; U
                    down("b") or near("a", "b") ; T
                    down("b") or near("c", "a") ; U
                    ill("a") ; T
                    ill("b") ; F
                    ill("z") ; U
                    reach("a", "c") ; T
                    reach("c", "a") ; F
                    calm("b") ; T
                    calm("a") ; F
                    calm("z") ; U
                    known(load("a")) ; T
                    known(load("z")) ; F
                    known(down("b")) ; F
                    known(down("a")) ; T
                    (exists L: link where down(L)) ; T
                    (exists L: link where load(L) > 95%) ; F
                    (exists L: link where seen(L) > 5) ; U
                    (forall L: link where near("a", L) holds load(L) < 50%) ; T
                    (forall L: link where near(L, "c") holds load(L) > 50%) ; F
                    (forall L: link where near(L, "b") holds seen(L) > 3) ; T
                    (if ill("a") then down("a") else down("b")) ; T
                    (if ill("b") then down("a") else down("b")) ; U
                    (if ill("z") then down("a") else near("a", "b")) ; T
                    (if ill("z") then down("a") else down("b")) ; U
                    count{ L | load(L) > 50% } = 2 ; T
                    count{ L | load(L) > 50% } > 2 ; F
                    2 = count{ L | load(L) > 50% } ; T
                    3 > count{ L | load(L) > 50% } ; T
                    3 < count{ L | load(L) > 50% } ; F
                    count{ L | seen(L) > 2 } >= 1 ; T
                    count{ L | seen(L) > 2 } >= 2 ; U
                    count{ L | seen(L) > 2 } >= 3 ; F
                    events(flap("a"), 30s) = 1 ; T
                    events(flap("b"), 30s) = 0 ; T
                    events(flap("a"), 10s) = 0 ; T
                    events(flap("a"), 11s) = 1 ; T
                    events(flap(_), 30s) = 1 ; T
                    age(load("a")) >= 10s ; T
                    age(load("a")) > 10s ; F
                    age(load("z")) > 10s ; U
                    """)
    void aConditionIsTrueFalseOrUnknown(String condition, char answer) {
        assertEquals(answer, ask(condition));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    load("a"); 0.9
                    load("z"); unknown
                    seen("a") + seen("b"); 5.0
                    seen("a") - seen("b"); 3.0
                    seen("a") * seen("b"); 4.0
                    seen("b") / seen("a"); 0.25
                    seen("b") / 0; unknown
                    seen("a") + seen("c"); unknown
                    -seen("a"); -4.0
                    twice("a"); 8.0
                    twice("c"); unknown
                    if down("a") then seen("a") else seen("b"); 4.0
                    if near("a", "c") then seen("a") else seen("b"); 1.0
                    if down("b") then seen("a") else seen("b"); unknown
                    if down("b") then seen("a") else 4; 4.0
                    sum{ seen(L) | near("a", L) }; 1.0
                    """)
    void anExpressionHasAValueOrIsUnknown(String expression, String shown) {
        assertEquals(shown, value(expression));
    }

    @Test
    void rowsAreThoseThatAreStoredInOrder() {
        List<String> rows = new ArrayList<>();
        STAGE.engine().rows(new Name("p", "near")).forEach(fact -> rows.add(fact.toString()));
        assertEquals(List.of("p.near(a, b)", "p.near(b, c)", "p.near(c, a)"), rows);
        assertEquals(List.of(), STAGE.engine().rows(new Name("p", "nothing")));
    }

    @Test
    void askingLeavesNothingBehind() {
        Stage stage = measured();
        // Rows are put in order by a column when they are first asked for by it.
        ask(stage, "count{ L | near(L, \"a\") } > 3");
        stage.at(11).step();
        Footprint before = stage.engine().footprint();
        ask(stage, "ill(\"z\") or reach(\"z\", \"y\") or count{ L | near(L, \"z\") } > 3");
        stage.at(13).step();
        assertEquals(before.watches(), stage.engine().footprint().watches());
        assertEquals(before.facts(), stage.engine().footprint().facts());
        assertEquals(before.kept(), stage.engine().footprint().kept());
    }

    @Test
    void whatIsMissingForARuleIsSaid() {
        assertEquals(List.of(), missing("p", "hot", "a"));
        assertEquals(
                List.of(
                        "load(b) > 80%: load(b) is 10%, off by 70% (10.0 s old)",
                        "near(b, b) is false (near(b, b) was never observed)"),
                missing("p", "hot", "b"));
    }

    private static List<String> missing(String procedure, String label, String... links) {
        List<Value> arguments = new ArrayList<>();
        for (String link : links) {
            arguments.add(new Value.Entity("link", link));
        }
        return STAGE.engine().missing(new Name("p", procedure), arguments, label);
    }

    @Test
    void nothingIsMissingForARuleThatIsNotThere() {
        assertEquals(
                "no rule p.p.cold",
                assertThrows(IllegalArgumentException.class, () -> missing("p", "cold", "a"))
                        .getMessage());
        assertEquals(
                "no rule p.q.hot",
                assertThrows(IllegalArgumentException.class, () -> missing("q", "hot", "a"))
                        .getMessage());
        assertEquals(
                "no rule p.p.hot",
                assertThrows(IllegalArgumentException.class, () -> missing("p", "hot", "a", "b"))
                        .getMessage());
    }

    @Test
    void eachLiteralIsTold() {
        List<String> told = new ArrayList<>();
        STAGE.engine()
                .watchLiterals((procedure, label, literal, text, truth) ->
                        told.add(label + " " + literal + " " + text + " " + truth.letter()));
        assertEquals(
                List.of(
                        "hot 0 ill(L) F",
                        "hot 0 ill(L) T",
                        "hot 1 near(L, M) F",
                        "hot 1 near(L, M) T",
                        "hot 2 load(M) < 50% F",
                        "hot 2 load(M) < 50% T"),
                told.stream().distinct().sorted().filter(line -> line.startsWith("hot")).toList());
    }
}
