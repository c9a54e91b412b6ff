package io.teleon.models.learning;

import io.teleon.models.learning.network.Architecture;
import io.teleon.models.learning.network.NetworkLayer;
import io.teleon.models.learning.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Networks with weights by chance.
public final class Networks {

    private Networks() {}

    public static NetworkWeights drawn(Architecture architecture, long seed, int hidden) {
        SplittableRandom random = new SplittableRandom(seed);
        int inputs = RecurrentInputs.COUNT;
        List<float[]> arrays = new ArrayList<>();
        for (NetworkLayer.Shape shape : architecture.shapes(inputs, hidden, QuantileHeads.COUNT)) {
            arrays.add(numbers(random, shape.count()));
        }
        return new NetworkWeights(architecture, inputs, hidden, QuantileHeads.COUNT, arrays);
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
