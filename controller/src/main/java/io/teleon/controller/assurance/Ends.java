package io.teleon.controller.assurance;

import io.teleon.controller.topology.HostTracker;
import io.teleon.controller.topology.NetworkState;
import io.teleon.models.intent.Intent;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.Host;
import io.teleon.models.network.HostId;
import java.util.Optional;

/// Where intents begin and end, and whether there is anybody.
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

    /// The port at which an intent's packets come in, where that is known.
    public Optional<ConnectPoint> ingress(Intent intent) {
        return switch (intent) {
            case Intent.HostToHost pair -> hosts.host(pair.source()).map(Host::location);
            case Intent.PointToPoint points -> Optional.of(points.ingress());
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
