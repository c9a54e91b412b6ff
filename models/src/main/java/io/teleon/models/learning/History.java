package io.teleon.models.learning;

/// The last values of one series on its grid, newest first, with the running sizes that make series
/// of different size alike.
final class History {

    /// The change from bin to bin is averaged over so many bins.
    private static final double SCALE_BINS = 288;

    /// What moves more than usual is measured by how it moves now: over so many bins.
    private static final double RECENT_BINS = 12;

    private static final double HOUR_BINS = 12;
    private static final double HOURS_BINS = 60;
    private static final double SLOW_BINS = 288;

    /// A change that is smaller than this part of the level is taken for noise of the arithmetic.
    private static final double LEAST_CHANGE = 1e-3;

    private final float[] ring;
    private long pushed;
    private long seen;
    private double last;
    private double change;
    private double recent;
    private double size;
    private double hour;
    private double hours;
    private double slow;

    History(int bins) {
        ring = new float[bins];
    }

    /// @param value NaN where it is missing
    void push(double value) {
        ring[(int) (pushed % ring.length)] = (float) value;
        pushed++;
        if (Double.isNaN(value)) {
            return;
        }
        if (seen == 0) {
            last = value;
            hour = value;
            hours = value;
            slow = value;
        }
        seen++;
        change += (Math.abs(value - last) - change) / Math.min((double) seen, SCALE_BINS);
        recent += (Math.abs(value - last) - recent) / Math.min((double) seen, RECENT_BINS);
        size += (Math.abs(value) - size) / Math.min((double) seen, SCALE_BINS);
        hour += (value - hour) / Math.min((double) seen, HOUR_BINS);
        hours += (value - hours) / Math.min((double) seen, HOURS_BINS);
        slow += (value - slow) / Math.min((double) seen, SLOW_BINS);
        last = value;
    }

    /// The value of `lag` bins ago, 0 for the newest; NaN where it is missing or too long ago.
    double back(int lag) {
        return lag < 0 || lag >= ring.length || lag >= pushed
                ? Double.NaN
                : ring[(int) ((pushed - 1 - lag) % ring.length)];
    }

    /// The mean of the five values around `lag` bins ago, of those that are there.
    double around(int lag) {
        double sum = 0;
        int count = 0;
        for (int i = lag - 2; i <= lag + 2; i++) {
            double value = back(i);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    long seen() {
        return seen;
    }

    /// The newest value that is not missing.
    double last() {
        return last;
    }

    /// How much the series moves from bin to bin, above zero: the unit in which its changes are
    /// learned.
    double scale() {
        double scale = Math.max(Math.max(change, recent), LEAST_CHANGE * size);
        return scale > 0 ? scale : 1;
    }

    /// How large the values are.
    double size() {
        return size;
    }

    double hour() {
        return hour;
    }

    double hours() {
        return hours;
    }

    double slow() {
        return slow;
    }
}
