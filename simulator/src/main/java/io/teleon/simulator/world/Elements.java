package io.teleon.simulator.world;

import io.teleon.models.format.Nearest;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.simulator.fault.Fault;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds by name what faults and requests speak of.
public record Elements(Topology topology) {

    /// @throws IllegalArgumentException with the nearest name, if there is no such node
    public DatapathId node(String name) {
        return topology.nodeNamed(name)
                .map(Node::id)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no node '"
                                        + name
                                        + "'"
                                        + Nearest.hint(
                                                name,
                                                topology.nodes().stream()
                                                        .map(Node::name)
                                                        .toList())));
    }

    /// The first link from one node to another.
    ///
    /// @throws IllegalArgumentException if no link leads there
    public LinkId link(String from, String to) {
        return topology.linksBetween(node(from), node(to)).stream()
                .findFirst()
                .map(Link::id)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no link from '" + from + "' to '" + to + "'"));
    }

    /// The directions of the link between two nodes that there are, at least one.
    public List<LinkId> cable(List<String> between) {
        return cable(link(between.get(0), between.get(1)));
    }

    private List<LinkId> cable(LinkId there) {
        if (!topology.contains(there)) {
            throw new IllegalArgumentException("there is no link " + there);
        }
        return topology.contains(there.reversed())
                ? List.of(there, there.reversed())
                : List.of(there);
    }

    /// The links a fault touches; for a switch, all of its links.
    public List<LinkId> links(Fault fault) {
        return switch (fault) {
            case Fault.LinkDown(List<String> between) -> cable(between);
            case Fault.CableCut(LinkId link) -> cable(link);
            case Fault.PortFlap(List<String> between, int _, var _) -> cable(between);
            case Fault.DirectionDown(String from, String to) -> List.of(link(from, to));
            case Fault.LinkLoss(String from, String to, double _) -> List.of(link(from, to));
            case Fault.SwitchCrash(String name) -> linksAt(node(name));
            case Fault.SlowChannel(var _, var name) -> {
                name.ifPresent(this::node);
                yield List.of();
            }
            case Fault.ChannelDown(String name) -> {
                node(name);
                yield List.of();
            }
            case Fault.ControllerGone _, Fault.ControllerKilledAt _ -> List.of();
            case Fault.LyingSensor(String from, String to, var _, var _) -> List.of(link(from, to));
            case Fault.TelemetryLost(var name) -> {
                name.ifPresent(this::node);
                yield List.of();
            }
            case Fault.HiddenCapacity(String from, String to, double _) -> List.of(link(from, to));
            case Fault.PortStuck(List<String> between) -> cable(between);
            case Fault.AgentSilent(String name) -> {
                node(name);
                yield List.of();
            }
            case Fault.HostScan(String name, int _, boolean _) -> {
                node(name);
                yield List.of();
            }
        };
    }

    private List<LinkId> linksAt(DatapathId node) {
        return topology.links().stream()
                .filter(link ->
                        link.source().datapath().equals(node)
                                || link.target().datapath().equals(node))
                .map(Link::id)
                .toList();
    }

    /// The text forms of everything a controller may name when it tells of this fault.
    public SortedSet<String> subjects(Fault fault) {
        SortedSet<String> subjects = new TreeSet<>();
        for (LinkId link : links(fault)) {
            subjects.add(link.toString());
            subjects.add(link.reversed().toString());
            subjects.add(link.source().toString());
            subjects.add(link.target().toString());
        }
        switch (fault) {
            case Fault.SwitchCrash(String name) -> subjects.add(node(name).toString());
            case Fault.ChannelDown(String name) -> subjects.add(node(name).toString());
            case Fault.LinkDown _,
                    Fault.CableCut _,
                    Fault.DirectionDown _,
                    Fault.PortFlap _,
                    Fault.LinkLoss _,
                    Fault.SlowChannel _,
                    Fault.ControllerGone _,
                    Fault.ControllerKilledAt _,
                    Fault.LyingSensor _,
                    Fault.HiddenCapacity _,
                    Fault.HostScan _,
                    Fault.PortStuck _ -> {}
            case Fault.TelemetryLost(var name) ->
                    name.ifPresent(n -> subjects.add(node(n).toString()));
            case Fault.AgentSilent(String name) -> subjects.add("host-" + name);
        }
        return subjects;
    }

    /// A text with the names of nodes in place of their datapath ids.
    public String named(String text) {
        String named = text;
        for (Node node : topology.nodes()) {
            named = named.replace(node.id().toString(), node.name());
        }
        return named;
    }

    /// `Oslo/3`.
    public String named(ConnectPoint point) {
        return topology.nameOf(point.datapath()) + "/" + point.port();
    }

    /// `Oslo > Bergen`.
    public String named(LinkId link) {
        return topology.nameOf(link.source().datapath())
                + " > "
                + topology.nameOf(link.target().datapath());
    }
}
