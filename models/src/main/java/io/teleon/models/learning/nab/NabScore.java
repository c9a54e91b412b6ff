package io.teleon.models.learning.nab;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Scores a set of series by the rules of the Numenta Anomaly Benchmark (Lavin & Ahmad, ICMLA 2015;
/// version 1.1).
public final class NabScore {

    private NabScore() {}

    /// What one threshold for all of them gives.
    public static Tally at(List<Scored> series, double threshold) {
        Tally sum = Tally.NOTHING;
        for (Scored one : series) {
            sum = sum.plus(Tally.of(one, threshold));
        }
        return sum;
    }

    /// The threshold that is best for these series by a profile; the highest of several as good,
    /// and above every score where saying nothing is best.
    public static double fit(List<Scored> series, Profile profile) {
        return new Sweep(series, profile).best();
    }

    /// The threshold of each category is fitted to the others, so that none is scored by what it
    /// was fitted to; the sum over all categories is what one may expect of series not seen yet.
    public static Tally leaveCategoryOut(List<Scored> series, Profile profile) {
        NavigableSet<String> categories = new TreeSet<>();
        series.forEach(one -> categories.add(one.category()));
        Tally sum = Tally.NOTHING;
        for (String category : categories) {
            List<Scored> others =
                    series.stream().filter(s -> !s.category().equals(category)).toList();
            List<Scored> left = series.stream().filter(s -> s.category().equals(category)).toList();
            double threshold = others.isEmpty() ? Double.POSITIVE_INFINITY : fit(others, profile);
            sum = sum.plus(at(left, threshold));
        }
        return sum;
    }
}
