package io.teleon.controller.topology;

import io.teleon.controller.flow.SwitchWire;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.packet.DiscoverySeal;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Finds links by sending a sealed LLDP frame out of every port and seeing where it comes in.
///
/// A frame counts once, within a second, and only where its seal and its nonce are the ones just
/// sent; one that comes in at a port where a host was seen does not count, unless the link the
/// other way is known: then the host is elsewhere, and was heard here only before the port was
/// looked at. What remains is a live relay: somebody who carries a frame from one port to another
/// while it is valid looks like a cable, and cannot be told from one by this means.
///
/// Owned by the control loop's thread.
public final class LinkDiscovery {

    /// Complaints about one port are made at most this often: who forges frames must not fill the
    /// log.
    private static final Duration COMPLAINT_INTERVAL = Duration.ofSeconds(1);

    /// Frames of one port that may be under way at once; an older one no longer counts.
    private static final int MAX_OUTSTANDING = 4;

    private final NetworkState network;
    private final HostTracker hosts;
    private final SwitchWire wire;
    private final DiscoverySeal seal;
    private final RandomGenerator nonces;
    private final EventLog events;

    private final NavigableMap<ConnectPoint, Deque<Long>> outstanding = new TreeMap<>();
    private final NavigableMap<ConnectPoint, Instant> complaints = new TreeMap<>();

    public LinkDiscovery(
            NetworkState network,
            HostTracker hosts,
            SwitchWire wire,
            DiscoverySeal seal,
            RandomGenerator nonces,
            EventLog events) {
        this.network = network;
        this.hosts = hosts;
        this.wire = wire;
        this.seal = seal;
        this.nonces = nonces;
        this.events = events;
    }

    /// Sends a frame out of every port of a switch that is up.
    public void probe(DatapathId datapath, Instant now) {
        for (PortDescription port : network.ports(datapath)) {
            if (port.number().isPhysical() && port.isUp()) {
                probe(new ConnectPoint(datapath, port.number()), now);
            }
        }
    }

    public void probe(ConnectPoint point, Instant now) {
        long nonce = nonces.nextLong();
        Deque<Long> underWay = outstanding.computeIfAbsent(point, _ -> new ArrayDeque<>());
        if (underWay.size() == MAX_OUTSTANDING) {
            underWay.removeFirst();
        }
        underWay.add(nonce);
        wire.send(
                point.datapath(),
                OpenFlowMessage.PacketOut.of(0, point.port(), seal.seal(point, nonce, now)));
    }

    /// A port went down: frames sent before do not count, and what was plugged in may be gone.
    public void portDown(ConnectPoint point) {
        outstanding.remove(point);
        hosts.portDown(point);
    }

    /// A discovery frame came in at a port.
    public void arrived(ConnectPoint at, Octets frame, Instant now) {
        switch (seal.open(frame, now)) {
            case DiscoverySeal.Opened.Genuine(ConnectPoint source, Instant _, long nonce) ->
                    genuine(source, nonce, at, now);
            case DiscoverySeal.Opened.Forged(String reason) ->
                    complain(
                            at,
                            Event.Kind.DISCOVERY_FORGED,
                            "a forged discovery frame came in: " + reason,
                            now);
            case DiscoverySeal.Opened.Expired _ ->
                    complain(
                            at,
                            Event.Kind.DISCOVERY_REPLAYED,
                            "a discovery frame came in after it had expired",
                            now);
            case DiscoverySeal.Opened.NotOurs _ -> {
                // Somebody else's LLDP: a neighbour that introduces itself, no business of ours.
            }
        }
    }

    private void genuine(ConnectPoint source, long nonce, ConnectPoint at, Instant now) {
        Deque<Long> underWay = outstanding.getOrDefault(source, new ArrayDeque<>());
        if (!underWay.contains(nonce)) {
            complain(
                    at,
                    Event.Kind.DISCOVERY_REPLAYED,
                    "a discovery frame of " + network.name(source) + " came in again",
                    now);
        } else if (source.equals(at)
                || (hosts.hasHosts(at) && !network.isLinkUp(new LinkId(at, source)))) {
            complain(
                    at,
                    Event.Kind.DISCOVERY_MISPLACED,
                    "a discovery frame of " + network.name(source) + " came in at a host's port",
                    now);
        } else {
            underWay.remove(nonce);
            hosts.forgetAt(at);
            network.linkSeen(new LinkId(source, at), now);
        }
    }

    private void complain(ConnectPoint at, Event.Kind kind, String text, Instant now) {
        Instant last = complaints.get(at);
        if (last == null || !last.plus(COMPLAINT_INTERVAL).isAfter(now)) {
            complaints.put(at, now);
            events.record(now, Severity.WARNING, kind, at, "at " + network.name(at) + " " + text);
        }
    }
}
