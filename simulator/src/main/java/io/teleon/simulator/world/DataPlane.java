package io.teleon.simulator.world;

import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Topology;
import io.teleon.models.time.Chance;
import io.teleon.simulator.network.VirtualHost;
import io.teleon.simulator.network.VirtualLink;
import io.teleon.simulator.network.packet.Packet;
import io.teleon.simulator.time.VirtualTime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Switches, hosts and the links between them: carries packets, and light. Owned by the world's
/// thread.
///
/// A port has a signal where light arrives at it: the link's direction towards it is not cut, its
/// ports do not hang, and the port at its other end has power and was not taken down. A port
/// without signal neither sends nor receives, while the one at the other end may notice nothing.
final class DataPlane {

    /// What a healthy receiver sees, and one that sees nothing but its own noise.
    private static final double LIGHT_DBM = -7;

    private static final double DARK_DBM = -40;

    private final VirtualTime time;
    private final NavigableMap<DatapathId, SwitchSite> sites = new TreeMap<>();
    private final NavigableMap<LinkId, VirtualLink> links = new TreeMap<>();
    private final NavigableMap<ConnectPoint, VirtualLink> leaving = new TreeMap<>();
    private final NavigableMap<ConnectPoint, VirtualLink> arriving = new TreeMap<>();
    private final NavigableMap<ConnectPoint, VirtualHost> hosts = new TreeMap<>();
    private final NavigableMap<ConnectPoint, Consumer<Packet>> listeners = new TreeMap<>();
    private final NavigableMap<DatapathId, VirtualHost> hostByNode = new TreeMap<>();
    private long packets;
    private long lostPackets;

    DataPlane(VirtualTime time, Topology topology, Chance chance) {
        this.time = time;
        for (Link link : topology.links()) {
            VirtualLink virtual = new VirtualLink(link, chance.stream("loss " + link.id()));
            links.put(link.id(), virtual);
            leaving.put(link.source(), virtual);
            arriving.put(link.target(), virtual);
        }
    }

    void add(SwitchSite site) {
        sites.put(site.datapath(), site);
    }

    void add(VirtualHost host) {
        hosts.put(host.location(), host);
        hostByNode.put(host.location().datapath(), host);
    }

    Collection<SwitchSite> sites() {
        return sites.values();
    }

    SwitchSite site(DatapathId datapath) {
        SwitchSite site = sites.get(datapath);
        if (site == null) {
            throw new IllegalArgumentException("no switch " + datapath + " in this world");
        }
        return site;
    }

    Collection<VirtualHost> hosts() {
        return hosts.values();
    }

    Optional<VirtualHost> hostAt(ConnectPoint point) {
        return Optional.ofNullable(hosts.get(point));
    }

    /// The host that stands at this switch.
    VirtualHost hostOf(DatapathId datapath) {
        VirtualHost host = hostByNode.get(datapath);
        if (host == null) {
            throw new IllegalArgumentException("no host at " + datapath);
        }
        return host;
    }

    Optional<VirtualHost> host(HostId id) {
        return hosts.values().stream().filter(host -> host.id().equals(id)).findFirst();
    }

    VirtualLink link(LinkId id) {
        VirtualLink link = links.get(id);
        if (link == null) {
            throw new IllegalArgumentException("no link " + id + " in this world");
        }
        return link;
    }

    Optional<VirtualLink> linkFrom(ConnectPoint source) {
        return Optional.ofNullable(leaving.get(source));
    }

    /// Whether what is sent into this link arrives: no cut, and power behind it.
    boolean carries(VirtualLink link) {
        return !link.isCut() && site(link.link().target().datapath()).isPowered();
    }

    /// Whether packets pass from one end to the other: it carries, and the sending port has a
    /// signal.
    boolean isUsable(VirtualLink link) {
        SwitchSite source = site(link.link().source().datapath());
        return carries(link)
                && source.isPowered()
                && source.device()
                        .port(link.link().source().port())
                        .filter(PortDescription::isUp)
                        .isPresent()
                && site(link.link().target().datapath())
                        .device()
                        .port(link.link().target().port())
                        .filter(PortDescription::isUp)
                        .isPresent();
    }

    /// Every switch to which a way of usable links leads.
    SortedSet<DatapathId> reachableFrom(DatapathId start) {
        SortedSet<DatapathId> seen = new TreeSet<>();
        Deque<DatapathId> open = new ArrayDeque<>();
        if (site(start).isPowered()) {
            seen.add(start);
            open.add(start);
        }
        while (!open.isEmpty()) {
            DatapathId at = open.remove();
            for (VirtualLink link :
                    leaving.subMap(ConnectPoint.of(at.value(), 1), true, last(at), true).values()) {
                if (isUsable(link) && seen.add(link.link().target().datapath())) {
                    open.add(link.link().target().datapath());
                }
            }
        }
        return seen;
    }

    private static ConnectPoint last(DatapathId datapath) {
        return new ConnectPoint(datapath, PortNumber.ANY);
    }

    // --- light

    /// Tells both ends of a link what light they see now.
    void refreshSignal(LinkId id) {
        VirtualLink link = link(id);
        ConnectPoint target = link.link().target();
        boolean signal = !link.isCut() && isSending(link);
        site(target.datapath()).signal(target.port(), signal);
    }

    /// Whether the port at a link's source sends light: it has power, and nobody took it down.
    private boolean isSending(VirtualLink link) {
        SwitchSite source = site(link.link().source().datapath());
        return source.isPowered()
                && source.device()
                        .port(link.link().source().port())
                        .filter(port -> port.config().contains(PortDescription.Config.PORT_DOWN))
                        .isEmpty();
    }

    /// The power of the light that arrives at a link's target, in dBm.
    double receivedPower(VirtualLink link) {
        return link.isLit() && isSending(link) ? LIGHT_DBM : DARK_DBM;
    }

    /// The links that arrive at a switch, by their ports.
    Collection<VirtualLink> linksTo(DatapathId datapath) {
        return arriving.subMap(ConnectPoint.of(datapath.value(), 1), true, last(datapath), true)
                .values();
    }

    /// Tells every neighbour of a switch what light it sees, and the switch itself.
    void refreshSignalsAround(DatapathId datapath) {
        for (VirtualLink link : List.copyOf(links.values())) {
            if (link.link().source().datapath().equals(datapath)
                    || link.link().target().datapath().equals(datapath)) {
                refreshSignal(link.link().id());
            }
        }
    }

    // --- packets

    void listen(ConnectPoint at, Consumer<Packet> listener) {
        listeners.merge(at, listener, Consumer::andThen);
    }

    /// A packet leaves a switch by a port that is up.
    void transmit(ConnectPoint from, Packet packet) {
        Consumer<Packet> listener = listeners.get(from);
        if (listener != null) {
            listener.accept(packet);
        }
        VirtualHost host = hosts.get(from);
        if (host != null) {
            host.receive(packet).ifPresent(answer -> send(host, answer));
            return;
        }
        VirtualLink link = leaving.get(from);
        if (link == null) {
            return; // nothing is plugged in
        }
        packets++;
        if (link.isCut() || link.losesNext()) {
            lostPackets++;
            return;
        }
        ConnectPoint to = link.link().target();
        time.at(
                time.nowNanos() + link.delayNanos(),
                () -> {
                    if (link.isCut()) {
                        lostPackets++;
                    } else {
                        site(to.datapath()).receive(to.port(), packet);
                    }
                });
    }

    /// A host sends a packet.
    void send(VirtualHost host, Packet packet) {
        host.sent(packet);
        site(host.location().datapath()).receive(host.location().port(), packet);
    }

    long packets() {
        return packets;
    }

    long lostPackets() {
        return lostPackets;
    }
}
