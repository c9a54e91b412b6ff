package io.teleon.controller.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.teleon.models.format.MalformedInput;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads OTLP metrics export requests (OpenTelemetry Protocol 1.x, protobuf).
///
/// An agent speaks for its own host only: the samples are of the host that OTLP's resource names
/// (`host.id`, an Ethernet address) and of its interfaces (`network.interface.name` at the point).
/// Of a switch's port (`teleon.connect_point`) it may tell the power of the light alone, which no
/// OpenFlow counter shows. Metrics are those of [Metric#catalogue], with their unit, counters as
/// cumulative monotonic sums.
///
/// What cannot be used is rejected point by point, as OTLP's partial success wants it; one that
/// says itself that it has no value is a gap and is passed over.
public final class OtlpDecoder {

    /// More is refused unread; a parsed message takes many times its bytes.
    public static final int MAX_BYTES = 2 << 20;

    private static final int MAX_NAME_LENGTH = 128;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private OtlpDecoder() {}

    /// Never throws, whatever the bytes are.
    public static OtlpContent decode(byte[] body) {
        if (body.length > MAX_BYTES) {
            return new OtlpContent.Malformed(
                    "a report of " + body.length + " bytes is above " + MAX_BYTES);
        }
        ExportMetricsServiceRequest request;
        try {
            request = ExportMetricsServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            return new OtlpContent.Malformed(
                    "not an OTLP metrics export request: " + e.getMessage());
        }
        Rejections rejections = new Rejections();
        List<AgentReport> reports = new ArrayList<>();
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            reporter(resource, rejections)
                    .ifPresent(reporter ->
                            reports.add(
                                    new AgentReport(
                                            reporter.agent(),
                                            samples(resource, reporter, rejections))));
        }
        return new OtlpContent.Metrics(reports, rejections.count, rejections.first);
    }

    private record Reporter(String agent, HostId host) {}

    private static final class Rejections {
        private long count;
        private Optional<String> first = Optional.empty();

        void add(long points, String reason) {
            if (points > 0 && first.isEmpty()) {
                first = Optional.of(reason);
            }
            count += points;
        }
    }

    // --- who

    private static Optional<Reporter> reporter(ResourceMetrics metrics, Rejections rejections) {
        List<KeyValue> attributes = metrics.getResource().getAttributesList();
        Optional<String> agent =
                text(attributes, "service.instance.id")
                        .or(() -> text(attributes, "host.name"))
                        .filter(OtlpDecoder::isName);
        Optional<HostId> host =
                text(attributes, "host.id").flatMap(MacAddress::tryParse).map(HostId::new);
        if (agent.isEmpty() || host.isEmpty()) {
            long points =
                    metrics.getScopeMetricsList().stream()
                            .flatMap(scope -> scope.getMetricsList().stream())
                            .mapToLong(OtlpDecoder::size)
                            .sum();
            rejections.add(
                    points,
                    agent.isEmpty()
                            ? "the resource has no service.instance.id of 1 to "
                                    + MAX_NAME_LENGTH
                                    + " printable characters"
                            : "the resource has no host.id that is an Ethernet address");
            return Optional.empty();
        }
        return Optional.of(new Reporter(agent.get(), host.get()));
    }

    private static Optional<String> text(List<KeyValue> attributes, String key) {
        for (KeyValue attribute : attributes) {
            if (attribute.getKey().equals(key)) {
                return Optional.of(attribute.getValue().getStringValue());
            }
        }
        return Optional.empty();
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= MAX_NAME_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }

    // --- what

    private static List<Sample> samples(
            ResourceMetrics metrics, Reporter reporter, Rejections rejections) {
        List<Sample> samples = new ArrayList<>();
        for (ScopeMetrics scope : metrics.getScopeMetricsList()) {
            for (io.opentelemetry.proto.metrics.v1.Metric metric : scope.getMetricsList()) {
                read(metric, reporter, samples, rejections);
            }
        }
        return samples;
    }

    private static void read(
            io.opentelemetry.proto.metrics.v1.Metric message,
            Reporter reporter,
            List<Sample> samples,
            Rejections rejections) {
        Optional<Metric> metric = Metric.tryParse(message.getName());
        if (metric.isEmpty()) {
            rejections.add(
                    size(message), "metric " + quoted(message.getName()) + " is not known here");
            return;
        }
        if (!message.getUnit().equals(metric.get().unit().toString())) {
            rejections.add(
                    size(message),
                    "unit "
                            + quoted(message.getUnit())
                            + " of metric "
                            + metric.get()
                            + " is not "
                            + metric.get().unit());
            return;
        }
        if (!hasFormOf(message, metric.get().kind())) {
            rejections.add(
                    size(message),
                    "metric "
                            + metric.get()
                            + " is not a "
                            + switch (metric.get().kind()) {
                                case COUNTER -> "cumulative monotonic sum";
                                case GAUGE -> "gauge";
                            });
            return;
        }
        List<NumberDataPoint> points =
                message.hasSum()
                        ? message.getSum().getDataPointsList()
                        : message.getGauge().getDataPointsList();
        List<KeyValue> attributes = List.of();
        Optional<SeriesId> series = Optional.empty();
        for (NumberDataPoint point : points) {
            // Most points are of the same series as the one before.
            if (series.isEmpty() || !point.getAttributesList().equals(attributes)) {
                attributes = point.getAttributesList();
                series =
                        resource(metric.get(), attributes, reporter.host())
                                .map(resource -> new SeriesId(metric.get(), resource));
            }
            read(metric.get(), series, point, samples, rejections);
        }
    }

    private static boolean hasFormOf(
            io.opentelemetry.proto.metrics.v1.Metric message, Metric.Kind kind) {
        Sum sum = message.getSum();
        return switch (kind) {
            case COUNTER ->
                    message.hasSum()
                            && sum.getIsMonotonic()
                            && sum.getAggregationTemporality()
                                    == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
            case GAUGE -> message.hasGauge();
        };
    }

    private static void read(
            Metric metric,
            Optional<SeriesId> series,
            NumberDataPoint point,
            List<Sample> samples,
            Rejections rejections) {
        if ((point.getFlags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE)
                != 0) {
            return;
        }
        double value =
                switch (point.getValueCase()) {
                    case AS_DOUBLE -> point.getAsDouble();
                    case AS_INT -> (double) point.getAsInt();
                    case VALUE_NOT_SET -> Double.NaN;
                };
        if (!Double.isFinite(value)) {
            rejections.add(1, "a value of metric " + metric + " is not a finite number");
        } else if (point.getTimeUnixNano() <= 0) {
            rejections.add(1, "a value of metric " + metric + " has no time");
        } else if (series.isEmpty()) {
            rejections.add(
                    1,
                    text(point.getAttributesList(), "teleon.connect_point").isPresent()
                            ? "a teleon.connect_point is not DATAPATH/PORT of metric "
                                    + Metric.IF_RX_POWER
                            : "a network.interface.name is not a printable name");
        } else {
            samples.add(new Sample(series.get(), instant(point.getTimeUnixNano()), value));
        }
    }

    private static Optional<Resource> resource(
            Metric metric, List<KeyValue> attributes, HostId host) {
        Optional<String> point = text(attributes, "teleon.connect_point");
        if (point.isPresent()) {
            return point.filter(_ -> metric.equals(Metric.IF_RX_POWER))
                    .flatMap(ConnectPoint::tryParse)
                    .map(Resource.OfPort::new);
        }
        Optional<String> name = text(attributes, "network.interface.name");
        return name.isEmpty()
                ? Optional.of(new Resource.OfHost(host))
                : name.filter(OtlpDecoder::isName).map(n -> new Resource.OfInterface(host, n));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
    }

    private static long size(io.opentelemetry.proto.metrics.v1.Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case SUM -> metric.getSum().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }

    private static String quoted(String text) {
        return MalformedInput.quoted(text);
    }
}
