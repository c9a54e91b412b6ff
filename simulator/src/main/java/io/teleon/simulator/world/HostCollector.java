package io.teleon.simulator.world;

import io.teleon.agent.collect.Collector;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import io.teleon.simulator.network.HostInterface;
import io.teleon.simulator.network.VirtualHost;
import java.time.Instant;
import java.util.List;

/// What the agent of a virtual host reads: the counters and the state of its one interface.
final class HostCollector implements Collector {

    /// ifOperStatus of RFC 2863.
    private static final int UP = 1;

    private static final int DOWN = 2;

    private final VirtualHost host;
    private final TrafficFlows flows;
    private final DataPlane network;
    private final SeriesId octetsIn;
    private final SeriesId octetsOut;
    private final SeriesId packetsIn;
    private final SeriesId packetsOut;
    private final SeriesId status;

    HostCollector(VirtualHost host, TrafficFlows flows, DataPlane network) {
        this.host = host;
        this.flows = flows;
        this.network = network;
        octetsIn = series(Metric.IF_IN_OCTETS);
        octetsOut = series(Metric.IF_OUT_OCTETS);
        packetsIn = series(Metric.IF_IN_PACKETS);
        packetsOut = series(Metric.IF_OUT_PACKETS);
        status = series(Metric.IF_OPER_STATUS);
    }

    private SeriesId series(Metric metric) {
        return new SeriesId(metric, new Resource.OfInterface(host.id(), "eth0"));
    }

    @Override
    public String name() {
        return "interfaces";
    }

    @Override
    public List<Sample> collect(Instant now) {
        flows.countAt(host);
        HostInterface counters = host.networkInterface();
        boolean hasSignal = network.site(host.location().datapath()).isPowered();
        return List.of(
                new Sample(octetsIn, now, (double) counters.octetsReceived()),
                new Sample(octetsOut, now, (double) counters.octetsSent()),
                new Sample(packetsIn, now, (double) counters.packetsReceived()),
                new Sample(packetsOut, now, (double) counters.packetsSent()),
                new Sample(status, now, hasSignal ? UP : DOWN));
    }
}
