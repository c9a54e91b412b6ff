package io.teleon.controller.topology;

import io.teleon.controller.openflow.OpenFlowMessage.PortStatusReason;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.controller.report.Event;
import io.teleon.controller.report.EventLog;
import io.teleon.controller.report.Severity;
import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Path;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Switches, their ports and the links between them, as known now. Owned by the control loop's
/// thread.
public final class NetworkState {

    private final Inventory inventory;
    private final EventLog events;

    private final NavigableMap<DatapathId, KnownSwitch> switches = new TreeMap<>();
    private final NavigableMap<LinkId, KnownLink> links = new TreeMap<>();
    private final NavigableMap<ConnectPoint, LinkId> leaving = new TreeMap<>();
    private final NavigableMap<ConnectPoint, LinkId> arriving = new TreeMap<>();
    private final List<TopologyChange> changes = new ArrayList<>();

    private long cabling;
    private Optional<Topology> present = Optional.empty();
    private Optional<Routes> usable = Optional.empty();

    /// Found by source, for the network as it is.
    private final NavigableMap<DatapathId, Routes.Tree> trees = new TreeMap<>();

    private static final class KnownSwitch {
        Node node;
        boolean connected;
        final NavigableMap<PortNumber, PortDescription> ports = new TreeMap<>();

        KnownSwitch(Node node) {
            this.node = node;
        }
    }

    private static final class KnownLink {
        boolean up;
        Instant since;
        Instant lastSeen;

        KnownLink(Instant now) {
            this.up = true;
            this.since = now;
            this.lastSeen = now;
        }
    }

    /// One link and whether it is up, for reports.
    public record LinkStatus(Link link, boolean up, Instant since) {}

    public NetworkState(Inventory inventory, EventLog events) {
        this.inventory = inventory;
        this.events = events;
    }

    /// Believes in links that carried traffic in an earlier life until they are found to be down.
    public void presume(LinkId link, Instant now) {
        know(link.source().datapath());
        know(link.target().datapath());
        if (!links.containsKey(link)) {
            add(link, now);
        }
    }

    private KnownSwitch know(DatapathId datapath) {
        return switches.computeIfAbsent(
                datapath,
                _ -> {
                    changed();
                    return new KnownSwitch(inventory.node(datapath, ""));
                });
    }

    public void switchReady(
            DatapathId datapath, String name, List<PortDescription> ports, Instant now) {
        KnownSwitch known = know(datapath);
        known.node = uniquelyNamed(inventory.node(datapath, name));
        known.connected = true;
        known.ports.clear();
        ports.forEach(port -> known.ports.put(port.number(), port));
        changed();
        for (LinkId link : linksAt(datapath)) {
            PortNumber port =
                    link.source().datapath().equals(datapath)
                            ? link.source().port()
                            : link.target().port();
            if (!isUp(new ConnectPoint(datapath, port))) {
                down(link, "port " + port + " was found down", now);
            } else {
                // Its frames could not be seen while the switch was away.
                link(link).ifPresent(l -> l.lastSeen = now);
            }
        }
        changes.add(new TopologyChange.SwitchUp(datapath));
    }

    private Node uniquelyNamed(Node node) {
        boolean taken =
                switches.values().stream()
                        .anyMatch(s ->
                                s.node.name().equals(node.name())
                                        && !s.node.id().equals(node.id()));
        return taken ? new Node(node.id(), node.name() + "-" + node.id(), node.location()) : node;
    }

    /// The switch lost its connection; it keeps forwarding, so its links stay.
    public void switchLost(DatapathId datapath) {
        KnownSwitch known = switches.get(datapath);
        if (known != null) {
            known.connected = false;
            changed();
        }
    }

    public void portChanged(
            DatapathId datapath, PortStatusReason reason, PortDescription port, Instant now) {
        KnownSwitch known = know(datapath);
        ConnectPoint point = new ConnectPoint(datapath, port.number());
        boolean wasUp = isUp(point);
        if (reason == PortStatusReason.DELETE) {
            known.ports.remove(port.number());
        } else {
            known.ports.put(port.number(), port);
        }
        if (wasUp && !isUp(point)) {
            events.record(
                    now, Severity.MAJOR, Event.Kind.PORT_DOWN, point, name(point) + " went down");
            for (LinkId link : linksAt(point)) {
                down(link, "port " + name(point) + " went down", now);
            }
        } else if (!wasUp && isUp(point)) {
            events.record(
                    now, Severity.NORMAL, Event.Kind.PORT_UP, point, name(point) + " came up");
        }
    }

    /// A genuine discovery frame crossed this link. A link with only one of the same ends gives
    /// way.
    public void linkSeen(LinkId id, Instant now) {
        if (!isUp(id.source()) || !isUp(id.target())) {
            return;
        }
        for (LinkId other : List.of(leavingOf(id), arrivingOf(id))) {
            if (!other.equals(id)) {
                down(other, "the cable was moved: " + name(id) + " was seen", now);
                forget(other);
            }
        }
        KnownLink known = links.get(id);
        if (known == null) {
            add(id, now);
            up(id, now);
        } else {
            known.lastSeen = now;
            if (!known.up) {
                known.up = true;
                known.since = now;
                up(id, now);
            }
        }
    }

    private LinkId leavingOf(LinkId id) {
        return leaving.getOrDefault(id.source(), id);
    }

    private LinkId arrivingOf(LinkId id) {
        return arriving.getOrDefault(id.target(), id);
    }

    private void add(LinkId id, Instant now) {
        links.put(id, new KnownLink(now));
        leaving.put(id.source(), id);
        arriving.put(id.target(), id);
        cabling++;
        changed();
    }

    private void forget(LinkId id) {
        links.remove(id);
        leaving.remove(id.source(), id);
        arriving.remove(id.target(), id);
        cabling++;
        changed();
    }

    private void up(LinkId id, Instant now) {
        changed();
        events.record(now, Severity.NORMAL, Event.Kind.LINK_UP, id, name(id) + " is up");
        changes.add(new TopologyChange.LinkUp(id));
    }

    private void down(LinkId id, String reason, Instant now) {
        KnownLink known = links.get(id);
        if (known == null || !known.up) {
            return;
        }
        known.up = false;
        known.since = now;
        changed();
        events.record(
                now, Severity.MAJOR, Event.Kind.LINK_DOWN, id, name(id) + " is down: " + reason);
        changes.add(new TopologyChange.LinkDown(id));
    }

    /// Takes down the links whose discovery frames have not arrived since `limit` although both
    /// their switches are connected.
    public void expire(Instant limit, Instant now) {
        for (LinkId id : List.copyOf(links.keySet())) {
            Optional<KnownLink> known = link(id).filter(l -> l.up && l.lastSeen.isBefore(limit));
            if (known.isPresent()
                    && isConnected(id.source().datapath())
                    && isConnected(id.target().datapath())) {
                down(id, "no discovery frame has arrived since " + known.get().lastSeen, now);
            }
        }
    }

    private void changed() {
        present = Optional.empty();
        usable = Optional.empty();
        trees.clear();
    }

    /// The changes since this was last asked, in order.
    public List<TopologyChange> drainChanges() {
        List<TopologyChange> drained = List.copyOf(changes);
        changes.clear();
        return drained;
    }

    private Optional<KnownLink> link(LinkId id) {
        return Optional.ofNullable(links.get(id));
    }

    private List<LinkId> linksAt(ConnectPoint point) {
        List<LinkId> there = new ArrayList<>();
        Optional.ofNullable(leaving.get(point)).ifPresent(there::add);
        Optional.ofNullable(arriving.get(point)).ifPresent(there::add);
        return there;
    }

    private List<LinkId> linksAt(DatapathId datapath) {
        ConnectPoint first = new ConnectPoint(datapath, PortNumber.of(1));
        ConnectPoint last = new ConnectPoint(datapath, PortNumber.ANY);
        TreeSet<LinkId> there = new TreeSet<>(leaving.subMap(first, true, last, true).values());
        there.addAll(arriving.subMap(first, true, last, true).values());
        return List.copyOf(there);
    }

    /// Another number whenever a link is found or given up for good, whether or not it is up.
    public long cabling() {
        return cabling;
    }

    public boolean isConnected(DatapathId datapath) {
        KnownSwitch known = switches.get(datapath);
        return known != null && known.connected;
    }

    public boolean isUp(ConnectPoint point) {
        return port(point).map(PortDescription::isUp).orElse(false);
    }

    /// Whether nobody has switched this port off; it may be down all the same for want of a link.
    /// False where there is no such port.
    public boolean isAdminUp(ConnectPoint point) {
        return port(point)
                .filter(port -> !port.config().contains(PortDescription.Config.PORT_DOWN))
                .isPresent();
    }

    public Optional<PortDescription> port(ConnectPoint point) {
        return Optional.ofNullable(switches.get(point.datapath()))
                .flatMap(s -> Optional.ofNullable(s.ports.get(point.port())));
    }

    public List<PortDescription> ports(DatapathId datapath) {
        KnownSwitch known = switches.get(datapath);
        return known == null ? List.of() : List.copyOf(known.ports.values());
    }

    /// The physical ports that are up, of switches that are connected, at which no link is up.
    public List<ConnectPoint> edgePorts() {
        List<ConnectPoint> edge = new ArrayList<>();
        switches.forEach((datapath, known) -> {
            if (known.connected) {
                known.ports.forEach((number, port) -> {
                    ConnectPoint point = new ConnectPoint(datapath, number);
                    if (number.isPhysical() && port.isUp() && !isLinkEnd(point)) {
                        edge.add(point);
                    }
                });
            }
        });
        return edge;
    }

    /// Whether a link that is up begins or ends here.
    public boolean isLinkEnd(ConnectPoint point) {
        return linksAt(point).stream().anyMatch(this::isLinkUp);
    }

    /// Whether a link begins or ends here, up or down.
    public boolean hasLink(ConnectPoint point) {
        return !linksAt(point).isEmpty();
    }

    /// Whether a link was ever found, up or down, and not given up since.
    public boolean isKnown(LinkId id) {
        return links.containsKey(id);
    }

    public boolean isLinkUp(LinkId id) {
        return link(id).map(l -> l.up).orElse(false);
    }

    public List<Node> nodes() {
        return switches.values().stream().map(s -> s.node).toList();
    }

    public String nameOf(DatapathId datapath) {
        KnownSwitch known = switches.get(datapath);
        return known == null ? datapath.toString() : known.node.name();
    }

    public String name(ConnectPoint point) {
        return nameOf(point.datapath()) + "/" + point.port();
    }

    public String name(LinkId id) {
        return name(id.source()) + " > " + name(id.target());
    }

    public Link describe(LinkId id) {
        Bandwidth speed =
                port(id.source())
                        .map(p -> Bandwidth.ofKilobits((double) p.currentSpeedKbps()))
                        .orElse(Bandwidth.ZERO);
        return inventory.link(id, speed);
    }

    public List<LinkStatus> linkStatus() {
        List<LinkStatus> all = new ArrayList<>(links.size());
        links.forEach((id, known) -> all.add(new LinkStatus(describe(id), known.up, known.since)));
        return all;
    }

    /// All switches and the links that are up.
    public Topology present() {
        Topology topology =
                present.orElseGet(() ->
                        Topology.of(
                                nodes(),
                                links.keySet().stream()
                                        .filter(this::isLinkUp)
                                        .map(this::describe)
                                        .toList()));
        present = Optional.of(topology);
        return topology;
    }

    /// The paths new rules can be written for: over links that are up between connected switches.
    public Routes usable() {
        Routes routes =
                usable.orElseGet(() ->
                        Routes.of(
                                present()
                                        .withLinks(link ->
                                                isConnected(link.source().datapath())
                                                        && isConnected(link.target().datapath()))));
        usable = Optional.of(routes);
        return routes;
    }

    /// The lightest path new rules can be written for.
    public Optional<Path> lightest(DatapathId source, DatapathId target) {
        return trees.computeIfAbsent(source, usable()::from).to(target);
    }
}
