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
final class Tails {

    static final int PEAKS = 16;

    /// Of fewer rows nobody knows how the tail goes on.
    private static final int LEAST = 4 * PEAKS;

    /// No more rows count than are in two months of five minutes: a series changes over the years,
    /// and that a value is the largest ever is not worth more and more.
    private static final int MOST_ROWS = 1 << 14;

    /// Of the tail, a little heavier than an exponential one; tried were 0 to 0.25.
    private static final double SHAPE = 0.05;

    private static final double LOG_10 = StrictMath.log(10);

    /// [tail, peak], each tail ascending, infinitely small where there are not as many yet.
    private final float[] peaks;

    private final int[] seen;

    Tails(int count) {
        peaks = new float[count * PEAKS];
        Arrays.fill(peaks, Float.NEGATIVE_INFINITY);
        seen = new int[count];
    }

    /// Takes a number of a kind, and says how surprising it was before it was taken.
    ///
    /// @param exact a number; NaN says that there is none
    /// @param grain differences that are smaller mean nothing
    double step(int tail, double exact, double grain) {
        double surprise = look(tail, exact, grain);
        learn(tail, exact);
        return surprise;
    }

    /// How surprising a number would be.
    double look(int tail, double exact, double grain) {
        float value = (float) exact;
        int from = tail * PEAKS;
        int count = seen[tail];
        return Float.isNaN(value) || count < 2 || value <= peaks[from]
                ? 0
                : surprise(from, count, value, grain);
    }

    void learn(int tail, double exact) {
        float value = (float) exact;
        if (Float.isNaN(value)) {
            return;
        }
        if (seen[tail] < MOST_ROWS) {
            seen[tail]++;
        }
        int from = tail * PEAKS;
        if (value <= peaks[from]) {
            return;
        }
        int at = from;
        while (at + 1 < from + PEAKS && peaks[at + 1] < value) {
            peaks[at] = peaks[at + 1];
            at++;
        }
        peaks[at] = value;
    }

    private double surprise(int from, int count, float value, double grain) {
        int first = from + Math.max(0, PEAKS - count);
        int end = from + PEAKS;
        int larger = 0;
        double sum = 0;
        for (int i = first; i < end; i++) {
            larger += peaks[i] >= value - grain ? 1 : 0;
            sum += peaks[i];
        }
        if (larger > 0) {
            return StrictMath.log10((count + 1.0) / (larger + 1.0));
        }
        double record = StrictMath.log10(count + 1.0);
        double scale = sum / (end - first) - peaks[first];
        if (scale <= grain || count < LEAST) {
            return record;
        }
        double beyond =
                StrictMath.log10((double) count / (end - first))
                        + StrictMath.log1p(SHAPE * (value - peaks[first]) / scale)
                                / (SHAPE * LOG_10);
        return Math.min(Detector.MOST_SURPRISE, Math.max(record, beyond));
    }

    void write(StateWriter out) {
        out.putFloats(peaks);
        for (int count : seen) {
            out.putInt(count);
        }
    }

    void read(StateReader in) {
        in.takeFloats(peaks);
        for (int i = 0; i < seen.length; i++) {
            seen[i] = in.takeCount("rows", MOST_ROWS);
        }
    }
}
