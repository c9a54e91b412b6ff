package io.teleon.models.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The newest judged forecasts of a series at the next bin, three and twelve bins ahead.
final class JudgedRing {

    private static final int[] KEPT = {0, 2, Horizons.NEAR - 1};
    private static final int BINS = 96;
    private static final int WIDTH = 4;

    private final float[] ring = new float[BINS * KEPT.length * WIDTH];
    private final long[] bins = new long[BINS];
    private long count;

    /// Begins a bin in which something came.
    void open(long bin) {
        int slot = (int) (count % BINS);
        bins[slot] = bin;
        java.util.Arrays.fill(
                ring, slot * KEPT.length * WIDTH, (slot + 1) * KEPT.length * WIDTH, Float.NaN);
        count++;
    }

    void add(int horizon, double[] quantiles, double actual) {
        for (int kept = 0; kept < KEPT.length; kept++) {
            if (KEPT[kept] == horizon) {
                int at = ((int) ((count - 1) % BINS) * KEPT.length + kept) * WIDTH;
                ring[at] = (float) quantiles[1];
                ring[at + 1] = (float) quantiles[2];
                ring[at + 2] = (float) quantiles[3];
                ring[at + 3] = (float) actual;
            }
        }
    }

    List<Judged> newestFirst(Duration step) {
        List<Judged> judged = new ArrayList<>();
        for (long i = count - 1; i >= Math.max(0, count - BINS); i--) {
            int slot = (int) (i % BINS);
            for (int kept = 0; kept < KEPT.length; kept++) {
                int at = (slot * KEPT.length + kept) * WIDTH;
                if (!Float.isNaN(ring[at])) {
                    int steps = KEPT[kept] + 1;
                    judged.add(
                            new Judged(
                                    Instant.ofEpochSecond((bins[slot] - steps) * step.toSeconds()),
                                    step.multipliedBy(steps),
                                    ring[at],
                                    ring[at + 1],
                                    ring[at + 2],
                                    ring[at + 3]));
                }
            }
        }
        return judged;
    }
}
