package io.teleon.models.learning.detect;

/// Lets one surprise through and holds back those that follow unless they are larger, for so many
/// rows: something that goes wrong is told once, and again when it gets worse or lasts.
///
/// It knows no threshold, so it serves whichever its reader chooses.
final class Refractory {

    private final int most;
    private double held;
    private int rows;

    /// @param most rows to hold back
    Refractory(int most) {
        this.most = most;
    }

    double step(double surprise) {
        rows++;
        if (surprise > held || rows > most) {
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
        rows = in.takeCount("rows held back", most + 1);
    }
}
