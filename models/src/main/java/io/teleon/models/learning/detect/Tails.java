package io.teleon.models.learning.detect;

import java.util.Arrays;

/// How surprising numbers are by the largest of their kind that were seen: peaks over a threshold,
/// as in SPOT (Siffer et al., KDD 2017), with the threshold at the smallest of the [#PEAKS]
/// largest.
///
/// Below the largest, the p-value is the share of those that were at least as large, which needs no
/// assumption (conformal: Vovk et al., 2005). Above it, the tail goes on as a generalised Pareto
/// distribution whose scale comes from the peaks and whose shape is given: so few peaks say too
/// little about both. There is no calibration phase, and nothing is kept of what is not large.
///
/// @param count of tails
/// @param seen place of how many numbers each has seen
/// @param peaks place of the peaks of each, ascending, infinitely small where there are not as many
///   yet
record Tails(int count, int seen, int peaks) {

    /// The only tail of a memory that holds nothing else.
    static final Tails SINGLE = new Tails(1, 0, 1);

    static final int PEAKS = 16;

    /// Of fewer rows nobody knows how the tail goes on.
    private static final int LEAST = 4 * PEAKS;

    /// No more rows count than are in two months of five minutes: a series changes over the years,
    /// and that a value is the largest ever is not worth more and more.
    static final int MOST_ROWS = 1 << 14;

    /// Of the tail, a little heavier than an exponential one; tried were 0 to 0.25.
    private static final double SHAPE = 0.05;

    private static final double LOG_10 = StrictMath.log(10);

    static Tails in(Memory.Plan plan, int count) {
        return new Tails(count, plan.numbers(count), plan.numbers(count * PEAKS));
    }

    /// A memory that holds nothing but these tails.
    float[] fresh() {
        float[] numbers = new float[count * (1 + PEAKS)];
        clear(numbers);
        return numbers;
    }

    /// Has all tails know of nothing.
    void clear(float[] numbers) {
        Arrays.fill(numbers, seen, seen + count, 0);
        Arrays.fill(numbers, peaks, peaks + count * PEAKS, Float.NEGATIVE_INFINITY);
    }

    /// Takes a number of a kind, and says how surprising it was before it was taken.
    ///
    /// @param exact a number; NaN says that there is none
    /// @param grain differences that are smaller mean nothing
    double step(float[] numbers, int tail, double exact, double grain) {
        double surprise = look(numbers, tail, exact, grain);
        learn(numbers, tail, exact);
        return surprise;
    }

    /// How surprising a number would be.
    double look(float[] numbers, int tail, double exact, double grain) {
        float value = (float) exact;
        float rows = numbers[seen + tail];
        int from = peaks + tail * PEAKS;
        return Float.isNaN(value) || rows < 2 || value <= numbers[from]
                ? 0
                : surprise(numbers, from, (int) rows, value, grain);
    }

    void learn(float[] numbers, int tail, double exact) {
        float value = (float) exact;
        if (Float.isNaN(value)) {
            return;
        }
        if (numbers[seen + tail] < MOST_ROWS) {
            numbers[seen + tail]++;
        }
        int at = peaks + tail * PEAKS;
        if (value <= numbers[at]) {
            return;
        }
        int last = at + PEAKS - 1;
        while (at < last && numbers[at + 1] < value) {
            numbers[at] = numbers[at + 1];
            at++;
        }
        numbers[at] = value;
    }

    private static double surprise(float[] numbers, int from, int rows, float value, double grain) {
        int first = from + Math.max(0, PEAKS - rows);
        int end = from + PEAKS;
        int larger = 0;
        double sum = 0;
        for (int i = first; i < end; i++) {
            larger += numbers[i] >= value - grain ? 1 : 0;
            sum += numbers[i];
        }
        if (larger > 0) {
            return StrictMath.log10((rows + 1.0) / (larger + 1.0));
        }
        double record = StrictMath.log10(rows + 1.0);
        double scale = sum / (end - first) - numbers[first];
        if (scale <= grain || rows < LEAST) {
            return record;
        }
        double beyond =
                StrictMath.log10((double) rows / (end - first))
                        + StrictMath.log1p(SHAPE * (value - numbers[first]) / scale)
                                / (SHAPE * LOG_10);
        return Math.min(Detector.MOST_SURPRISE, Math.max(record, beyond));
    }

    void write(StateWriter out, float[] numbers) {
        out.putFloats(numbers, peaks, count * PEAKS);
        for (int tail = 0; tail < count; tail++) {
            out.putInt((int) numbers[seen + tail]);
        }
    }

    void read(StateReader in, float[] numbers) {
        in.takeFloats(numbers, peaks, count * PEAKS);
        for (int tail = 0; tail < count; tail++) {
            numbers[seen + tail] = in.takeCount("rows", MOST_ROWS);
        }
    }
}
