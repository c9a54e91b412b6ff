package io.teleon.agent.uplink;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Samples of one host as an OTLP metrics export request (OpenTelemetry Protocol 1.x).
///
/// Counters are monotonic cumulative sums, gauges are gauges; names and units are those of
/// [Metric]. The host is OTLP's resource (`host.id` is its [HostId]); an interface is the point's
/// attribute `network.interface.name`.
public final class OtlpMetrics {

    static final String SERVICE_NAME = "teleon-agent";
    static final String INTERFACE = "network.interface.name";

    /// A port of the switch beside the host, whose optics the agent reads.
    static final String CONNECT_POINT = "teleon.connect_point";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private OtlpMetrics() {}

    /// @param pattern what all points of the series have in common
    /// @param points those of its metric so far
    private record Series(NumberDataPoint pattern, List<NumberDataPoint> points) {}

    /// Metrics stand in the order of their first sample; the points of a metric in that of the
    /// samples.
    ///
    /// @throws IllegalArgumentException for a sample of anything but this host or its interfaces
    public static byte[] encode(Origin origin, List<Sample> samples) {
        SequencedMap<Metric, List<NumberDataPoint>> points = new LinkedHashMap<>();
        Map<SeriesId, Series> known = new HashMap<>();
        for (Sample sample : samples) {
            Series series =
                    known.computeIfAbsent(
                            sample.series(),
                            id ->
                                    new Series(
                                            pattern(id, origin),
                                            points.computeIfAbsent(
                                                    id.metric(), _ -> new ArrayList<>())));
            NumberDataPoint.Builder point =
                    series.pattern().toBuilder().setTimeUnixNano(nanos(sample.at()));
            if (isCount(sample)) {
                point.setAsInt((long) sample.value());
            } else {
                point.setAsDouble(sample.value());
            }
            series.points().add(point.build());
        }
        ScopeMetrics.Builder scope =
                ScopeMetrics.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("io.teleon.agent"));
        points.forEach((metric, ofMetric) -> scope.addMetrics(message(metric, ofMetric)));
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                        ResourceMetrics.newBuilder()
                                .setResource(resource(origin))
                                .addScopeMetrics(scope))
                .build()
                .toByteArray();
    }

    /// Counters go as integers, which they are; what is not exact any more in a double does not
    /// become so by looking like one.
    private static boolean isCount(Sample sample) {
        return sample.series().metric().kind() == Metric.Kind.COUNTER
                && Math.abs(sample.value()) < 0x1p53
                && sample.value() == Math.rint(sample.value());
    }

    private static io.opentelemetry.proto.metrics.v1.Metric message(
            Metric metric, List<NumberDataPoint> points) {
        var message =
                io.opentelemetry.proto.metrics.v1.Metric.newBuilder()
                        .setName(metric.name())
                        .setUnit(metric.unit().toString());
        return switch (metric.kind()) {
            case COUNTER ->
                    message.setSum(
                                    Sum.newBuilder()
                                            .setIsMonotonic(true)
                                            .setAggregationTemporality(
                                                    AggregationTemporality
                                                            .AGGREGATION_TEMPORALITY_CUMULATIVE)
                                            .addAllDataPoints(points))
                            .build();
            case GAUGE -> message.setGauge(Gauge.newBuilder().addAllDataPoints(points)).build();
        };
    }

    private static NumberDataPoint pattern(SeriesId series, Origin origin) {
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder();
        attribute(series.resource(), origin.host()).ifPresent(point::addAttributes);
        if (series.metric().kind() == Metric.Kind.COUNTER) {
            point.setStartTimeUnixNano(nanos(origin.countingSince()));
        }
        return point.build();
    }

    private static Optional<KeyValue> attribute(Resource resource, HostId host) {
        return switch (resource) {
            case Resource.OfHost(HostId id) when id.equals(host) -> Optional.empty();
            case Resource.OfInterface(HostId id, String name) when id.equals(host) ->
                    Optional.of(text(INTERFACE, name));
            case Resource.OfPort(ConnectPoint id) ->
                    Optional.of(text(CONNECT_POINT, id.toString()));
            case Resource.OfHost _,
                    Resource.OfInterface _,
                    Resource.OfNode _,
                    Resource.OfLink _,
                    Resource.OfIntent _ ->
                    throw new IllegalArgumentException(resource + " is not part of host " + host);
        };
    }

    private static io.opentelemetry.proto.resource.v1.Resource resource(Origin origin) {
        return io.opentelemetry.proto.resource.v1.Resource.newBuilder()
                .addAttributes(text("service.name", SERVICE_NAME))
                .addAttributes(text("service.instance.id", origin.agent()))
                .addAttributes(text("host.name", origin.hostName()))
                .addAttributes(text("host.id", origin.host().toString()))
                .build();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static long nanos(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
    }
}
