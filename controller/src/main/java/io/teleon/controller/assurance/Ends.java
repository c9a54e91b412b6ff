package io.teleon.controller.assurance;

import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.Intent;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import java.util.Optional;

/// Whether there is anybody at the ends of intents.
public final class Ends {

    private final NetworkState network;
    private final HostTracker hosts;

    public Ends(NetworkState network, HostTracker hosts) {
        this.network = network;
        this.hosts = hosts;
    }

    /// Whether the ports of both ends are down, by what their switches said last: a switch that has
    /// gone silent may well go on.
    public boolean areGone(Intent intent) {
        return switch (intent) {
            case Intent.HostToHost pair -> isGone(pair.source()) && isGone(pair.target());
            case Intent.PointToPoint points -> isGone(points.ingress()) && isGone(points.egress());
        };
    }

    private boolean isGone(HostId host) {
        Optional<ConnectPoint> at = hosts.host(host).map(Host::location);
        return at.isPresent() && isGone(at.get());
    }

    private boolean isGone(ConnectPoint point) {
        return network.isConnected(point.datapath())
                && network.port(point).isPresent()
                && !network.isUp(point);
    }
}
