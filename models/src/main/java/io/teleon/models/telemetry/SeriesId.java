package io.teleon.models.telemetry;

import java.util.Comparator;
import java.util.Optional;

/// One metric of one resource: `ifInOctets@port:00000000000000a1/3`.
public record SeriesId(Metric metric, Resource resource) implements Comparable<SeriesId> {

    private static final Comparator<SeriesId> ORDER =
            Comparator.comparing(SeriesId::resource).thenComparing(SeriesId::metric);

    public static SeriesId parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "series '" + text + "' is not METRIC@KIND:NAME"));
    }

    /// Knows the metrics of the catalogue only.
    public static Optional<SeriesId> tryParse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        return Metric.tryParse(text.substring(0, at))
                .flatMap(metric ->
                        Resource.tryParse(text.substring(at + 1))
                                .map(resource -> new SeriesId(metric, resource)));
    }

    @Override
    public int compareTo(SeriesId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return metric + "@" + resource;
    }
}
