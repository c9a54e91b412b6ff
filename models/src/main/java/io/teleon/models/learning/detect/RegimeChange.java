package io.teleon.models.learning.detect;

import java.util.Arrays;

/// The probability that what a series follows has just become another: Bayesian online change point
/// detection (Adams & MacKay, 2007) for normal values of unknown mean and variance.
///
/// For each length of the run since the last change it keeps the posterior of mean and variance
/// (normal-gamma); runs longer than [#MOST_RUN] are one. The number that is judged by [Tails] is
/// how far the log-evidence of the young runs is above that of the old ones. Values are differences
/// to their usual size, for the prior is that of a series with deviation 1.
final class RegimeChange implements Detector {

    /// Rows; the last length stands for all that are longer.
    private static final int MOST_RUN = 150;

    /// A run is young for so many rows.
    private static final int YOUNG = 8;

    /// Changes are expected once in so many rows.
    private static final double USUAL_RUN = 500;

    private static final double PRIOR_ALPHA = 1;
    private static final double PRIOR_BETA = 0.5;
    private static final double PRIOR_KAPPA = 0.05;
    private static final double SIZE_WEIGHT = 0.01;

    /// log Gamma(alpha + 1/2) - log Gamma(alpha) - log(2 pi alpha) / 2, by run.
    private static final double[] NORMALISER = normaliser();

    private final float[] tail = Tails.SINGLE.fresh();

    /// For each run, probabilities that sum to 1.
    private final double[] runs = new double[MOST_RUN];

    private final double[] mean = new double[MOST_RUN];
    private final double[] beta = new double[MOST_RUN];

    /// Scratch: the runs after the row.
    private final double[] grown = new double[MOST_RUN];

    private double centre;
    private double size;
    private long rows;
    private double surprise;

    RegimeChange() {
        reset();
    }

    private void reset() {
        Arrays.fill(runs, 0);
        runs[0] = 1;
        Arrays.fill(mean, 0);
        Arrays.fill(beta, PRIOR_BETA);
    }

    /// From alpha 1 on in halves: Gamma(1.5) / Gamma(1), then each from the one before it.
    private static double[] normaliser() {
        double[] logs = new double[MOST_RUN];
        double ratio = StrictMath.sqrt(Math.PI) / 2;
        for (int run = 0; run < MOST_RUN; run++) {
            logs[run] = StrictMath.log(ratio) - 0.5 * StrictMath.log(2 * Math.PI * alpha(run));
            ratio = alpha(run) / ratio;
        }
        return logs;
    }

    private static double kappa(int run) {
        return PRIOR_KAPPA + run;
    }

    private static double alpha(int run) {
        return PRIOR_ALPHA + run / 2.0;
    }

    @Override
    public double step(long second, long since, double value) {
        surprise = 0;
        double off = rows == 0 ? 0 : value - centre;
        double weight = Math.max(SIZE_WEIGHT, 1.0 / (rows + 1));
        double before = size;
        centre = rows == 0 ? value : centre + weight * off;
        size += weight * (Math.abs(off) - size);
        rows = Math.min(rows + 1, 1L << 40);
        if (before > 0) {
            infer(Math.clamp(off / before, -50, 50));
            double young = 0;
            for (int run = 0; run < YOUNG; run++) {
                young += runs[run];
            }
            double odds = StrictMath.log((young + 1e-12) / (1 - young + 1e-12));
            surprise = rows > MOST_RUN ? Tails.SINGLE.step(tail, 0, odds, 0.1) : 0;
        }
        return surprise;
    }

    /// One row into the posterior of the run's length; a run that goes on is one longer.
    private void infer(double x) {
        double hazard = 1 / USUAL_RUN;
        double changed = 0;
        double sum = 0;
        int end = MOST_RUN - 1;
        Arrays.fill(grown, 0);
        for (int run = 0; run < MOST_RUN; run++) {
            if (runs[run] < 1e-12) {
                continue;
            }
            double joint = runs[run] * likelihood(run, x);
            grown[Math.min(run + 1, end)] += joint * (1 - hazard);
            changed += joint * hazard;
        }
        grown[0] = changed;
        for (double one : grown) {
            sum += one;
        }
        if (!(sum > 0)) {
            reset();
            return;
        }
        double oldMean = mean[end];
        double oldBeta = beta[end];
        boolean merged = runs[end] >= runs[end - 1];
        for (int run = end; run > 0; run--) {
            learn(run, x);
        }
        if (merged) {
            // The longest run forgets as fast as it learns: it stays as long as it is.
            double kappa = kappa(end);
            double off = x - oldMean;
            mean[end] = oldMean + off / (kappa + 1);
            beta[end] =
                    (oldBeta + kappa * off * off / (2 * (kappa + 1)))
                            * (alpha(end) / (alpha(end) + 0.5));
        }
        mean[0] = 0;
        beta[0] = PRIOR_BETA;
        for (int run = 0; run < MOST_RUN; run++) {
            runs[run] = grown[run] / sum;
        }
    }

    private void learn(int run, double x) {
        double kappa = kappa(run - 1);
        double off = x - mean[run - 1];
        mean[run] = mean[run - 1] + off / (kappa + 1);
        beta[run] = beta[run - 1] + kappa * off * off / (2 * (kappa + 1));
    }

    /// Of x under Student's distribution that a run predicts.
    private double likelihood(int run, double x) {
        double alpha = alpha(run);
        double kappa = kappa(run);
        double scale = beta[run] * (kappa + 1) / (alpha * kappa);
        double off = x - mean[run];
        return StrictMath.exp(
                NORMALISER[run]
                        - 0.5 * StrictMath.log(scale)
                        - (alpha + 0.5) * StrictMath.log1p(off * off / (2 * alpha * scale)));
    }

    @Override
    public Sign sign() {
        return surprise > 0 ? Sign.REGIME : Sign.NONE;
    }

    @Override
    public void write(StateWriter out) {
        Tails.SINGLE.write(out, tail);
        for (int run = 0; run < MOST_RUN; run++) {
            out.putDouble(runs[run]);
            out.putDouble(mean[run]);
            out.putDouble(beta[run]);
        }
        out.putDouble(centre);
        out.putDouble(size);
        out.putLong(rows);
    }

    @Override
    public void read(StateReader in) {
        Tails.SINGLE.read(in, tail);
        for (int run = 0; run < MOST_RUN; run++) {
            runs[run] = in.takeDouble();
            mean[run] = in.takeDouble();
            beta[run] = in.takeDouble();
        }
        centre = in.takeDouble();
        size = in.takeDouble();
        rows = Math.max(0, in.takeLong());
    }
}
