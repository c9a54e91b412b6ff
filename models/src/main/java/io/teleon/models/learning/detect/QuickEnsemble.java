package io.teleon.models.learning.detect;

/// Forecasts the next row by four forecasters that cost next to nothing: the last value, two
/// exponential means, and what the time of day uses to bring. Each is heard by how small its recent
/// errors are beside those of the best.
///
/// It is not [io.teleon.models.learning.SeriesForecasters], whose 25 KB a series may be spent on
/// links but not on everything that is measured.
///
/// @param expected place of what each member expects next: the last value, the fast mean, the slow
///   mean, the day
/// @param errors place of how large the errors of each are of late
/// @param rows place of how many rows it has seen, of which [#LEAST] are enough
record QuickEnsemble(int expected, int errors, int rows) {

    private static final int MEMBERS = 4;
    private static final double FAST = 0.3;
    private static final double SLOW = 0.1;

    /// Errors count over about fifty rows.
    private static final double MEMORY = 0.02;

    /// Before so many rows it says nothing.
    private static final int LEAST = 10;

    static QuickEnsemble in(Memory.Plan plan) {
        return new QuickEnsemble(plan.sums(MEMBERS), plan.numbers(MEMBERS), plan.counts(1));
    }

    /// Forecasts a row, then learns from it.
    ///
    /// @param day what the day profile expects of it, or NaN
    /// @return how far it is above the forecast; NaN where there is none yet
    double step(Memory of, double value, double day) {
        double[] sums = of.sums;
        int count = of.counts[rows];
        sums[expected + 3] = day;
        double best = least(of.numbers);
        double residual = count < LEAST ? Double.NaN : value - forecast(of, best);
        for (int i = 0; i < MEMBERS; i++) {
            double forecast = sums[expected + i];
            boolean silent = Double.isNaN(forecast) || count == 0;
            double error = silent ? best : Math.abs(value - forecast);
            of.numbers[errors + i] += (float) (MEMORY * (error - of.numbers[errors + i]));
        }
        sums[expected] = value;
        double fast = sums[expected + 1];
        double slow = sums[expected + 2];
        sums[expected + 1] = count == 0 ? value : fast + FAST * (value - fast);
        sums[expected + 2] = count == 0 ? value : slow + SLOW * (value - slow);
        of.counts[rows] = (byte) Math.min(count + 1, LEAST);
        return residual;
    }

    private double least(float[] numbers) {
        return Math.min(
                Math.min(numbers[errors], numbers[errors + 1]),
                Math.min(numbers[errors + 2], numbers[errors + 3]));
    }

    private double forecast(Memory of, double least) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < MEMBERS; i++) {
            double forecast = of.sums[expected + i];
            if (!Double.isNaN(forecast)) {
                double error = of.numbers[errors + i];
                double ratio = error <= 0 ? 1 : least / error;
                double cube = ratio * ratio * ratio;
                double weight = cube * cube + 1e-9;
                sum += weight * forecast;
                weights += weight;
            }
        }
        return sum / weights;
    }

    void clear(Memory of) {
        of.counts[rows] = 0;
    }

    void write(StateWriter out, Memory of) {
        for (int i = 0; i < MEMBERS; i++) {
            out.putDouble(of.sums[expected + i]);
        }
        out.putFloats(of.numbers, errors, MEMBERS);
        out.putInt(of.counts[rows]);
    }

    void read(StateReader in, Memory of) {
        for (int i = 0; i < MEMBERS; i++) {
            of.sums[expected + i] = in.takeDouble();
        }
        in.takeFloats(of.numbers, errors, MEMBERS);
        of.counts[rows] = (byte) in.takeCount("rows", LEAST);
    }
}
