package io.teleon.simulator.traffic;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.Location;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.models.traffic.NodePair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Traffic of a network that nobody measured: a gravity model (Roughan, "Simplifying the synthesis
/// of Internet traffic matrices", CCR 35, 2005) whose node masses are drawn from chance, times the
/// shape of day and week, times a noise with mean 1 for each pair, times bursts.
///
/// - *Gravity*: a pair's mean is the total times the product of both masses, by the sum over all
///   pairs. Masses are lognormal, each from a stream of its node's own.
/// - *Day and week*: a wave with its peak at 20:00 of the local solar time halfway between both
///   nodes (UTC where locations are unknown); Saturdays and Sundays lower, with a change over two
///   hours; the mean over a week is 1.
/// - *Noise*: lognormal with mean 1, an AR(1) process on a grid of one minute, straight between.
/// - *Bursts*: in each hour at most one for each pair, 2 to 20 minutes long, up and down within a
///   tenth of that. They come on top of the mean.
///
/// Everything is a function of seed, node ids and time. The last minute's noise is remembered.
public final class GeneratedTraffic implements TrafficSource {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;

    /// The epoch was a Thursday; days are counted from Monday.
    private static final int EPOCH_SINCE_MONDAY = 3 * DAY;

    private static final double PEAK_HOUR = 20;
    private static final double DEGREES_PER_HOUR = 15;
    private static final double MIN_BURST_SECONDS = 2 * MINUTE;
    private static final double MAX_BURST_SECONDS = 20 * MINUTE;

    private final TrafficShape shape;
    private final List<NodePair> pairs;

    /// By pair: mean rate, seconds to add to UTC, chance of noise and of bursts.
    private final double[] mean;

    private final double[] localSeconds;
    private final Draws[] noise;
    private final Draws[] bursts;

    private final AutoregressiveNoise process;

    /// The noise at the two minutes around the last time asked for.
    private long minute = Long.MIN_VALUE;

    private final double[] noiseBefore;
    private final double[] noiseAfter;

    private GeneratedTraffic(
            Topology topology, Bandwidth meanTotal, TrafficShape shape, Chance chance) {
        this.shape = shape;
        List<Node> nodes = topology.nodes();
        double[] mass = new double[nodes.size()];
        for (int i = 0; i < mass.length; i++) {
            double drawn = Draws.of(chance, "mass " + nodes.get(i).id()).gaussian(0);
            mass[i] = StrictMath.exp(shape.massDeviation() * drawn);
        }
        List<NodePair> all = new ArrayList<>();
        int count = Math.multiplyExact(nodes.size(), Math.max(0, nodes.size() - 1));
        mean = new double[count];
        localSeconds = new double[count];
        noise = new Draws[count];
        bursts = new Draws[count];
        double sum = 0;
        for (int i = 0; i < mass.length; i++) {
            for (int j = 0; j < mass.length; j++) {
                if (i != j) {
                    int pair = all.size();
                    all.add(new NodePair(nodes.get(i).id(), nodes.get(j).id()));
                    mean[pair] = mass[i] * mass[j];
                    sum += mean[pair];
                    localSeconds[pair] =
                            (solarSeconds(nodes.get(i)) + solarSeconds(nodes.get(j))) / 2;
                    noise[pair] = Draws.of(chance, "noise " + all.getLast());
                    bursts[pair] = Draws.of(chance, "burst " + all.getLast());
                }
            }
        }
        for (int pair = 0; pair < count; pair++) {
            mean[pair] *= meanTotal.bitsPerSecond() / sum;
        }
        pairs = List.copyOf(all);
        process = new AutoregressiveNoise(shape.noiseMemory().toMillis() / 60_000.0);
        noiseBefore = new double[count];
        noiseAfter = new double[count];
    }

    /// @param meanTotal of all pairs together over a week, without bursts
    public static GeneratedTraffic of(
            Topology topology, Bandwidth meanTotal, TrafficShape shape, Chance chance) {
        return new GeneratedTraffic(topology, meanTotal, shape, chance);
    }

    private static double solarSeconds(Node node) {
        return node.location().map(Location::longitude).orElse(0.0) / DEGREES_PER_HOUR * HOUR;
    }

    @Override
    public List<NodePair> pairs() {
        return pairs;
    }

    @Override
    public void fill(Instant time, double[] bitsPerSecond) {
        long second = time.getEpochSecond();
        double fraction = time.getNano() * 1e-9;
        rememberNoise(Math.floorDiv(second, MINUTE));
        double within = (Math.floorMod(second, MINUTE) + fraction) / MINUTE;
        for (int pair = 0; pair < mean.length; pair++) {
            bitsPerSecond[pair] =
                    mean[pair]
                            * dayAndWeek(second, fraction + localSeconds[pair])
                            * (noiseBefore[pair] + within * (noiseAfter[pair] - noiseBefore[pair]))
                            * burst(bursts[pair], second, fraction);
        }
    }

    private double dayAndWeek(long second, double plus) {
        double sinceMonday = Math.floorMod(second + EPOCH_SINCE_MONDAY, (long) WEEK) + plus;
        double hour = sinceMonday / HOUR;
        double day =
                1 + shape.dayAmplitude() * StrictMath.cos((hour - PEAK_HOUR) * StrictMath.PI / 12);
        double weekend = shape.weekendShare();
        double week =
                1 - (1 - weekend) * weekendness(hour - Math.floor(hour / (7 * 24)) * (7 * 24));
        return day * week / ((5 + 2 * weekend) / 7);
    }

    /// 0 on weekdays and 1 on the weekend, from one to the other within an hour of midnight.
    private static double weekendness(double hourSinceMonday) {
        double begun = Math.clamp((hourSinceMonday - (5 * 24 - 1)) / 2, 0, 1);
        double over = Math.clamp((hourSinceMonday - (7 * 24 - 1)) / 2, 0, 1);
        // The second half of the way back lies in the next week.
        double carried = Math.clamp((hourSinceMonday + 1) / 2, 0, 1);
        return smooth(begun) - smooth(over) + 1 - smooth(carried);
    }

    private static double smooth(double x) {
        return x * x * (3 - 2 * x);
    }

    private void rememberNoise(long wanted) {
        if (wanted == minute) {
            return;
        }
        boolean isNext = wanted == minute + 1;
        double deviation = shape.noiseDeviation();
        for (int pair = 0; pair < mean.length; pair++) {
            noiseBefore[pair] = isNext ? noiseAfter[pair] : factor(pair, wanted, deviation);
            noiseAfter[pair] = factor(pair, wanted + 1, deviation);
        }
        minute = wanted;
    }

    private double factor(int pair, long step, double deviation) {
        return deviation == 0
                ? 1
                : StrictMath.exp(
                        deviation * process.at(noise[pair], step) - deviation * deviation / 2);
    }

    private double burst(Draws draws, long second, double fraction) {
        if (shape.burstsPerDay() == 0) {
            return 1;
        }
        long hour = Math.floorDiv(second, HOUR);
        double within = Math.floorMod(second, HOUR) + fraction;
        // One that began in the hour before may last into this one.
        return burstOf(draws, hour, within) * burstOf(draws, hour - 1, within + HOUR);
    }

    /// @param within seconds since the beginning of that hour
    private double burstOf(Draws draws, long hour, double within) {
        if (draws.uniform(4 * hour) >= shape.burstsPerDay() / 24) {
            return 1;
        }
        double begin = draws.uniform(4 * hour + 1) * HOUR;
        double length =
                MIN_BURST_SECONDS
                        + draws.uniform(4 * hour + 2) * (MAX_BURST_SECONDS - MIN_BURST_SECONDS);
        double x = (within - begin) / length;
        double height = Math.clamp(10 * Math.min(x, 1 - x), 0, 1);
        double top =
                TrafficShape.MIN_BURST_FACTOR
                        + draws.uniform(4 * hour + 3)
                                * (shape.maxBurstFactor() - TrafficShape.MIN_BURST_FACTOR);
        return 1 + height * (top - 1);
    }
}
