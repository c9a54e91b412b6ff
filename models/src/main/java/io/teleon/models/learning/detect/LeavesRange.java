package io.teleon.models.learning.detect;

/// A value outside the range in which all before it were: the rule of one line that does better on
/// public series than many a famous detector, and so the floor for every other one.
///
/// How surprising it is grows with how far outside it is, in widths of the range.
final class LeavesRange implements Detector {

    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private int rows;
    private double surprise;

    @Override
    public double step(long second, long since, double value) {
        surprise = 0;
        double width = most - least;
        double beyond = Math.max(value - most, least - value);
        if (rows > 1 && beyond > 0) {
            double far = width > 0 ? beyond / width : 1;
            surprise = Math.min(MOST_SURPRISE, StrictMath.log10(rows + 1.0) * (1 + far));
        }
        least = Math.min(least, value);
        most = Math.max(most, value);
        rows = Math.min(rows + 1, 1 << 30);
        return surprise;
    }

    @Override
    public Sign sign() {
        return surprise > 0 ? Sign.LEVEL : Sign.NONE;
    }

    @Override
    public void write(StateWriter out) {
        out.putInt(rows);
        out.putDouble(rows == 0 ? 0 : least);
        out.putDouble(rows == 0 ? 0 : most);
    }

    @Override
    public void read(StateReader in) {
        rows = in.takeCount("rows", 1 << 30);
        double low = in.takeDouble();
        double high = in.takeDouble();
        if (rows > 0) {
            least = low;
            most = high;
        }
    }
}
