package io.teleon.models.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A network at one moment: its switches and the directed links between them. Immutable.
///
/// Every end of every link is a known node; at most one link leaves and at most one arrives at a
/// connect point; node names are unique. Lists are in the order of their identifiers.
public final class Topology {

    public static final Topology EMPTY = new Topology(List.of(), List.of());

    private final NavigableMap<DatapathId, Node> nodes = new TreeMap<>();
    private final NavigableMap<LinkId, Link> links = new TreeMap<>();
    private final NavigableMap<ConnectPoint, Link> leaving = new TreeMap<>();
    private final NavigableMap<DatapathId, List<Link>> from = new TreeMap<>();

    private Topology(Collection<Node> nodes, Collection<Link> links) {
        NavigableMap<String, Node> names = new TreeMap<>();
        for (Node node : nodes) {
            if (this.nodes.put(node.id(), node) != null) {
                throw new IllegalArgumentException("node " + node.id() + " is there twice");
            }
            if (names.put(node.name(), node) != null) {
                throw new IllegalArgumentException(
                        "node name '" + node.name() + "' is there twice");
            }
            from.put(node.id(), new ArrayList<>());
        }
        NavigableMap<ConnectPoint, Link> arriving = new TreeMap<>();
        for (Link link : links) {
            requireNode(link.source().datapath(), link);
            requireNode(link.target().datapath(), link);
            if (leaving.put(link.source(), link) != null) {
                throw new IllegalArgumentException("two links leave " + link.source());
            }
            if (arriving.put(link.target(), link) != null) {
                throw new IllegalArgumentException("two links arrive at " + link.target());
            }
            this.links.put(link.id(), link);
        }
        for (Link link : this.links.values()) {
            links(link.source().datapath()).add(link);
        }
    }

    /// @throws IllegalArgumentException naming what breaks the invariants of the class
    public static Topology of(Collection<Node> nodes, Collection<Link> links) {
        return new Topology(nodes, links);
    }

    private void requireNode(DatapathId id, Link link) {
        if (!nodes.containsKey(id)) {
            throw new IllegalArgumentException("link " + link.id() + " ends at unknown node " + id);
        }
    }

    private List<Link> links(DatapathId node) {
        List<Link> there = from.get(node);
        return there == null ? List.of() : there;
    }

    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    public List<Link> links() {
        return List.copyOf(links.values());
    }

    public int nodeCount() {
        return nodes.size();
    }

    public int linkCount() {
        return links.size();
    }

    public Optional<Node> node(DatapathId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    public Optional<Node> nodeNamed(String name) {
        return nodes.values().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /// The node's name where it is known, else the text form of its id.
    public String nameOf(DatapathId id) {
        Node node = nodes.get(id);
        return node == null ? id.toString() : node.name();
    }

    public Optional<Link> link(LinkId id) {
        return Optional.ofNullable(links.get(id));
    }

    public boolean contains(LinkId id) {
        return links.containsKey(id);
    }

    /// The link that leaves by this port, if any.
    public Optional<Link> linkFrom(ConnectPoint source) {
        return Optional.ofNullable(leaving.get(source));
    }

    public List<Link> linksFrom(DatapathId node) {
        return List.copyOf(links(node));
    }

    /// The links from one node to another, in order of their ids; several where links are parallel.
    public List<Link> linksBetween(DatapathId source, DatapathId target) {
        return links(source).stream().filter(l -> l.target().datapath().equals(target)).toList();
    }

    /// The same nodes with only the links that pass.
    public Topology withLinks(Predicate<Link> kept) {
        return new Topology(nodes.values(), links.values().stream().filter(kept).toList());
    }

    /// The highest port number in use at a node, 0 if none is.
    public int highestPort(DatapathId node) {
        return links.values().stream()
                .flatMap(link -> List.of(link.source(), link.target()).stream())
                .filter(point -> point.datapath().equals(node))
                .map(ConnectPoint::port)
                .max(Comparator.naturalOrder())
                .map(PortNumber::value)
                .orElse(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Topology that
                && nodes.equals(that.nodes)
                && links.equals(that.links);
    }

    @Override
    public int hashCode() {
        return 31 * nodes.hashCode() + links.hashCode();
    }

    @Override
    public String toString() {
        return "Topology[" + nodes.size() + " nodes, " + links.size() + " links]";
    }
}
