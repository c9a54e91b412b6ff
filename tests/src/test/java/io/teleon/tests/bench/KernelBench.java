package io.teleon.tests.bench;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.network.NetworkKernel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Steps of the shipped network, 32 cells, in plain Java on one core: the state of a series takes
/// one more input; and, apart, its quantiles are read.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBench {

    private static final int SERIES = 1000;

    private final NetworkKernel kernel =
            new NetworkKernel(ForecastModel.shipped().networks().getFirst());
    private final float[][] states = new float[SERIES][kernel.stateSize()];
    private final float[] input = new float[kernel.inputs()];
    private final float[] output = new float[kernel.outputs()];
    private int series;

    @Benchmark
    public float step() {
        series = (series + 1) % SERIES;
        input[0] = series * 0.001f;
        kernel.step(input, states[series]);
        return states[series][0];
    }

    @Benchmark
    public float read() {
        series = (series + 1) % SERIES;
        kernel.read(states[series], output);
        return output[0];
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(KernelBench.class.getName()).build()).run();
    }
}
