package io.teleon.models.learning.network;

/// The hyperbolic tangent as a rational function: the minimax approximation of degree 13/6 that
/// Eigen uses, within 5e-7 of the true one, for `StrictMath.tanh` takes fifty times as long. The
/// logistic function is (1 + tanh(x/2)) / 2.
///
/// Only `float` multiplication, addition and division in a fixed order: the same bits everywhere.
final class Squash {

    private static final float LARGEST = 7.905311f;

    private Squash() {}

    /// The hyperbolic tangent of each.
    static void tangents(float[] values) {
        for (int i = 0; i < values.length; i++) {
            float x = Math.max(-LARGEST, Math.min(LARGEST, values[i]));
            float s = x * x;
            float p = -2.7607684e-16f * s + 2.000188e-13f;
            p = p * s - 8.604672e-11f;
            p = p * s + 5.1222973e-8f;
            p = p * s + 1.48572235e-5f;
            p = p * s + 6.3726195e-4f;
            p = p * s + 4.8935246e-3f;
            float q = 1.1982584e-6f * s + 1.1853471e-4f;
            q = q * s + 2.2684347e-3f;
            q = q * s + 4.893525e-3f;
            values[i] = x * p / q;
        }
    }
}
