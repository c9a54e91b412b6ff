package io.teleon.controller.predict;

import io.teleon.models.learning.ForecastModel;
import io.teleon.models.learning.Judged;
import io.teleon.models.learning.SeriesForecast;
import io.teleon.models.learning.SeriesForecasters;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One class of series: what a bin has seen of them so far, their forecasters, and what is
/// remembered of them where another model may come into force.
///
/// @param <K> what the series are of; its text is their name
final class SeriesClass<K extends Comparable<K>> {

    private final Map<K, Mean> means = new TreeMap<>();
    private final Optional<TrafficMemory> memory;
    private SeriesForecasters forecasters;

    /// What a bin has seen of one of them.
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double drain(int looks) {
            double mean = 2 * count >= looks && count > 0 ? sum / count : Double.NaN;
            sum = 0;
            count = 0;
            return mean;
        }
    }

    SeriesClass(ForecastModel model, Duration step, boolean remembers) {
        forecasters = SeriesForecasters.of(model, step);
        memory = remembers ? Optional.of(new TrafficMemory(step)) : Optional.empty();
    }

    // --- the bin under way

    void measured(K of, double value) {
        means.computeIfAbsent(of, _ -> new Mean()).add(value);
    }

    /// The means of the bin that is over, in order; NaN where less than half was measured.
    SequencedMap<K, Double> drain(int looks) {
        SequencedMap<K, Double> drained = new TreeMap<>();
        means.forEach((of, mean) -> drained.put(of, mean.drain(looks)));
        return drained;
    }

    static <K> SequencedMap<String, Double> named(SequencedMap<K, Double> values) {
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        values.forEach((of, value) -> named.put(of.toString(), value));
        return named;
    }

    /// Forgets the series of what is gone for good. Their traffic stays remembered as long as there
    /// is room: a model may still learn from it.
    ///
    /// @param present also what pauses
    void retain(Set<K> present) {
        means.keySet().retainAll(present);
        Set<String> names = new TreeSet<>();
        present.forEach(one -> names.add(one.toString()));
        for (String name : forecasters.series()) {
            if (!names.contains(name)) {
                forecasters.forget(name);
            }
        }
    }

    // --- what is over

    /// A bin begins to be told: it is remembered as a whole, so that who learns from it, or replays
    /// it, never meets half of one.
    void remember(Instant end, SequencedMap<String, Double> values) {
        memory.ifPresent(known -> values.forEach((name, value) -> known.add(name, end, value)));
    }

    void tell(String name, Instant end, double value) {
        forecasters.observe(name, end, value);
    }

    /// Where nothing is remembered there is none.
    Optional<TrafficMemory> memory() {
        return memory;
    }

    /// Forecasters of another model come in the place of those before.
    ///
    /// @param ready have seen all up to `seenTo`; what is remembered since they are told here
    void adopt(SeriesForecasters ready, Instant seenTo) {
        memory.ifPresent(known -> known.replay(seenTo, ready::observe));
        forecasters = ready;
    }

    SeriesForecasters forecasters() {
        return forecasters;
    }

    Optional<SeriesForecast> latest(K of) {
        return forecasters.latest(of.toString());
    }

    List<Judged> judged(K of) {
        return forecasters.judged(of.toString());
    }
}
