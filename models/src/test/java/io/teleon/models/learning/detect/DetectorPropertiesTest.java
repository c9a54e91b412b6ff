package io.teleon.models.learning.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DetectorPropertiesTest {

    /// Rows as telemetry has them at its worst: late, twice, after long gaps, missing, infinite,
    /// constant, in steps, tiny and huge.
    private static double[][] rows(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[count][];
        long second = 1_600_000_000;
        double level = 1;
        boolean constant = false;
        for (int i = 0; i < count; i++) {
            int chance = random.nextInt(100);
            second +=
                    chance == 0
                            ? random.nextLong(1_000_000)
                            : chance == 1 ? -random.nextLong(10_000) : chance == 2 ? 0 : 300;
            if (random.nextInt(80) == 0) {
                level = Math.pow(10, random.nextInt(-12, 18)) * (random.nextBoolean() ? 1 : -1);
                constant = random.nextBoolean();
            }
            double value = constant ? level : level * (1 + random.nextGaussian());
            int kind = random.nextInt(200);
            rows[i] =
                    new double[] {
                        second,
                        kind == 0
                                ? Double.NaN
                                : kind == 1
                                        ? Double.POSITIVE_INFINITY
                                        : kind == 2 ? Double.MAX_VALUE : kind == 3 ? 0 : value
                    };
        }
        return rows;
    }

    @Property(tries = 20)
    void whateverComesASurpriseIsANumberWithinItsBounds(@ForAll long seed, @ForAll Detectors kind) {
        Strongest detector = kind.make();
        for (double[] row : rows(seed, 500)) {
            double surprise = detector.step((long) row[0], row[1]);
            assertTrue(surprise >= 0 && surprise <= Detector.MOST_SURPRISE, "" + surprise);
            assertTrue(detector.raw() >= surprise);
        }
    }

    @Property(tries = 20)
    void oneThatIsRestoredGoesOnAsIfNothingHadHappened(
            @ForAll long seed, @ForAll Detectors kind, @ForAll @IntRange(max = 400) int saved) {
        double[][] rows = rows(seed, 500);
        Strongest detector = kind.make();
        for (double[] row : Arrays.copyOf(rows, saved)) {
            detector.step((long) row[0], row[1]);
        }
        byte[] state = detector.save();
        Strongest restored = kind.make();
        restored.restore(state);
        for (double[] row : Arrays.copyOfRange(rows, saved, rows.length)) {
            assertEquals(
                    detector.step((long) row[0], row[1]), restored.step((long) row[0], row[1]));
            assertEquals(detector.sign(), restored.sign());
        }
    }

    @Property(tries = 12)
    void theStateDoesNotGrow(@ForAll long seed, @ForAll Detectors kind) {
        Strongest detector = kind.make();
        int size = 0;
        for (double[] row : rows(seed, 500)) {
            detector.step((long) row[0], row[1]);
            if (size == 0) {
                size = detector.save().length;
            }
        }
        assertEquals(size, detector.save().length);
    }

    @Property(tries = 60)
    void aDamagedStateIsRefused(
            @ForAll long seed, @ForAll Detectors kind, @ForAll @IntRange(max = 2000) int where) {
        Strongest detector = kind.make();
        for (double[] row : rows(seed, 50)) {
            detector.step((long) row[0], row[1]);
        }
        byte[] state = detector.save();
        byte[] damaged = state.clone();
        damaged[where % state.length] ^= 1;
        assertThrows(IllegalArgumentException.class, () -> kind.make().restore(damaged));
        byte[] cut = Arrays.copyOf(state, where % state.length);
        assertThrows(IllegalArgumentException.class, () -> kind.make().restore(cut));
    }
}
