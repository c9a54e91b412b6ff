package io.teleon.models.learning;

import io.teleon.models.time.Chance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Series with the habits of traffic, to learn from before any network was seen: the shape of a day
/// and of a week, noise that remembers, steady ramps, flash crowds, and levels that shift. Each
/// series has its own size, noise, phase and share of these.
final class GeneratedSeries {

    private static final int DAY_BINS = 288;

    private GeneratedSeries() {}

    /// @return by series, bins of five minutes from the beginning of a week, above zero
    static List<double[]> draw(Chance chance, int series, int bins) {
        List<double[]> drawn = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            drawn.add(drawOne(chance.stream("series " + i), bins));
        }
        return drawn;
    }

    private static double[] drawOne(RandomGenerator random, int bins) {
        double size = StrictMath.exp(random.nextGaussian() * 2);
        double swing = random.nextDouble() * 0.6;
        double phase = random.nextDouble() * 2 * Math.PI;
        double second = random.nextDouble() * 0.3 * swing;
        double weekend = 1 - random.nextDouble() * 0.3;
        // From a twentieth of a percent, as in aggregates, to a third, as in small flows.
        double noise = 0.0005 * StrictMath.exp(random.nextDouble() * 6.5);
        double remembers = 0.3 + 0.65 * random.nextDouble();
        double jitter = noise * random.nextDouble();
        double[] factor = events(random, bins);
        double[] values = new double[bins];
        double carried = 0;
        for (int bin = 0; bin < bins; bin++) {
            double angle = 2 * Math.PI * bin / DAY_BINS + phase;
            double shape = 1 + swing * StrictMath.sin(angle) + second * StrictMath.sin(2 * angle);
            double week = bin / DAY_BINS % 7 >= 5 ? weekend : 1;
            carried =
                    remembers * carried
                            + Math.sqrt(1 - remembers * remembers) * random.nextGaussian();
            double wander = StrictMath.exp(noise * carried + jitter * random.nextGaussian());
            values[bin] = size * shape * week * factor[bin] * wander;
        }
        return values;
    }

    /// What the happenings make of the level, bin by bin.
    private static double[] events(RandomGenerator random, int bins) {
        double[] logarithm = new double[bins];
        double perDay = 4 * random.nextDouble();
        double day = bins / (double) DAY_BINS;
        for (int i = 0; i < perDay * day; i++) {
            ramp(logarithm, random);
        }
        for (int i = 0; i < 0.7 * random.nextDouble() * day; i++) {
            flashCrowd(logarithm, random);
        }
        for (int i = 0; i < 0.5 * random.nextDouble() * day; i++) {
            shift(logarithm, random);
        }
        for (int bin = 0; bin < bins; bin++) {
            logarithm[bin] = StrictMath.exp(Math.clamp(logarithm[bin], -2, 2));
        }
        return logarithm;
    }

    /// Up or down at a steady pace over half an hour to four hours, a while there, and back.
    private static void ramp(double[] logarithm, RandomGenerator random) {
        int from = random.nextInt(logarithm.length);
        int rise = 6 + random.nextInt(42);
        int hold = random.nextInt(36);
        int fall = 6 + random.nextInt(42);
        double height = 0.1 + 0.9 * random.nextDouble();
        double end = random.nextInt(3) == 0 ? 1 / (1 + height) : 1 + height;
        for (int i = 0; i < rise + hold + fall && from + i < logarithm.length; i++) {
            double part =
                    i < rise
                            ? (i + 1.0) / rise
                            : i < rise + hold ? 1 : 1 - (i - rise - hold + 1.0) / fall;
            logarithm[from + i] += StrictMath.log(1 + part * (end - 1));
        }
    }

    private static void flashCrowd(double[] logarithm, RandomGenerator random) {
        int from = random.nextInt(logarithm.length);
        int rise = 1 + random.nextInt(3);
        double decay = 4 + 14 * random.nextDouble();
        double height = 0.3 + 1.7 * random.nextDouble();
        for (int i = 0; i < 72 && from + i < logarithm.length; i++) {
            double part = i < rise ? (i + 1.0) / rise : StrictMath.exp(-(i - rise + 1) / decay);
            logarithm[from + i] += StrictMath.log1p(height * part);
        }
    }

    private static void shift(double[] logarithm, RandomGenerator random) {
        int from = random.nextInt(logarithm.length);
        double by = 0.4 * random.nextGaussian();
        for (int bin = from; bin < logarithm.length; bin++) {
            logarithm[bin] += by;
        }
    }
}
