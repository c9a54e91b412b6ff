package io.teleon.tests.bench.policy;

import io.teleon.policies.engine.Evaluation;
import io.teleon.policies.host.Input;
import io.teleon.policies.program.Program;
import io.teleon.tests.bench.policy.Links.Delta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// An epoch of the policy engine on the links of `teleon bench policy`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PolicyEngineBench {

    /// Epochs that are drawn beforehand; then the same values come again.
    private static final int DRAWN = 50;

    @Param({"1000", "10000", "100000"})
    private int tasks;

    @Param({"WATCHED", "FULL_SCAN"})
    private Evaluation evaluation = Evaluation.WATCHED;

    @Param({"REPORTS", "SCATTERED", "WANDER"})
    private Kind kind = Kind.REPORTS;

    /// What an epoch brings.
    public enum Kind {
        /// One link in a hundred reports all its values.
        REPORTS,
        /// One fact in a hundred, wherever it is.
        SCATTERED,
        /// As many, without consequence.
        WANDER
    }

    private final List<List<Delta>> epochs = new ArrayList<>();
    private Program program = CarePrograms.flat();
    private Feed feed = new Feed(program, 1);
    private Interpreted engine = Interpreted.engine(program, Evaluation.WATCHED, feed);
    private Instant now = Course.BEGIN;
    private List<Input> news = List.of();
    private int epoch;

    @Setup
    public void load() {
        Links links = new Links(tasks, 1);
        feed = new Feed(program, tasks);
        engine = Interpreted.engine(program, evaluation, feed);
        if (kind == Kind.WANDER) {
            links.heal();
        }
        engine.step(links.all(), now);
        for (int i = 0; i < DRAWN; i++) {
            epochs.add(
                    switch (kind) {
                        case REPORTS -> links.reports(tasks / 100);
                        case SCATTERED -> links.scattered(tasks / 10);
                        case WANDER -> links.wander(tasks / 10);
                    });
        }
    }

    @Setup(Level.Invocation)
    public void draw() {
        now = now.plusMillis(1);
        news = feed.inputs(epochs.get(epoch++ % DRAWN), now);
    }

    @Benchmark
    public List<String> epoch() {
        return engine.take(news, now);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(PolicyEngineBench.class.getName()).build()).run();
    }
}
