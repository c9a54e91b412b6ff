package io.teleon.models.learning;

/// Which members have just been caught out. Weights follow who is right over days; when something
/// begins that was not there before, as a surge after a quiet week, those who expect it to pass are
/// wrong at once and by much, and must not be asked until they are right again.
final class Surprise {

    /// The last errors count over about so many bins.
    private static final double BINS = 3;

    /// So many units more than the best is nothing special.
    private static final double USUAL = 1.3;

    private static final double HALVED = 1.2;

    private final float[] errors;

    Surprise(int members) {
        errors = new float[members];
    }

    /// What each had said of the bin that came.
    void learn(float[] points, int offset, double actual, double unit) {
        for (int i = 0; i < errors.length; i++) {
            double error = Math.min(30, Math.abs(points[offset + i] - actual) / unit);
            errors[i] += (float) ((error - errors[i]) / BINS);
        }
    }

    /// How far each is to be heard, in (0, 1]; 1 for all as long as none is much worse than
    /// another.
    void trust(double[] trust) {
        double least = Double.POSITIVE_INFINITY;
        for (float error : errors) {
            least = Math.min(least, error);
        }
        for (int i = 0; i < trust.length; i++) {
            double excess = Math.max(0, errors[i] - least - USUAL) / HALVED;
            trust[i] = 1 / (1 + excess * excess * excess * excess);
        }
    }
}
