package io.teleon.policies.engine;

import java.util.ArrayList;
import java.util.List;

/// The samples of one fact that windows ask for: the newest, in the order of time, then of arrival.
/// Changes with each.
final class SampleList extends Source {

    private static final int MOST = 1024;

    private final List<Facts.Sample> samples = new ArrayList<>();
    private long first;

    SampleList(Facts.Samples content) {
        first = content.first();
        samples.addAll(content.samples());
    }

    SampleList(long at, double value) {
        first = at;
        samples.add(new Facts.Sample(at, value));
    }

    void add(long at, double value) {
        int place = samples.size();
        while (place > 0 && samples.get(place - 1).at() > at) {
            place--;
        }
        samples.add(place, new Facts.Sample(at, value));
        if (samples.size() > MOST) {
            samples.removeFirst();
        }
        first = Math.min(first, at);
        changed();
    }

    /// The earliest time of measurement since the fact was last missing.
    long first() {
        return first;
    }

    /// Those in `(from, to]`.
    List<Facts.Sample> between(long from, long to) {
        int begin = samples.size();
        while (begin > 0 && samples.get(begin - 1).at() > from) {
            begin--;
        }
        int end = samples.size();
        while (end > begin && samples.get(end - 1).at() > to) {
            end--;
        }
        return samples.subList(begin, end);
    }

    Facts.Samples content() {
        return new Facts.Samples(first, List.copyOf(samples));
    }
}
