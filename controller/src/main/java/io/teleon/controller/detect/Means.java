package io.teleon.controller.detect;

import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What series were on the average of a bin. Bounded by the series that are read in it.
final class Means {

    private final Map<String, Mean> means = new TreeMap<>();

    private record Mean(double sum, int count) {

        Mean and(double value) {
            return new Mean(sum + value, count + 1);
        }
    }

    /// A value that is not a number says nothing.
    void add(String series, double value) {
        if (!Double.isNaN(value)) {
            means.merge(series, new Mean(value, 1), (before, _) -> before.and(value));
        }
    }

    /// The means of those that were read so often at least, in order; forgotten from now on.
    SequencedMap<String, Double> drain(int least) {
        SequencedMap<String, Double> drained = new TreeMap<>();
        means.forEach((series, mean) -> {
            if (mean.count() >= least) {
                drained.put(series, mean.sum() / mean.count());
            }
        });
        means.clear();
        return drained;
    }
}
