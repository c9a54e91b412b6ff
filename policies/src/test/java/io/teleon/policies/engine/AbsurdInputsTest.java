package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.host.Epoch;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.host.Input;
import io.teleon.policies.host.InstanceId;
import io.teleon.policies.host.Output;
import io.teleon.policies.host.TaskId;
import io.teleon.policies.link.Linker;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a host says, an epoch comes to its end: what makes no sense is rejected (SEMANTICS
/// 4.1).
class AbsurdInputsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Value LINK = new Value.Entity("link", "l1");
    private static final Fact LOAD = fact("load", LINK);
    private static final Fact DOWN = fact("down", LINK);

    private static Fact fact(String name, Value... key) {
        return new Fact(new Name("p", name), List.of(key));
    }

    private static final Program PROGRAM =
            Linker.link(
                            List.of(
                                    new Source(
                                            "p.tr",
                                            """
                                            policy p "1" owner "test" mode enforce
                                            percept load(link): count fresh 1 h forecast traffic
                                            percept down(link) fresh 1 h
                                            event flap(link) keep 60s
                                            action shed(L: link) durative { risk low }
                                            proc p(L: link) on unknown skip {
                                              soon: time_to(load(L) > 80).p90 < 60s ~> shed(L)
                                              far: forecast(load(L), 60s).p90 > 80 ~> shed(L)
                                              many: events(flap(L), 30s) > 3 ~> shed(L)
                                              busy: over(load(L), 30s, avg) > 3 ~> shed(L)
                                              dark: down(L) for at least 10s ~> shed(L)
                                              calm: otherwise ~> nothing
                                            }
                                            task t for each L: link run p(L)
                                            """)),
                            _ -> Optional.empty())
                    .program()
                    .orElseThrow();

    private static PolicyEngine engine() {
        PolicyEngine engine = PolicyEngine.start(PROGRAM);
        engine.step(List.of(new Input.Measured(LOAD, Value.of(50), NOW)), NOW, Circumstances.NONE);
        return engine;
    }

    private static long rejected(Input... inputs) {
        PolicyEngine engine = engine();
        Epoch epoch = engine.step(List.of(inputs), NOW.plusSeconds(1), Circumstances.NONE);
        engine.step(List.of(), NOW.plusSeconds(2), Circumstances.NONE);
        return epoch.outputs().stream().filter(o -> o instanceof Output.Rejected).count();
    }

    @ParameterizedTest
    @MethodSource
    void whatMakesNoSenseIsRejected(Input input) {
        assertEquals(1, rejected(input));
    }

    static List<Input> whatMakesNoSenseIsRejected() {
        return List.of(
                new Input.Measured(LOAD, new Value.Text("much"), NOW),
                new Input.Measured(LOAD, Value.of(1), NOW.plusSeconds(60)),
                new Input.Measured(LOAD, Value.of(1), Instant.MAX),
                new Input.Measured(DOWN, Value.of(1), NOW),
                new Input.Measured(fact("loud", LINK), Value.of(1), NOW),
                new Input.Measured(fact("load"), Value.of(1), NOW),
                new Input.Measured(fact("load", Value.of(1)), Value.of(1), NOW),
                new Input.Stated(LOAD, true, NOW),
                new Input.Stated(DOWN, true, Instant.MAX),
                new Input.Stated(fact("down", LINK, LINK), true, NOW),
                new Input.Complete(LOAD.name(), NOW),
                new Input.Complete(new Name("p", "nothing"), NOW),
                new Input.Complete(DOWN.name(), Instant.MAX),
                new Input.Withdrawn(fact("nothing", LINK)),
                new Input.Happened(new Name("p", "flap"), List.of(), NOW),
                new Input.Happened(new Name("p", "flap"), List.of(LINK), Instant.MAX),
                new Input.Forecasted(DOWN, forecast(NOW, 10)),
                new Input.Forecasted(LOAD, forecast(Instant.MAX, 10)),
                new Input.Reported(
                        new InstanceId(new Name("p", "shed"), List.of(LINK), Long.MAX_VALUE),
                        new Input.Progress.Running()),
                new Input.Reported(
                        new InstanceId(new Name("p", "nothing"), List.of(), 1),
                        new Input.Progress.Done()),
                new Input.Decided(Long.MIN_VALUE, true, ""),
                new Input.AutonomySet(new Name("p", "nothing"), Policy.Mode.AUTO),
                new Input.AutonomySet(new Name("p", "shed"), Policy.Mode.SHADOW),
                new Input.Cancelled(new TaskId(new Name("p", "t"), List.of()), ""));
    }

    private static Forecast forecast(Instant at, double amount) {
        return new Forecast(
                "m",
                Forecast.Standing.ACT,
                at,
                0.5,
                List.of(
                        new Forecast.Point(
                                Duration.ofSeconds(60), amount, amount, amount, amount)));
    }

    @Test
    void whatIsOldIsTakenHoweverOldItIs() {
        assertEquals(
                0,
                rejected(
                        new Input.Measured(LOAD, Value.of(1), Instant.EPOCH),
                        new Input.Measured(LOAD, Value.of(1), Instant.MIN),
                        new Input.Stated(DOWN, true, Instant.MIN),
                        new Input.Complete(DOWN.name(), Instant.MIN),
                        new Input.Happened(new Name("p", "flap"), List.of(LINK), Instant.MIN),
                        new Input.Forecasted(LOAD, forecast(Instant.MIN, 10))));
    }

    @Test
    void amountsMayBeHuge() {
        assertEquals(
                0,
                rejected(
                        new Input.Measured(LOAD, Value.of(Double.MAX_VALUE), NOW),
                        new Input.Measured(LOAD, Value.of(-Double.MAX_VALUE), NOW.plusSeconds(1)),
                        new Input.Measured(LOAD, Value.of(Double.POSITIVE_INFINITY), NOW),
                        new Input.Forecasted(LOAD, forecast(NOW, Double.MAX_VALUE)),
                        new Input.Forecasted(LOAD, forecast(NOW, -Double.MAX_VALUE))));
    }

    @Test
    void horizonsMayBeOutOfSight() {
        List<Forecast.Point> points =
                List.of(
                        new Forecast.Point(Duration.ofSeconds(60), 10, 10, 10, 10),
                        new Forecast.Point(Duration.ofSeconds(Long.MAX_VALUE), 99, 99, 99, 99));
        assertEquals(
                0,
                rejected(
                        new Input.Forecasted(
                                LOAD, new Forecast("m", Forecast.Standing.ACT, NOW, 0.5, points))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void forecastIsOfNumbers(double amount) {
        assertThrows(IllegalArgumentException.class, () -> forecast(NOW, amount));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void horizonsLieAhead(long seconds) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Forecast.Point(Duration.ofSeconds(seconds), 1, 1, 1, 1));
    }

    @ParameterizedTest
    @MethodSource
    void timeOutOfReachIsRefusedAndChangesNothing(Instant time) {
        PolicyEngine engine = engine();
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.step(List.of(), time, Circumstances.NONE));
        assertEquals(2, engine.step(List.of(), NOW.plusSeconds(1), Circumstances.NONE).number());
    }

    static List<Instant> timeOutOfReachIsRefusedAndChangesNothing() {
        return List.of(Instant.MIN, Instant.EPOCH, NOW.minusNanos(1000), Instant.MAX);
    }
}
