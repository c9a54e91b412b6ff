package io.teleon.models.learning.nab;

import io.teleon.models.learning.nab.Scored.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Lets the threshold fall over all scores, the highest first, and keeps the account as one row
/// after the other becomes a detection: one pass instead of one for each threshold.
final class Sweep {

    private record Detection(double score, int series, int row) {}

    private final List<Scored> series;
    private final Profile profile;
    private final List<List<Window>> windows;

    /// [series, window], the earliest detection so far.
    private final int[][] firstHits;

    private double worth;

    Sweep(List<Scored> series, Profile profile) {
        this.series = series;
        this.profile = profile;
        windows = series.stream().map(Scored::counted).toList();
        firstHits = new int[series.size()][];
        for (int i = 0; i < firstHits.length; i++) {
            firstHits[i] = new int[windows.get(i).size()];
            Arrays.fill(firstHits[i], Integer.MAX_VALUE);
        }
    }

    double best() {
        List<Detection> all = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            double[] scores = series.get(i).scores();
            for (int row = series.get(i).firstScored(); row < scores.length; row++) {
                all.add(new Detection(scores[row], i, row));
            }
        }
        all.sort(Comparator.comparingDouble(Detection::score).reversed());
        double best = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < all.size(); i++) {
            detect(all.get(i));
            boolean last = i + 1 == all.size() || all.get(i + 1).score() < all.get(i).score();
            if (last && worth > most) {
                most = worth;
                best = all.get(i).score();
            }
        }
        return best;
    }

    /// The account begins at silence, so that a window which is found is worth its miss, too.
    private void detect(Detection detection) {
        int row = detection.row();
        int window = Tally.windowAt(windows.get(detection.series()), row);
        if (window == Tally.NONE) {
            worth -= profile.falseAlarm() * Tally.harm(series.get(detection.series()), row);
            return;
        }
        Window in = windows.get(detection.series()).get(window);
        int before = firstHits[detection.series()][window];
        if (row < before) {
            firstHits[detection.series()][window] = row;
            worth +=
                    profile.hit() * Tally.hit(in, row)
                            + (before == Integer.MAX_VALUE
                                    ? profile.miss()
                                    : -profile.hit() * Tally.hit(in, before));
        }
    }
}
