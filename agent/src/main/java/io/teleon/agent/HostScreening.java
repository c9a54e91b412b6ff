package io.teleon.agent;

import io.teleon.models.learning.detect.Finding;
import io.teleon.models.learning.detect.Screening;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds what is odd about a host's own measurements, on the host, without any configuration: the
/// means of gauges and the rates of counters over each minute are screened. Owned by the agent's
/// thread.
///
/// It says once that a series is odd, once that the host is (a third of its series at once), and
/// each minute which share of its series is.
public final class HostScreening {

    static final Duration BIN = Duration.ofMinutes(1);

    /// What grows by itself is never odd.
    private static final Metric ALWAYS_GROWS = Metric.UPTIME;

    private final Screening screening = new Screening();
    private final TreeMap<SeriesId, Bin> bins = new TreeMap<>();
    private final String host;
    private final SeriesId rate;
    private long open = Long.MIN_VALUE;

    /// What one minute has seen of a series.
    private static final class Bin {
        private double sum;
        private int count;
        private double first = Double.NaN;
        private Instant firstAt = Instant.EPOCH;
        private double last = Double.NaN;
        private Instant lastAt = Instant.EPOCH;

        void take(Sample sample) {
            if (Double.isNaN(first)) {
                first = sample.value();
                firstAt = sample.at();
            }
            last = sample.value();
            lastAt = sample.at();
            sum += sample.value();
            count++;
        }

        /// A counter's next minute begins with what this one ended with.
        double close(Metric.Kind kind) {
            double value =
                    switch (kind) {
                        case GAUGE -> count == 0 ? Double.NaN : sum / count;
                        case COUNTER -> {
                            double seconds = Duration.between(firstAt, lastAt).toMillis() / 1e3;
                            yield seconds <= 0 || last < first
                                    ? Double.NaN
                                    : (last - first) / seconds;
                        }
                    };
            sum = 0;
            count = 0;
            first = last;
            firstAt = lastAt;
            return value;
        }
    }

    /// @param events for the diary
    /// @param samples to be reported with the others
    record Look(List<AgentEvent> events, List<Sample> samples) {}

    public HostScreening(Resource.OfHost host) {
        this.host = host.toString();
        rate = new SeriesId(Metric.ANOMALY_RATE, host);
    }

    /// Takes the samples of one time.
    Look take(Instant now, List<Sample> samples) {
        long minute = Math.floorDiv(now.getEpochSecond(), BIN.toSeconds());
        Look look = minute > open && open != Long.MIN_VALUE ? close(now) : nothing();
        open = minute;
        for (Sample sample : samples) {
            if (!sample.series().metric().equals(ALWAYS_GROWS)) {
                if (bins.size() < Screening.MOST_SERIES) {
                    bins.computeIfAbsent(sample.series(), _ -> new Bin());
                }
                Bin bin = bins.get(sample.series());
                if (bin != null) {
                    bin.take(sample);
                }
            }
        }
        return look;
    }

    private static Look nothing() {
        return new Look(List.of(), List.of());
    }

    private Look close(Instant now) {
        Instant end = Instant.ofEpochSecond((open + 1) * BIN.toSeconds());
        List<AgentEvent> events = new ArrayList<>();
        for (Map.Entry<SeriesId, Bin> entry : bins.entrySet()) {
            double value = entry.getValue().close(entry.getKey().metric().kind());
            screening
                    .observe(host, entry.getKey().toString(), end, value)
                    .forEach(finding -> events.add(event(finding)));
        }
        screening.silent(end).forEach(finding -> events.add(event(finding)));
        return new Look(events, List.of(new Sample(rate, now, screening.rate(host, end))));
    }

    private static AgentEvent event(Finding finding) {
        return switch (finding) {
            case Finding.Odd odd ->
                    new AgentEvent.SeriesOdd(odd.series(), odd.sign().words(), odd.surprise());
            case Finding.OddNode node -> new AgentEvent.HostOdd(node.odd(), node.series());
        };
    }
}
