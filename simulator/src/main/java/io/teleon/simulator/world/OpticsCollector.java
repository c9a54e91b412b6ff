package io.teleon.simulator.world;

import io.teleon.agent.collect.Collector;
import io.teleon.models.network.DatapathId;
import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Resource;
import io.teleon.models.telemetry.Sample;
import io.teleon.models.telemetry.SeriesId;
import io.teleon.simulator.network.VirtualLink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a node's agent reads from the optics of the switch beside it: the power of the light that
/// arrives at each port with a link, every ten seconds. A switch without power shows nothing.
final class OpticsCollector implements Collector {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final DatapathId node;
    private final DataPlane network;

    OpticsCollector(DatapathId node, DataPlane network) {
        this.node = node;
        this.network = network;
    }

    @Override
    public String name() {
        return "optics";
    }

    @Override
    public List<Sample> collect(Instant now) {
        if (Math.floorMod(now.getEpochSecond(), INTERVAL.toSeconds()) != 0
                || !network.site(node).isPowered()) {
            return List.of();
        }
        List<Sample> samples = new ArrayList<>();
        for (VirtualLink link : network.linksTo(node)) {
            samples.add(
                    new Sample(
                            new SeriesId(
                                    Metric.IF_RX_POWER, new Resource.OfPort(link.link().target())),
                            now,
                            network.receivedPower(link)));
        }
        return samples;
    }
}
