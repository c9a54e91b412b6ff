package io.teleon.models.learning.detect;

/// What a series uses to be at each half hour of the day.
///
/// A bucket follows its last 25 minutes of rows, so that of five-minute rows it knows yesterday,
/// and of hourly rows the last five days.
///
/// @param means place of what each bucket has been
/// @param rows place of how many rows each has seen
record DayProfile(int means, int rows) {

    private static final int BUCKETS = 48;
    private static final long DAY = 86_400;
    private static final double MOST_WEIGHT = 0.2;
    private static final double SECONDS = 1500;

    /// Before a bucket has seen so many rows it says nothing.
    private static final int LEAST = 4;

    static DayProfile in(Memory.Plan plan) {
        return new DayProfile(plan.numbers(BUCKETS), plan.counts(BUCKETS));
    }

    private static int bucket(long second) {
        return (int) (Math.floorMod(second, DAY) / (DAY / BUCKETS));
    }

    /// NaN where it does not know yet.
    double expect(Memory of, long second) {
        int bucket = bucket(second);
        return of.counts[rows + bucket] < LEAST ? Double.NaN : of.numbers[means + bucket];
    }

    /// @param step since the row before, in seconds
    void learn(Memory of, long second, long step, double value) {
        int bucket = bucket(second);
        int count = Math.min(Byte.MAX_VALUE, of.counts[rows + bucket] + 1);
        of.counts[rows + bucket] = (byte) count;
        double weight = Math.max(1.0 / count, Math.min(MOST_WEIGHT, step / SECONDS));
        int mean = means + bucket;
        of.numbers[mean] += (float) (weight * (value - of.numbers[mean]));
    }

    void write(StateWriter out, Memory of) {
        out.putFloats(of.numbers, means, BUCKETS);
        out.putBytes(of.counts, rows, BUCKETS);
    }

    void read(StateReader in, Memory of) {
        in.takeFloats(of.numbers, means, BUCKETS);
        in.takeCounts("rows of a half hour", of.counts, rows, BUCKETS);
    }
}
