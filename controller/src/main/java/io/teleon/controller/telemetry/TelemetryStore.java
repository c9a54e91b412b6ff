package io.teleon.controller.telemetry;

import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The newest samples of every series: what agents report and what the control loop measures. For
/// any number of threads.
///
/// Bounded twice. Of each series the newest samples are kept. When there are as many series as may
/// be, a new one takes the place of the one that has been silent longest, if that is [#STALE] or
/// more; otherwise it is not kept, and counted.
///
/// Time only grows within a series: a sample that is not newer than the newest one, such as a
/// report that arrives a second time, is not kept, and counted.
public final class TelemetryStore {

    /// A series without a sample for so long may be forgotten.
    static final Duration STALE = Duration.ofMinutes(10);

    private static final int STANDARD_SERIES = 20_000;
    private static final int STANDARD_SAMPLES = 600;

    private final int maxSeries;
    private final int samplesPerSeries;
    private final ConcurrentHashMap<SeriesId, SampleRing> series = new ConcurrentHashMap<>();
    private final LongAdder kept = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder unplaced = new LongAdder();

    /// No series may be forgotten for a sample before this; saves looking at all of them again.
    private Instant nextForgetting = Instant.MIN;

    /// What it has taken and not taken.
    ///
    /// @param late samples not newer than the newest of their series
    /// @param unplaced samples of new series that found no room
    public record Counts(long kept, long late, long unplaced) {}

    public TelemetryStore(int maxSeries, int samplesPerSeries) {
        if (maxSeries < 1 || samplesPerSeries < 1) {
            throw new IllegalArgumentException(
                    maxSeries + " series of " + samplesPerSeries + " samples is no room");
        }
        this.maxSeries = maxSeries;
        this.samplesPerSeries = samplesPerSeries;
    }

    /// Ten minutes of seconds, of 20 000 series: 200 MB when it is full.
    public static TelemetryStore standard() {
        return new TelemetryStore(STANDARD_SERIES, STANDARD_SAMPLES);
    }

    public void add(List<Sample> samples) {
        Optional<SampleRing> ring = Optional.empty();
        Optional<SeriesId> last = Optional.empty();
        for (Sample sample : samples) {
            // Reports have the samples of a series together: most need no looking up.
            if (ring.isEmpty() || last.isEmpty() || !last.get().equals(sample.series())) {
                ring = ringOf(sample);
                last = Optional.of(sample.series());
            }
            if (ring.isEmpty()) {
                unplaced.increment();
            } else if (ring.get().add(sample.at(), sample.value())) {
                kept.increment();
            } else {
                late.increment();
            }
        }
    }

    public void add(Sample sample) {
        add(List.of(sample));
    }

    private Optional<SampleRing> ringOf(Sample sample) {
        return Optional.ofNullable(series.get(sample.series())).or(() -> newRing(sample));
    }

    private synchronized Optional<SampleRing> newRing(Sample sample) {
        SampleRing known = series.get(sample.series());
        if (known != null) {
            return Optional.of(known);
        }
        if (series.size() >= maxSeries && !forgetOne(sample.at())) {
            return Optional.empty();
        }
        SampleRing ring = new SampleRing(samplesPerSeries);
        series.put(sample.series(), ring);
        return Optional.of(ring);
    }

    private boolean forgetOne(Instant now) {
        if (now.isBefore(nextForgetting)) {
            return false;
        }
        List<Sample> latest = series.keySet().stream().flatMap(id -> latest(id).stream()).toList();
        Optional<Sample> oldest = latest.stream().min(OLDEST);
        if (oldest.isEmpty()) {
            return false;
        }
        nextForgetting = oldest.get().at().plus(STALE);
        if (now.isBefore(nextForgetting)) {
            return false;
        }
        series.remove(oldest.get().series());
        return true;
    }

    private static final Comparator<Sample> OLDEST =
            Comparator.comparing(Sample::at).thenComparing(Sample::series);

    /// Forgets every sample, as a restart does; the counts go on.
    public synchronized void clear() {
        series.clear();
        nextForgetting = Instant.MIN;
    }

    /// All that is known, in order.
    public List<SeriesId> series() {
        return series.keySet().stream().sorted().toList();
    }

    public Optional<Sample> latest(SeriesId id) {
        List<Sample> samples = new ArrayList<>(1);
        SampleRing ring = series.get(id);
        if (ring != null) {
            ring.readLatest((at, value) -> samples.add(new Sample(id, at, value)));
        }
        return samples.stream().findFirst();
    }

    /// The samples in [from, to), oldest first.
    public List<Sample> range(SeriesId id, Instant from, Instant to) {
        List<Sample> samples = new ArrayList<>();
        SampleRing ring = series.get(id);
        if (ring != null) {
            ring.read(from, to, (at, value) -> samples.add(new Sample(id, at, value)));
        }
        return List.copyOf(samples);
    }

    public Counts counts() {
        return new Counts(kept.sum(), late.sum(), unplaced.sum());
    }
}
