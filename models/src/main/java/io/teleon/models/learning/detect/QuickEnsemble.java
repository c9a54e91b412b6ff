package io.teleon.models.learning.detect;

/// Forecasts the next row by four forecasters that cost next to nothing: the last value, two
/// exponential means, and what the time of day uses to bring. Each is heard by how small its recent
/// errors are beside those of the best.
///
/// It is not [io.teleon.models.learning.SeriesForecasters], whose 25 KB a series may be spent on
/// links but not on everything that is measured.
final class QuickEnsemble {

    private static final int MEMBERS = 4;
    private static final double FAST = 0.3;
    private static final double SLOW = 0.1;

    /// Errors count over about fifty rows.
    private static final double MEMORY = 0.02;

    /// Before so many rows it says nothing.
    private static final int LEAST = 10;

    /// What each member expects next: the last value, the fast mean, the slow mean, the day.
    private final double[] expected = new double[MEMBERS];

    private final float[] errors = new float[MEMBERS];
    private int rows;

    /// Forecasts a row, then learns from it.
    ///
    /// @param day what the day profile expects of it, or NaN
    /// @return how far it is above the forecast; NaN where there is none yet
    double step(double value, double day) {
        expected[3] = day;
        double residual = rows < LEAST ? Double.NaN : value - forecast();
        double best = least();
        for (int i = 0; i < MEMBERS; i++) {
            boolean silent = Double.isNaN(expected[i]) || rows == 0;
            double error = silent ? best : Math.abs(value - expected[i]);
            errors[i] += (float) (MEMORY * (error - errors[i]));
        }
        expected[0] = value;
        expected[1] = rows == 0 ? value : expected[1] + FAST * (value - expected[1]);
        expected[2] = rows == 0 ? value : expected[2] + SLOW * (value - expected[2]);
        rows = Math.min(rows + 1, LEAST);
        return residual;
    }

    private double least() {
        return Math.min(Math.min(errors[0], errors[1]), Math.min(errors[2], errors[3]));
    }

    private double forecast() {
        double least = least();
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < MEMBERS; i++) {
            if (!Double.isNaN(expected[i])) {
                double ratio = errors[i] <= 0 ? 1 : least / errors[i];
                double cube = ratio * ratio * ratio;
                double weight = cube * cube + 1e-9;
                sum += weight * expected[i];
                weights += weight;
            }
        }
        return sum / weights;
    }

    void clear() {
        rows = 0;
    }

    void write(StateWriter out) {
        for (double one : expected) {
            out.putDouble(one);
        }
        out.putFloats(errors);
        out.putInt(rows);
    }

    void read(StateReader in) {
        for (int i = 0; i < MEMBERS; i++) {
            expected[i] = in.takeDouble();
        }
        in.takeFloats(errors);
        rows = in.takeCount("rows", LEAST);
    }
}
