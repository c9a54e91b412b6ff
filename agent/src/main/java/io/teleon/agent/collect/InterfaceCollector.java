package io.teleon.agent.collect;

import io.teleon.models.network.HostId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/// The host's network interfaces, loopback included: octets, packets, errors, discards, state and
/// speed, as in RFC 2863.
///
/// To list interfaces costs far more than to read those that are known: it happens when one of them
/// is gone, and every [#LIST_EVERY] readings to find new ones.
final class InterfaceCollector implements Collector {

    static final int LIST_EVERY = 30;

    /// A machine that has more shows the first ones by name.
    private static final int MAX_INTERFACES = 256;

    private final HardwareAbstractionLayer hardware;
    private final HostId host;
    private final LinuxDiscards discards;
    private List<NetworkIF> interfaces = List.of();
    private int readings;

    InterfaceCollector(HardwareAbstractionLayer hardware, HostId host, LinuxDiscards discards) {
        this.hardware = hardware;
        this.host = host;
        this.discards = discards;
    }

    @Override
    public String name() {
        return "interfaces";
    }

    @Override
    public List<Sample> collect(Instant now) {
        boolean isOneGone = false;
        for (NetworkIF port : interfaces) {
            isOneGone |= !port.updateAttributes();
        }
        if (isOneGone || readings++ % LIST_EVERY == 0) {
            interfaces =
                    hardware.getNetworkIFs(true).stream()
                            .sorted(Comparator.comparing(NetworkIF::getName))
                            .limit(MAX_INTERFACES)
                            .toList();
        }
        List<Sample> samples = new ArrayList<>();
        for (NetworkIF port : interfaces) {
            read(port, now, samples);
        }
        return samples;
    }

    private void read(NetworkIF port, Instant now, List<Sample> samples) {
        Resource resource = new Resource.OfInterface(host, port.getName());
        Reading reading = new Reading(resource, now, samples);
        reading.add(Metric.IF_IN_OCTETS, port.getBytesRecv());
        reading.add(Metric.IF_OUT_OCTETS, port.getBytesSent());
        reading.add(Metric.IF_IN_PACKETS, port.getPacketsRecv());
        reading.add(Metric.IF_OUT_PACKETS, port.getPacketsSent());
        reading.add(Metric.IF_IN_ERRORS, port.getInErrors());
        reading.add(Metric.IF_OUT_ERRORS, port.getOutErrors());
        reading.add(Metric.IF_IN_DISCARDS, port.getInDrops());
        discards.sent(port.getName())
                .ifPresent(count -> reading.add(Metric.IF_OUT_DISCARDS, count));
        reading.add(Metric.IF_OPER_STATUS, port.getIfOperStatus().getValue());
        if (port.getSpeed() > 0) {
            // 0 is what OSHI says of an interface that has none, or does not tell.
            reading.add(Metric.IF_SPEED, port.getSpeed());
        }
    }

    private record Reading(Resource resource, Instant now, List<Sample> samples) {

        void add(Metric metric, long value) {
            samples.add(new Sample(new SeriesId(metric, resource), now, (double) value));
        }
    }
}
