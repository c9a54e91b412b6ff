package io.teleon.models.learning.detect;

/// A series that only ever grew and begins anew far below: a counter whose device was started
/// again. Each fall of a series that has fallen before says less.
final class CounterReset implements Detector {

    /// So often it must have grown before it counts as a counter.
    private static final int LEAST_GROWTHS = 30;

    /// What begins anew is far below what it was.
    private static final double FAR_BELOW = 0.5;

    private double last = Double.NaN;
    private int growths;
    private int falls;

    @Override
    public double step(long second, long since, double value) {
        double surprise = 0;
        if (value > last) {
            growths = Math.min(growths + 1, 1 << 20);
        } else if (value < last) {
            boolean anew = value >= 0 && value < FAR_BELOW * last;
            if (anew && growths >= LEAST_GROWTHS * (1 + falls)) {
                // Nothing but growths: the next one is a fall with a chance of 1 in n + 2
                // (Laplace), and that it falls so far is worth three orders more.
                surprise = 3 + StrictMath.log10((growths + 2.0) / (falls + 1.0));
            }
            falls = Math.min(falls + 1, 1 << 10);
        }
        last = value;
        return surprise;
    }

    @Override
    public Sign sign() {
        return Sign.RESET;
    }

    @Override
    public void write(StateWriter out) {
        out.putDouble(last);
        out.putInt(growths);
        out.putInt(falls);
    }

    @Override
    public void read(StateReader in) {
        last = in.takeDouble();
        growths = in.takeCount("growths", 1 << 20);
        falls = in.takeCount("falls", 1 << 10);
    }
}
