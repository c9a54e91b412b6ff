package io.teleon.models.learning.detect;

/// Lets one surprise through and holds back those that follow unless they are larger, for so many
/// rows: something that goes wrong is told once, and again when it gets worse or lasts.
///
/// It knows no threshold, so it serves whichever its reader chooses.
final class Refractory {

    /// Rows for which a surprise holds back others: ten hours at five minutes.
    private static final int MOST_ROWS = 120;

    private double held;
    private int rows;

    double step(double surprise) {
        rows++;
        if (surprise > held || rows > MOST_ROWS) {
            held = surprise;
            rows = 0;
            return surprise;
        }
        return 0;
    }

    void write(StateWriter out) {
        out.putDouble(held);
        out.putInt(rows);
    }

    void read(StateReader in) {
        held = in.takeDouble();
        rows = in.takeCount("rows held back", MOST_ROWS + 1);
    }
}
