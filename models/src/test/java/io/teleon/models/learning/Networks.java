package io.teleon.models.learning;

import java.util.SplittableRandom;

/// Networks with weights by chance.
public final class Networks {

    private Networks() {}

    public static LstmWeights drawn(long seed, int hidden) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = RecurrentInputs.COUNT;
        return new LstmWeights(
                inputs,
                hidden,
                QuantileHeads.COUNT,
                numbers(random, 4 * hidden * inputs),
                numbers(random, 4 * hidden * hidden),
                numbers(random, 4 * hidden),
                numbers(random, 4 * hidden),
                numbers(random, QuantileHeads.COUNT * hidden),
                numbers(random, QuantileHeads.COUNT));
    }

    public static float[] inputs(long seed, int bins) {
        return numbers(new SplittableRandom(seed), bins * RecurrentInputs.COUNT);
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() / 2);
        }
        return values;
    }
}
