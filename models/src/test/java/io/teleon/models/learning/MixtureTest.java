package io.teleon.models.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class MixtureTest {

    private static final int BINS = 6000;

    @Property(tries = 60)
    void isNeverMuchWorseThanItsBestMember(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int members = Members.COUNT;
        double[] bias = new double[members];
        double[] noise = new double[members];
        double[] loss = new double[members];
        for (int i = 0; i < members; i++) {
            bias[i] = random.nextGaussian() * random.nextInt(3);
            noise[i] = 0.2 + 3 * random.nextDouble();
        }
        Mixture mixture = new Mixture(Members.NEAR_PRIOR);
        double[] whole = new double[members];
        Arrays.fill(whole, 1);
        double mixed = 0;
        double[] points = new double[members];
        float[] kept = new float[members];
        for (int bin = 0; bin < BINS; bin++) {
            double actual = 10 * Math.sin(bin / 50.0);
            for (int i = 0; i < members; i++) {
                points[i] = actual + bias[i] + noise[i] * random.nextGaussian();
                kept[i] = (float) points[i];
                loss[i] += Math.abs(points[i] - actual);
            }
            mixed += Math.abs(mixture.mix(points, whole) - actual);
            mixture.learn(kept, 0, actual, 1);
        }
        double best = Arrays.stream(loss).min().orElseThrow();
        assertTrue(mixed <= 1.01 * best + 60, mixed + " against " + best);
    }

    @Test
    void weightsAreConvexAndNobodyIsSilencedForGood() {
        Mixture mixture = new Mixture(Members.NEAR_PRIOR);
        float[] points = {9, 9, 9, 9, 9, 9, 9, 0};
        for (int bin = 0; bin < 2000; bin++) {
            mixture.learn(points, 0, 0, 1);
        }

        double[] weights = mixture.weights();
        assertEquals(1, Arrays.stream(weights).sum(), 1e-6);
        assertTrue(Arrays.stream(weights).allMatch(weight -> weight > 0.001));
        assertTrue(weights[7] > 0.98);
    }
}
