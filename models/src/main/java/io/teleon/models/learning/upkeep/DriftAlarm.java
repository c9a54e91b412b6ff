package io.teleon.models.learning.upkeep;

/// Notices that a model has become worse than it was: the test of Page and Hinkley (Page,
/// Biometrika 41, 1954; as for concept drift in Gama et al., ACM Computing Surveys 46, 2014) on the
/// ratio of its loss to that of the best naive forecaster. By the ratio, for on a restless day all
/// err more and no model has decayed.
///
/// Raises once, then begins anew.
public final class DriftAlarm {

    /// Hours before anything is said.
    public static final int LEAST_SEEN = 24;

    /// An increase of the ratio that does not matter.
    private static final double TOLERATED = 0.02;

    /// The sum of what is beyond it, in hours, that raises the alarm.
    private static final double RAISED_AT = 0.75;

    /// One hour counts for no more than this, so that one alone raises nothing.
    private static final double LARGEST = 1.5;

    private long seen;
    private double mean;
    private double sum;
    private double least;

    /// An hour has passed.
    ///
    /// @param loss of the model, not negative
    /// @param naive loss of the best naive forecaster over the same forecasts; an hour in which it
    ///   is zero says nothing
    /// @return whether skill has decayed
    public boolean add(double loss, double naive) {
        if (!(loss >= 0) || !(naive >= 0)) {
            throw new IllegalArgumentException(
                    "losses " + loss + " and " + naive + " are not numbers from 0 on");
        }
        if (naive == 0) {
            return false;
        }
        double ratio = Math.min(LARGEST, loss / naive);
        seen++;
        mean += (ratio - mean) / (double) seen;
        sum += ratio - mean - TOLERATED;
        least = Math.min(least, sum);
        if (seen >= LEAST_SEEN && sum - least > RAISED_AT) {
            reset();
            return true;
        }
        return false;
    }

    /// Another model is in force.
    public void reset() {
        seen = 0;
        mean = 0;
        sum = 0;
        least = 0;
    }

    /// The mean ratio since it began, 0 before anything was seen.
    public double ratio() {
        return mean;
    }
}
