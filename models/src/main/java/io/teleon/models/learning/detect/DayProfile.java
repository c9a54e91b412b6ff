package io.teleon.models.learning.detect;

import java.util.Arrays;

/// What a series uses to be at each half hour of the day.
///
/// A bucket follows its last 25 minutes of rows, so that of five-minute rows it knows yesterday,
/// and of hourly rows the last five days.
final class DayProfile {

    private static final int BUCKETS = 48;
    private static final long DAY = 86_400;
    private static final double MOST_WEIGHT = 0.2;
    private static final double SECONDS = 1500;

    /// Before a bucket has seen so many rows it says nothing.
    private static final int LEAST = 4;

    private final float[] means = new float[BUCKETS];
    private final byte[] rows = new byte[BUCKETS];

    private static int bucket(long second) {
        return (int) (Math.floorMod(second, DAY) / (DAY / BUCKETS));
    }

    /// NaN where it does not know yet.
    double expect(long second) {
        int bucket = bucket(second);
        return rows[bucket] < LEAST ? Double.NaN : means[bucket];
    }

    /// @param step since the row before, in seconds
    void learn(long second, long step, double value) {
        int bucket = bucket(second);
        int count = Math.min(Byte.MAX_VALUE, rows[bucket] + 1);
        rows[bucket] = (byte) count;
        double weight = Math.max(1.0 / count, Math.min(MOST_WEIGHT, step / SECONDS));
        means[bucket] += (float) (weight * (value - means[bucket]));
    }

    void clear() {
        Arrays.fill(rows, (byte) 0);
    }

    void write(StateWriter out) {
        out.putFloats(means);
        out.putBytes(rows);
    }

    void read(StateReader in) {
        in.takeFloats(means);
        in.takeBytes(rows);
    }
}
