package io.teleon.controller.telemetry;

import io.teleon.controller.openflow.MultipartReply.PortCounters;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.telemetry.CounterRate;
import io.teleon.models.telemetry.CounterReading;
import io.teleon.models.telemetry.CounterWidth;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The rates at the ports, from their counters. Owned by the control loop's thread.
public final class PortRates {

    /// Above any port: 100 Tbit/s in octets.
    private static final double MAX_OCTETS_PER_SECOND = 1.25e13;

    private static final double BITS_PER_OCTET = 8;

    /// A switch that does not count says so with all bits set.
    private static final long NOT_COUNTED = -1;

    private final NavigableMap<ConnectPoint, Port> ports = new TreeMap<>();

    private static final class Port {
        final CounterRate received = new CounterRate(CounterWidth.BITS_64, MAX_OCTETS_PER_SECOND);
        final CounterRate sent = new CounterRate(CounterWidth.BITS_64, MAX_OCTETS_PER_SECOND);
        Rates rates = new Rates(Optional.empty(), Optional.empty());

        /// When the newest of them was measured.
        Instant at = Instant.MIN;
    }

    /// A rate and when it was measured.
    public record Measured(Bandwidth rate, Instant at) {}

    /// The last known rates of a port, each empty before the second reading.
    public record Rates(Optional<Bandwidth> received, Optional<Bandwidth> sent) {}

    /// Takes the counters of a switch's ports; the samples in them.
    public List<Sample> read(DatapathId datapath, List<PortCounters> counters, Instant now) {
        List<Sample> samples = new ArrayList<>();
        for (PortCounters port : counters) {
            if (!port.port().isPhysical()) {
                continue;
            }
            ConnectPoint point = new ConnectPoint(datapath, port.port());
            Port known = ports.computeIfAbsent(point, _ -> new Port());
            Optional<Bandwidth> sent = rate(known.sent, port.sentBytes(), now);
            known.at = sent.isPresent() ? now : known.at;
            known.rates =
                    new Rates(
                            rate(known.received, port.receivedBytes(), now)
                                    .or(() -> known.rates.received()),
                            sent.or(() -> known.rates.sent()));
            add(samples, Metric.IF_IN_OCTETS, point, port.receivedBytes(), now);
            add(samples, Metric.IF_OUT_OCTETS, point, port.sentBytes(), now);
            add(samples, Metric.IF_IN_PACKETS, point, port.receivedPackets(), now);
            add(samples, Metric.IF_OUT_PACKETS, point, port.sentPackets(), now);
            add(samples, Metric.IF_IN_DISCARDS, point, port.receiveDropped(), now);
            add(samples, Metric.IF_OUT_DISCARDS, point, port.sendDropped(), now);
            add(samples, Metric.IF_IN_ERRORS, point, port.receiveErrors(), now);
            add(samples, Metric.IF_OUT_ERRORS, point, port.sendErrors(), now);
        }
        return List.copyOf(samples);
    }

    private static Optional<Bandwidth> rate(CounterRate rate, long octets, Instant now) {
        if (octets == NOT_COUNTED) {
            return Optional.empty();
        }
        OptionalDouble perSecond = rate.next(new CounterReading(now, octets));
        return perSecond.isPresent()
                ? Optional.of(new Bandwidth(perSecond.getAsDouble() * BITS_PER_OCTET))
                : Optional.empty();
    }

    private static void add(
            List<Sample> samples, Metric metric, ConnectPoint point, long value, Instant now) {
        if (value != NOT_COUNTED) {
            samples.add(
                    new Sample(
                            new SeriesId(metric, new Resource.OfPort(point)), now, (double) value));
        }
    }

    public Rates of(ConnectPoint point) {
        Port known = ports.get(point);
        return known == null ? new Rates(Optional.empty(), Optional.empty()) : known.rates;
    }

    /// What a port was last measured to send, and when; empty before the second reading.
    public Optional<Measured> sentAt(ConnectPoint point) {
        Port known = ports.get(point);
        return known == null
                ? Optional.empty()
                : known.rates.sent().map(rate -> new Measured(rate, known.at));
    }
}
