package io.teleon.simulator.world;

import io.teleon.models.traffic.NodePair;
import io.teleon.simulator.network.VirtualHost;

/// The traffic from one host to another, with what is known of it. Its identity is the object; the
/// owner of its state is [TrafficFlows].
final class Flow {

    final VirtualHost from;
    final VirtualHost to;
    final int slot;
    final double latestSeconds;
    final ServiceMeter.Account account = new ServiceMeter.Account();
    FlowWalk walk = FlowWalk.NONE;

    /// What its hosts would send, in bit/s: the fluid network gets what meters let pass of it.
    double demand;

    /// What it gets since [#sinceNanos].
    double share;

    double offered;
    boolean late;
    long sinceNanos;
    long creditedNanos;
    boolean hasIntent;
    boolean inService;

    /// @param slot in the fluid solver
    /// @param latestSeconds the delay above which it is late
    Flow(VirtualHost from, VirtualHost to, int slot, double latestSeconds) {
        this.from = from;
        this.to = to;
        this.slot = slot;
        this.latestSeconds = latestSeconds;
    }

    NodePair pair() {
        return new NodePair(from.location().datapath(), to.location().datapath());
    }

    boolean delivers() {
        return walk.delivers();
    }
}
