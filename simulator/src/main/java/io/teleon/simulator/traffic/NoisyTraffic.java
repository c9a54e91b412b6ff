package io.teleon.simulator.traffic;

import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Another source's traffic times a noise with mean 1 for each pair: lognormal, an AR(1) process on
/// a grid of one minute, straight between. The same days come in as many ways as there are seeds.
/// Single owner.
public final class NoisyTraffic implements TrafficSource {

    private static final int MINUTE = 60;
    private static final Duration MAX_MEMORY = Duration.ofMinutes(110);

    private final TrafficSource source;
    private final double deviation;
    private final AutoregressiveNoise process;
    private final Draws[] draws;

    /// The noise at the two minutes around the last time asked for.
    private long minute = Long.MIN_VALUE;

    private double[] before;
    private double[] after;

    private NoisyTraffic(TrafficSource source, double deviation, Duration memory, Chance chance) {
        this.source = source;
        this.deviation = deviation;
        process = new AutoregressiveNoise(memory.toMillis() / 60_000.0);
        draws =
                source.pairs().stream()
                        .map(pair -> Draws.of(chance, "noise " + pair))
                        .toArray(Draws[]::new);
        before = new double[draws.length];
        after = new double[draws.length];
    }

    /// @param deviation of the noise's logarithm, 0 to 3
    /// @param memory after so long its correlation has fallen to 1/e; at most 110 minutes
    public static NoisyTraffic of(
            TrafficSource source, double deviation, Duration memory, Chance chance) {
        if (!(deviation >= 0) || deviation > 3) {
            throw new IllegalArgumentException("deviation " + deviation + " is not 0..3");
        }
        if (memory.isNegative() || memory.compareTo(MAX_MEMORY) > 0) {
            throw new IllegalArgumentException("memory " + memory + " is not 0.." + MAX_MEMORY);
        }
        return new NoisyTraffic(source, deviation, memory, chance);
    }

    @Override
    public List<NodePair> pairs() {
        return source.pairs();
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        source.fill(time, bitsPerSecond);
        long second = time.getEpochSecond();
        remember(Math.floorDiv(second, MINUTE));
        double within = (Math.floorMod(second, MINUTE) + time.getNano() * 1e-9) / MINUTE;
        for (int pair = 0; pair < draws.length; pair++) {
            bitsPerSecond[pair] *= before[pair] + within * (after[pair] - before[pair]);
        }
    }

    private void remember(long wanted) {
        if (wanted == minute) {
            return;
        }
        if (wanted == minute + 1) {
            double[] spent = before;
            before = after;
            after = spent;
        } else {
            draw(wanted, before);
        }
        draw(wanted + 1, after);
        minute = wanted;
    }

    private void draw(long step, double[] noise) {
        for (int pair = 0; pair < draws.length; pair++) {
            noise[pair] =
                    StrictMath.exp(
                            deviation * process.at(draws[pair], step) - deviation * deviation / 2);
        }
    }
}
