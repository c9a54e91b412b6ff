package io.teleon.simulator.traffic;

import io.teleon.models.time.Chance;

/// Chance that can be asked anywhere: the draw at an index depends on the stream and the index
/// alone, so nothing has to be drawn in order. The mixing is that of SplittableRandom (Steele, Lea
/// & Flood, OOPSLA 2014), of which this is the stream without the generator.
record Draws(long key) {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    static Draws of(Chance chance, String name) {
        return new Draws(chance.stream(name).nextLong());
    }

    /// In [0, 1).
    double uniform(long index) {
        return (mixed(key + index * GOLDEN_GAMMA) >>> 11) * UNIT;
    }

    /// Mean 0 and variance 1 (Box & Muller, Ann. Math. Stat. 29, 1958).
    double gaussian(long index) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(2 * index)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(2 * index + 1));
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
