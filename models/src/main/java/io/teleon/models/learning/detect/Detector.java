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

    /// Takes a row. One whose time is not after that of the last changes nothing and is no
    /// surprise, unless many in a row say that the clock was set back.
    ///
    /// @param second of the row since the epoch
    /// @param value above [#LARGEST], infinite or NaN where it is missing
    /// @return minus the decimal logarithm of its p-value, in [0, [#MOST_SURPRISE]]
    double step(long second, double value);

    /// What was odd about the last row.
    Sign sign();

    /// Writes all that it has learned.
    void write(StateWriter out);

    /// Takes over what another one of its kind wrote.
    ///
    /// @throws IllegalArgumentException where it is not such a state; this one is then not to be
    ///   used any more
    void read(StateReader in);
}
