package io.teleon.models.learning.nab;

import io.teleon.models.learning.nab.Scored.Window;
import java.util.Arrays;
import java.util.List;

/// What a detector got right and wrong, before anything is said of what that is worth.
///
/// @param hits sum over the windows that were found, each 1 at its beginning and near 0 at its end
/// @param found how many windows were
/// @param missed how many were not
/// @param harm of the false alarms, each 1 far behind a window and less shortly after one
/// @param falseAlarms how many rows
/// @param quiet rows outside the windows that rightly raised none
public record Tally(double hits, int found, int missed, double harm, int falseAlarms, int quiet) {

    static final int NONE = -1;
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

    private static final double STEEPNESS = 5;
    private static final double FAR = 3;
    private static final double BEST = sigmoid(-1);

    /// NAB's scaled sigmoid.
    ///
    /// @param position -1 at the beginning of a window, 0 at its end, 1 a window's length later
    private static double sigmoid(double position) {
        return position > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * position)) - 1;
    }

    /// @param threshold from which on a score is a detection
    static Tally of(Scored series, double threshold) {
        double[] scores = series.scores();
        List<Window> windows = series.counted();
        int[] firstHit = new int[windows.size()];
        Arrays.fill(firstHit, NONE);
        double harm = 0;
        int falseAlarms = 0;
        int quiet = 0;
        for (int row = series.firstScored(); row < scores.length; row++) {
            int window = windowAt(windows, row);
            boolean detected = scores[row] >= threshold;
            if (window == NONE) {
                harm += detected ? harm(series, row) : 0;
                falseAlarms += detected ? 1 : 0;
                quiet += detected ? 0 : 1;
            } else if (detected && firstHit[window] == NONE) {
                firstHit[window] = row;
            }
        }
        double hits = 0;
        int found = 0;
        for (int window = 0; window < firstHit.length; window++) {
            if (firstHit[window] != NONE) {
                hits += hit(windows.get(window), firstHit[window]);
                found++;
            }
        }
        return new Tally(hits, found, windows.size() - found, harm, falseAlarms, quiet);
    }

    /// Which window a row is in, or [#NONE].
    static int windowAt(List<Window> windows, int row) {
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).first() <= row && row <= windows.get(i).last()) {
                return i;
            }
        }
        return NONE;
    }

    /// How good it is to detect a window at a row of it, at most 1.
    static double hit(Window window, int row) {
        return sigmoid(-(double) (window.last() - row + 1) / window.rows()) / BEST;
    }

    /// How bad a false alarm at a row is: less shortly after a window. A window within the
    /// probation is none to be found, but a false alarm may follow it.
    static double harm(Scored series, int row) {
        double nearest = -1;
        for (Window window : series.windows()) {
            if (window.last() < row) {
                nearest = sigmoid((double) (row - window.last()) / Math.max(1, window.rows() - 1));
            }
        }
        return -nearest;
    }

    Tally plus(Tally other) {
        return new Tally(
                hits + other.hits,
                found + other.found,
                missed + other.missed,
                harm + other.harm,
                falseAlarms + other.falseAlarms,
                quiet + other.quiet);
    }

    /// What it is worth, not yet normalised: NAB's score of a file.
    public double worth(Profile profile) {
        return profile.hit() * hits - profile.falseAlarm() * harm - profile.miss() * missed;
    }

    /// 0 for silence, 100 for finding every window at its first row without a false alarm.
    public double score(Profile profile) {
        int windows = found + missed;
        return 100
                * (worth(profile) + profile.miss() * windows)
                / (windows * (profile.hit() + profile.miss()));
    }

    public double recall() {
        return (double) found / (found + missed);
    }

    /// The share of its alarms that were right, each window counted once.
    public double precision() {
        return found + falseAlarms == 0 ? Double.NaN : (double) found / (found + falseAlarms);
    }
}
