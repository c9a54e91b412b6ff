package io.teleon.tests.bench;

import io.teleon.models.time.Chance;
import io.teleon.models.traffic.FluidSolver;
import io.teleon.simulator.bench.DrawnDemands;
import io.teleon.simulator.bench.RandomNetwork;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/// The fluid network of 1000 nodes, as in `teleon bench fluid`: all demands at once, and one of
/// them sent another way and back.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FluidSolveBench {

    private static final int NODES = 1000;

    @Param({"1000", "10000", "100000", "1000000"})
    private int demands;

    /// By load 1 every link has room.
    @Param({"0.9", "1.02", "1.2"})
    private double load;

    private DrawnDemands drawn =
            new DrawnDemands(RandomNetwork.of(2, new Chance(1)), 1, new Chance(1));
    private FluidSolver solver = drawn.solver(1);
    private int changed;
    private int[] detour = {};

    @Setup
    public void draw() {
        drawn = new DrawnDemands(RandomNetwork.of(NODES, new Chance(1)), demands, new Chance(1));
        solver = drawn.solver(load);
        solver.solveAll();
        changed = drawn.some(1)[0];
        detour = drawn.detour(changed);
    }

    @Benchmark
    public double everything() {
        solver.solveAll();
        return solver.delivered(changed);
    }

    @Benchmark
    public double oneChangeAndBack() {
        solver.reroute(changed, detour);
        solver.solve();
        solver.reroute(changed, drawn.path(changed));
        solver.solve();
        return solver.delivered(changed);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(FluidSolveBench.class.getName()).build()).run();
    }
}
