package io.teleon.models.learning;

import java.util.Arrays;

/// Mixes the forecasts of several members by convex weights that follow who was right: the
/// Bernstein online aggregation of Wintenberger (Machine Learning 106, 2017) with a learning rate
/// for each member, on the gradient of the absolute error, so that the mixture competes with the
/// best fixed mixture and not just with the best member.
///
/// We depart in that the past fades, so that a mixture of long standing still follows, and in that
/// weights are not multiplied by the learning rates: those of our members hardly differ.
final class Mixture {

    private static final double FADING = 0.9995;
    private static final double FIRST_RANGE = 0.25;

    /// All members together keep this share in equal parts, so that whoever recovers is heard.
    private static final double LEAST_SHARE = 0.01;

    /// No single error counts for more than so many units.
    private static final double LARGEST_GAIN = 8;

    /// Natural logarithms of the weights to begin with.
    private final double[] prior;

    private final float[] regret;
    private final float[] square;
    private final float[] weight;
    private float range = (float) FIRST_RANGE;

    /// @param prior natural logarithms of the weights to begin with, which sum to 1
    Mixture(double[] prior) {
        this.prior = prior;
        regret = new float[prior.length];
        square = new float[prior.length];
        weight = new float[prior.length];
        weigh();
    }

    /// @param trust how far each member is to be heard, in (0, 1]
    double mix(double[] points, double[] trust) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < points.length; i++) {
            double share = weight[i] * trust[i];
            sum += share * points[i];
            total += share;
        }
        return sum / total;
    }

    /// The weights as they are, summing to 1.
    double[] weights() {
        double[] copy = new double[weight.length];
        Arrays.setAll(copy, i -> weight[i]);
        return copy;
    }

    /// Learns from what came.
    ///
    /// @param points what each member had said
    /// @param offset of the first of them
    /// @param unit in which errors are of about unit size
    void learn(float[] points, int offset, double actual, double unit) {
        double mixed = 0;
        for (int i = 0; i < weight.length; i++) {
            mixed += weight[i] * points[offset + i];
        }
        // Smoothed where the mixture is nearly right: a sign alone would make it restless there.
        double slope = Math.clamp(4 * (mixed - actual) / unit, -1, 1);
        for (int i = 0; i < weight.length; i++) {
            double gain = slope * (mixed - points[offset + i]) / unit;
            gain = Math.clamp(gain, -LARGEST_GAIN, LARGEST_GAIN);
            range = (float) Math.max(range, Math.abs(gain));
            square[i] = (float) (square[i] * FADING + gain * gain);
            regret[i] = (float) (regret[i] * FADING + gain - rate(i) * gain * gain);
        }
        weigh();
    }

    private void weigh() {
        double[] exponents = new double[weight.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] = prior[i] + rate(i) * regret[i];
            most = Math.max(most, exponents[i]);
        }
        double sum = 0;
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] = StrictMath.exp(exponents[i] - most);
            sum += exponents[i];
        }
        double least = LEAST_SHARE / weight.length;
        for (int i = 0; i < exponents.length; i++) {
            weight[i] = (float) ((1 - LEAST_SHARE) * exponents[i] / sum + least);
        }
    }

    private double rate(int member) {
        double spread = Math.sqrt(-prior[member] / Math.max(square[member], 1e-6));
        return Math.min(1 / (2.0 * range), spread);
    }
}
