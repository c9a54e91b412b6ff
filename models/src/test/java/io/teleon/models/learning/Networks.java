package io.teleon.models.learning;

import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkLayer;
import io.teleon.models.learning.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Networks with weights by chance, about as large as those of a network that begins to learn: by
/// larger ones a plain recurrent network becomes chaotic, and then no two ways of rounding say the
/// same after a hundred bins, however right each is.
public final class Networks {

    private Networks() {}

    public static NetworkWeights drawn(Architecture architecture, long seed, int hidden) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = RecurrentInputs.COUNT;
        List<float[]> arrays = new ArrayList<>();
        for (NetworkLayer.Shape shape : architecture.shapes(inputs, hidden, QuantileHeads.COUNT)) {
            arrays.add(numbers(random, shape.count(), 1 / Math.sqrt(Math.max(4, hidden))));
        }
        return new NetworkWeights(architecture, inputs, hidden, QuantileHeads.COUNT, arrays);
    }

    public static float[] inputs(long seed, int bins) {
        return numbers(new SplittableRandom(seed), bins * RecurrentInputs.COUNT, 0.5);
    }

    private static float[] numbers(SplittableRandom random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
