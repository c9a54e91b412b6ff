package io.teleon.models.learning.nab;

import java.util.Arrays;
import java.util.List;

/// One series with the scores of a detector and the windows in which something was wrong.
///
/// @param name `CATEGORY/FILE.csv`
/// @param scores one for each row, higher where it looks worse
/// @param windows ascending and apart
// Compared by what comes of it, never by equals; the array is copied on the way in.
@SuppressWarnings("ArrayRecordComponent")
public record Scored(String name, double[] scores, List<Window> windows) {

    /// So much of a series, but at most so many rows, is for learning and never scored.
    private static final double PROBATION = 0.15;

    private static final int MOST_PROBATION = 750;

    /// Rows `first` to `last`, both of them.
    public record Window(int first, int last) {

        public Window {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "rows " + first + " to " + last + " are no window");
            }
        }

        int rows() {
            return last - first + 1;
        }
    }

    public Scored {
        scores = scores.clone();
        for (double score : scores) {
            if (Double.isNaN(score)) {
                throw new IllegalArgumentException(name + " has a row without a score");
            }
        }
        windows = List.copyOf(windows);
        int after = -1;
        for (Window window : windows) {
            if (window.first() <= after || window.last() >= scores.length) {
                throw new IllegalArgumentException(
                        window + " of " + name + " overlaps another, or the end of the series");
            }
            after = window.last();
        }
    }

    public String category() {
        return name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    }

    /// The first row that counts.
    public int firstScored() {
        return Math.min((int) (PROBATION * scores.length), MOST_PROBATION);
    }

    /// The windows that do not lie in the probation as a whole.
    List<Window> counted() {
        return windows.stream().filter(window -> window.last() >= firstScored()).toList();
    }

    /// The scores that count, ascending.
    double[] sorted() {
        double[] counted = Arrays.copyOfRange(scores, firstScored(), scores.length);
        Arrays.sort(counted);
        return counted;
    }
}
