package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// SEMANTICS 4.1: what does not fit the program is answered with what is wrong about it, and
/// changes nothing.
class InputMessagesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Value L1 = new Value.Entity("link", "l1");
    private static final Value D1 = new Value.Entity("device", "d1");

    private static Stage stage() {
        return Stage.of(
                """
                percept load(link): ratio fresh 1 h forecast traffic
                percept seen(link): count fresh 1 h
                percept site(link): device fresh 1 h
                percept role(link): {core, edge} fresh 1 h
                percept down(link) fresh 1 h
                percept near(link, link) fresh 1 h
                event flap(link, {core, edge}) keep 60s
                action shed(L: link) durative { risk low }
                proc p(L: link) { hot: load(L) > 80% ~> shed(L) calm: otherwise ~> nothing }
                task t for each L: link run p(L)
                """);
    }

    private static Name name(String local) {
        return new Name("p", local);
    }

    private static Fact fact(String name, Value... key) {
        return new Fact(name(name), List.of(key));
    }

    private static Input measured(Value value, String name, Value... key) {
        return new Input.Measured(fact(name, key), value, BEGIN);
    }

    private static Forecast forecast(Instant at) {
        return new Forecast(
                "m1",
                Forecast.Standing.ACT,
                at,
                0.3,
                List.of(new Forecast.Point(Duration.ofMinutes(5), 0.5, 0.4, 0.5, 0.9)));
    }

    @ParameterizedTest
    @MethodSource
    void itIsSaidWhatIsWrong(Input input, String wrong) {
        Stage stage = stage();
        assertEquals(List.of("rejected: " + wrong), stage.input(input).step());
        assertEquals(List.of(), stage.engine().tree().tasks());
    }

    static List<Arguments> itIsSaidWhatIsWrong() {
        Instant ahead = BEGIN.plusNanos(2_000_001_000);
        String clock = "its source's clock is ahead";
        return List.of(
                Arguments.of(measured(Value.of(1), "loud", L1), "there is no percept p.loud"),
                Arguments.of(
                        measured(Value.of(1), "down", L1), "p.down has no value, it holds or not"),
                Arguments.of(measured(Value.of(1), "load"), "p.load takes 1 arguments, here are 0"),
                Arguments.of(
                        measured(Value.of(1), "load", D1), "argument 1 of p.load is no link: d1"),
                Arguments.of(measured(D1, "load", L1), "the value of p.load is no ratio: d1"),
                Arguments.of(measured(L1, "site", L1), "the value of p.site is no device: l1"),
                Arguments.of(
                        measured(new Value.Word("rim"), "role", L1),
                        "the value of p.role is no {core, edge}: rim"),
                Arguments.of(
                        measured(new Value.Text("core"), "role", L1),
                        "the value of p.role is no {core, edge}: core"),
                Arguments.of(new Input.Measured(fact("load", L1), Value.of(1), ahead), clock),
                Arguments.of(new Input.Stated(fact("load", L1), true, BEGIN), "p.load has a value"),
                Arguments.of(
                        new Input.Stated(fact("near", L1, D1), true, BEGIN),
                        "argument 2 of p.near is no link: d1"),
                Arguments.of(
                        new Input.Stated(fact("near", L1), true, BEGIN),
                        "p.near takes 2 arguments, here are 1"),
                Arguments.of(new Input.Stated(fact("down", L1), true, ahead), clock),
                Arguments.of(
                        new Input.Complete(name("load"), BEGIN),
                        "p.load has a value, only a relation can be complete"),
                Arguments.of(new Input.Complete(name("loud"), BEGIN), "there is no percept p.loud"),
                Arguments.of(new Input.Complete(name("down"), ahead), clock),
                Arguments.of(new Input.Withdrawn(fact("loud", L1)), "there is no percept p.loud"),
                Arguments.of(
                        new Input.Withdrawn(fact("load", D1)),
                        "argument 1 of p.load is no link: d1"),
                Arguments.of(
                        new Input.Happened(name("bang"), List.of(L1), BEGIN),
                        "there is no event p.bang"),
                Arguments.of(
                        new Input.Happened(name("flap"), List.of(L1, D1), BEGIN),
                        "argument 2 of p.flap is no {core, edge}: d1"),
                Arguments.of(
                        new Input.Happened(
                                name("flap"), List.of(L1, new Value.Word("core")), ahead),
                        clock),
                Arguments.of(
                        new Input.Forecasted(fact("seen", L1), forecast(BEGIN)),
                        "p.seen is not forecast"),
                Arguments.of(
                        new Input.Forecasted(fact("down", L1), forecast(BEGIN)),
                        "p.down has no value, it holds or not"),
                Arguments.of(new Input.Forecasted(fact("load", L1), forecast(ahead)), clock),
                Arguments.of(
                        new Input.AutonomySet(name("melt"), Policy.Mode.OFF),
                        "there is no action p.melt"),
                Arguments.of(
                        new Input.AutonomySet(name("shed"), Policy.Mode.SHADOW),
                        "SHADOW is no level of autonomy"),
                Arguments.of(
                        new Input.AutonomySet(name("shed"), Policy.Mode.DRY_RUN),
                        "DRY_RUN is no level of autonomy"),
                Arguments.of(
                        new Input.Cancelled(new TaskId(name("t"), List.of(L1)), "ann"),
                        "there is no task p.t(l1)"),
                Arguments.of(new Input.Decided(7, true, "ann"), "there is no open question 7"));
    }

    @ParameterizedTest
    @MethodSource
    void whatFitsIsTakenWithoutAWord(Input input) {
        assertEquals(
                List.of(),
                stage().input(input).step().stream()
                        .filter(line -> line.startsWith("rejected"))
                        .toList());
    }

    static List<Input> whatFitsIsTakenWithoutAWord() {
        Instant ahead = BEGIN.plusSeconds(2);
        return List.of(
                measured(Value.of(0.1), "load", L1),
                measured(D1, "site", L1),
                measured(new Value.Word("edge"), "role", L1),
                new Input.Measured(fact("load", L1), Value.of(1), ahead),
                new Input.Stated(fact("near", L1, L1), true, ahead),
                new Input.Complete(name("down"), ahead),
                new Input.Withdrawn(fact("load", L1)),
                new Input.Withdrawn(fact("down", L1)),
                new Input.Happened(name("flap"), List.of(L1, new Value.Word("core")), ahead),
                new Input.Forecasted(fact("load", L1), forecast(ahead)),
                new Input.AutonomySet(name("shed"), Policy.Mode.OFF));
    }

    @Test
    void whatIsALittleAheadIsTakenForNow() {
        // 2 s ahead, yet stale an hour from now: not 2 s later.
        Stage stage = stage();
        stage.input(new Input.Measured(fact("load", L1), Value.of(0.9), BEGIN.plusSeconds(2)));
        assertEquals(List.of("created t(l1)", "start shed(l1)#1"), stage.step());
        assertEquals(3600, stage.next());
    }
}
