package io.teleon.controller.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Requests as any OpenTelemetry software could send them; those of our own agent are proven where
/// both ends can be seen.
final class OtlpDecoderTest {

    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00.25Z");
    private static final long NANOS = NOW.getEpochSecond() * 1_000_000_000 + NOW.getNano();
    private static final HostId HOST = HostId.parse("02:00:00:00:00:01");
    private static final SeriesId OCTETS =
            new SeriesId(Metric.IF_IN_OCTETS, new Resource.OfInterface(HOST, "eth0"));

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static NumberDataPoint.Builder point() {
        return NumberDataPoint.newBuilder()
                .setTimeUnixNano(NANOS)
                .setAsInt(17)
                .addAttributes(text("network.interface.name", "eth0"));
    }

    private static Sum.Builder sum(NumberDataPoint.Builder... points) {
        Sum.Builder sum =
                Sum.newBuilder()
                        .setIsMonotonic(true)
                        .setAggregationTemporality(
                                AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        for (NumberDataPoint.Builder point : points) {
            sum.addDataPoints(point);
        }
        return sum;
    }

    private static io.opentelemetry.proto.metrics.v1.Metric octets(Sum.Builder sum) {
        return io.opentelemetry.proto.metrics.v1.Metric.newBuilder()
                .setName("ifInOctets")
                .setUnit("By")
                .setSum(sum)
                .build();
    }

    private static byte[] request(
            List<KeyValue> resource, io.opentelemetry.proto.metrics.v1.Metric metric) {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                        ResourceMetrics.newBuilder()
                                .setResource(
                                        io.opentelemetry.proto.resource.v1.Resource.newBuilder()
                                                .addAllAttributes(resource))
                                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
                .build()
                .toByteArray();
    }

    private static final List<KeyValue> KNOWN =
            List.of(text("service.instance.id", "h1"), text("host.id", HOST.toString()));

    private static void rejects(String reason, byte[] body) {
        OtlpContent.Metrics metrics =
                assertInstanceOf(OtlpContent.Metrics.class, OtlpDecoder.decode(body));
        assertEquals(Optional.of(reason), metrics.reason());
        assertEquals(1, metrics.rejected());
        assertEquals(0, metrics.reports().stream().mapToInt(r -> r.samples().size()).sum());
    }

    @Test
    void readsWhoMeasuredWhatAndWhen() {
        assertEquals(
                new OtlpContent.Metrics(
                        List.of(new AgentReport("h1", List.of(new Sample(OCTETS, NOW, 17)))),
                        0,
                        Optional.empty()),
                OtlpDecoder.decode(request(KNOWN, octets(sum(point())))));
    }

    @Test
    void anEmptyRequestIsFine() {
        assertEquals(
                new OtlpContent.Metrics(List.of(), 0, Optional.empty()),
                OtlpDecoder.decode(new byte[0]));
    }

    @Test
    void theHostsNameServesWhereTheAgentHasNone() {
        OtlpContent content =
                OtlpDecoder.decode(
                        request(
                                List.of(
                                        text("host.name", "edge"),
                                        text("host.id", HOST.toString())),
                                octets(sum(point()))));
        assertEquals(
                "edge",
                assertInstanceOf(OtlpContent.Metrics.class, content).reports().getFirst().agent());
    }

    @Test
    void aPointThatSaysItHasNoValueIsAGap() {
        assertEquals(
                new OtlpContent.Metrics(
                        List.of(new AgentReport("h1", List.of())), 0, Optional.empty()),
                OtlpDecoder.decode(request(KNOWN, octets(sum(point().setFlags(1))))));
    }

    @Test
    void rejectsWhatIsOfNobody() {
        rejects(
                "the resource has no service.instance.id of 1 to 128 printable characters",
                request(List.of(text("host.id", HOST.toString())), octets(sum(point()))));
        rejects(
                "the resource has no host.id that is an Ethernet address",
                request(
                        List.of(text("service.instance.id", "h1"), text("host.id", "f00d")),
                        octets(sum(point()))));
    }

    @Test
    void rejectsMetricsItDoesNotKnow() {
        rejects(
                "metric 'system.paging.faults' is not known here",
                request(
                        KNOWN,
                        octets(sum(point())).toBuilder().setName("system.paging.faults").build()));
        rejects(
                "unit 'kBy' of metric ifInOctets is not By",
                request(KNOWN, octets(sum(point())).toBuilder().setUnit("kBy").build()));
    }

    @Test
    void rejectsCountersThatDoNotOnlyGrow() {
        String reason = "metric ifInOctets is not a cumulative monotonic sum";
        rejects(reason, request(KNOWN, octets(sum(point()).setIsMonotonic(false))));
        rejects(
                reason,
                request(
                        KNOWN,
                        octets(
                                sum(point())
                                        .setAggregationTemporality(
                                                AggregationTemporality
                                                        .AGGREGATION_TEMPORALITY_DELTA))));
        rejects(
                reason,
                request(
                        KNOWN,
                        octets(sum()).toBuilder()
                                .setGauge(Gauge.newBuilder().addDataPoints(point()))
                                .build()));
    }

    @Test
    void rejectsPointsThatAreNone() {
        rejects(
                "a value of metric ifInOctets is not a finite number",
                request(KNOWN, octets(sum(point().setAsDouble(Double.NaN)))));
        rejects(
                "a value of metric ifInOctets is not a finite number",
                request(KNOWN, octets(sum(point().clearValue()))));
        rejects(
                "a value of metric ifInOctets has no time",
                request(KNOWN, octets(sum(point().setTimeUnixNano(-5)))));
        rejects(
                "a network.interface.name is not a printable name",
                request(
                        KNOWN,
                        octets(
                                sum(
                                        point().clearAttributes()
                                                .addAttributes(
                                                        text(
                                                                "network.interface.name",
                                                                "eth0\u0007"))))));
    }

    @Test
    void refusesToReadTooMuch() {
        assertEquals(
                new OtlpContent.Malformed("a report of 2097153 bytes is above 2097152"),
                OtlpDecoder.decode(new byte[OtlpDecoder.MAX_BYTES + 1]));
    }

    @Property
    void neverThrowsWhateverTheBytesAre(@ForAll @Size(max = 300) byte[] garbage) {
        assertInstanceOf(OtlpContent.class, OtlpDecoder.decode(garbage));
    }

    @Property
    void neverThrowsWhenBytesOfARequestAreChanged(
            @ForAll @Size(max = 5) List<Integer> places, @ForAll byte value) {
        byte[] body = request(KNOWN, octets(sum(point(), point())));
        for (int place : places) {
            body[Math.floorMod(place, body.length)] = value;
        }
        assertInstanceOf(OtlpContent.class, OtlpDecoder.decode(body));
    }

    @Test
    void aRequestCutShortIsMalformed() {
        byte[] body = request(KNOWN, octets(sum(point())));
        assertInstanceOf(
                OtlpContent.Malformed.class,
                OtlpDecoder.decode(Arrays.copyOf(body, body.length - 3)));
    }

    @Test
    void ingestKeepsTheSamplesAndTellsWhoWasHeard() {
        TelemetryStore store = TelemetryStore.standard();
        List<String> heard = new ArrayList<>();
        TelemetryIngest ingest = new TelemetryIngest(store, told -> heard.add(told.agent()));
        IngestResult result = ingest.accept(request(KNOWN, octets(sum(point()))), NOW);
        assertEquals(new IngestResult.Accepted(1, 0, Optional.empty()), result);
        assertEquals(List.of("h1"), heard);
        assertEquals(Optional.of(new Sample(OCTETS, NOW, 17)), store.latest(OCTETS));
        assertEquals(0, ((IngestResult.Accepted) result).answer().length);
    }

    @Test
    void ingestDoesNotKeepWhatComesFromTheFuture() {
        TelemetryStore store = TelemetryStore.standard();
        TelemetryIngest ingest = new TelemetryIngest(store, _ -> {});
        Instant earlier = NOW.minus(TelemetryIngest.MAX_AHEAD).minusNanos(1);
        assertEquals(
                new IngestResult.Accepted(
                        0, 1, Optional.of("the host's clock is more than a minute ahead")),
                ingest.accept(request(KNOWN, octets(sum(point()))), earlier));
        assertEquals(List.of(), store.series());
    }

    @Test
    void ingestRefusesWhatIsNoRequest() {
        TelemetryIngest ingest = new TelemetryIngest(TelemetryStore.standard(), _ -> {});
        assertInstanceOf(IngestResult.Refused.class, ingest.accept(new byte[] {1, 2, 3}, NOW));
    }
}
