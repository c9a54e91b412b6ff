package io.teleon.tests.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.teleon.agent.uplink.Origin;
import io.teleon.agent.uplink.OtlpMetrics;
import io.teleon.controller.telemetry.AgentReport;
import io.teleon.controller.telemetry.OtlpContent;
import io.teleon.controller.telemetry.OtlpDecoder;
import io.teleon.models.network.HostId;
import io.teleon.models.network.MacAddress;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// The agent's bytes, read by the controller.
final class OtlpRoundTripTest {

    private static final HostId HOST = new HostId(new MacAddress(0x0200_0000_0007L));
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    @Provide
    Arbitrary<Sample> samples() {
        Arbitrary<Metric> metric = Arbitraries.of(Metric.catalogue());
        Arbitrary<Resource> resource =
                Arbitraries.oneOf(
                        Arbitraries.just(new Resource.OfHost(HOST)),
                        Arbitraries.of("lo", "eth0", "br-17", "wlan 0", "übertragung")
                                .map(name -> new Resource.OfInterface(HOST, name)));
        Arbitrary<Instant> at = Arbitraries.longs().between(0, 1L << 60).map(START::plusNanos);
        Arbitrary<Double> value =
                Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.longs().between(0, 1L << 53).map(Long::doubleValue),
                        Arbitraries.of(0.0, -1.0, 0x1p53, 0x1p63, Double.MAX_VALUE));
        return Combinators.combine(metric, resource, at, value)
                .as((m, r, t, v) -> new Sample(new SeriesId(m, r), t, v));
    }

    @Property(tries = 300)
    void everySampleArrivesAsItWasTaken(
            @ForAll @Size(max = 60) List<@From("samples") Sample> samples) {
        Origin origin = new Origin("edge-7", "edge", HOST, START);
        OtlpContent content = OtlpDecoder.decode(OtlpMetrics.encode(origin, samples));
        OtlpContent.Metrics metrics = assertInstanceOf(OtlpContent.Metrics.class, content);
        assertEquals(0, metrics.rejected());
        assertEquals(Optional.empty(), metrics.reason());
        AgentReport report = metrics.reports().getFirst();
        assertEquals("edge-7", report.agent());
        assertEquals(byMetric(samples), byMetric(report.samples()));
    }

    /// Within a metric the order is kept; a stable sort keeps it as well. Minus zero is zero, as it
    /// is for a counter.
    private static List<Sample> byMetric(List<Sample> samples) {
        List<Sample> sorted = new ArrayList<>();
        for (Sample sample : samples) {
            sorted.add(new Sample(sample.series(), sample.at(), sample.value() + 0.0));
        }
        sorted.sort(Comparator.comparing(sample -> sample.series().metric()));
        return sorted;
    }
}
