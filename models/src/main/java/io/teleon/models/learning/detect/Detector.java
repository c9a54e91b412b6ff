package io.teleon.models.learning.detect;

/// Reads one series row by row and says how surprising each row is. Owned by one thread.
public interface Detector {

    /// No surprise is larger: one in 10^30 says no more than that it was never seen.
    double MOST_SURPRISE = 30;

    /// No measurement is larger: what is came from a fault of its own, and would drown all others.
    double LARGEST = 1e18;

    /// Whether a row has no value that one could learn from.
    static boolean isMissing(double value) {
        return !(Math.abs(value) <= LARGEST);
    }

    /// Takes a row that has a value and is later than the row before it; [Strongest] leaves out
    /// those that are not.
    ///
    /// @param second of the row since the epoch
    /// @param since the row before, in seconds, at least 1; 0 for the first one
    /// @return minus the decimal logarithm of its p-value, in [0, [#MOST_SURPRISE]]
    double step(long second, long since, double value);

    /// What was odd about the last row, where it was a surprise.
    Sign sign();

    /// Writes all that it has learned.
    void write(StateWriter out);

    /// Takes over what another one of its kind wrote.
    ///
    /// @throws IllegalArgumentException where it is not such a state; this one is then not to be
    ///   used any more
    void read(StateReader in);
}
