package io.teleon.models.format;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Location;
import io.teleon.models.network.Node;
import io.teleon.models.network.PortNumber;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A topology while its file is being read: hands out datapath ids, ports and unique names.
///
/// Ports are numbered from 1 per node in order of appearance, around those that a file names
/// itself. Directed edges are paired: the i-th from u to v with the i-th from v to u, and a pair
/// shares its two ports; an edge without a partner has two ports of its own. Single owner: the
/// reader.
final class TopologyDraft {

    static final int MAX_NODES = 100_000;
    static final int MAX_LINKS = 1_000_000;

    static final Bandwidth DEFAULT_CAPACITY = Bandwidth.ofGigabits(1);
    private static final Duration DEFAULT_DELAY = Duration.ofMillis(1);

    /// Light in fibre: 5 us a kilometre.
    private static final double NANOS_PER_KM = 5_000;

    private final List<DraftNode> nodes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<DraftLink> links = new ArrayList<>();

    private record DraftNode(DatapathId id, String name, Optional<Location> location) {}

    private record DraftLink(End source, End target, boolean bothWays, Traits traits) {}

    /// What a link is like, whichever way it goes.
    record Traits(double weight, Bandwidth capacity, Duration delay) {}

    /// An end of a link: the index of its node and the port, 0 for the next free one.
    record End(int node, int port) {

        static End of(int node) {
            return new End(node, 0);
        }
    }

    /// Adds a node, whose datapath id is its position, and returns its index.
    int node(String name, Optional<Location> location) {
        return node(new DatapathId(nodes.size() + 1), name, location);
    }

    int node(DatapathId id, String name, Optional<Location> location) {
        nodes.add(new DraftNode(id, unique(name), location));
        return nodes.size() - 1;
    }

    private String unique(String name) {
        String stem = name.isBlank() ? "N" + nodes.size() : name;
        String candidate = stem;
        for (int i = 2; !names.add(candidate); i++) {
            candidate = stem + "-" + i;
        }
        return candidate;
    }

    int nodeCount() {
        return nodes.size();
    }

    /// A cable: both directions alike.
    void cable(End a, End b, Traits traits) {
        links.add(new DraftLink(a, b, true, traits));
    }

    /// One direction.
    void edge(End source, End target, Traits traits) {
        links.add(new DraftLink(source, target, false, traits));
    }

    /// Of the great circle between the two where both have a location, else the default.
    Duration delayBetween(int a, int b) {
        Optional<Location> from = nodes.get(a).location();
        Optional<Location> to = nodes.get(b).location();
        if (from.isEmpty() || to.isEmpty()) {
            return DEFAULT_DELAY;
        }
        return Duration.ofNanos(Math.round(from.get().distanceKm(to.get()) * NANOS_PER_KM));
    }

    Topology topology() {
        Ports ports = new Ports(nodes.size());
        for (DraftLink link : links) {
            ports.reserve(link.source());
            ports.reserve(link.target());
        }
        Map<List<Integer>, Deque<LinkId>> unpaired = new HashMap<>();
        List<Link> made = new ArrayList<>();
        for (DraftLink draft : links) {
            int u = draft.source().node();
            int v = draft.target().node();
            boolean fixed = draft.source().port() != 0 || draft.target().port() != 0;
            Deque<LinkId> partners = unpaired.getOrDefault(List.of(v, u), new ArrayDeque<>());
            boolean paired = !draft.bothWays() && !fixed && !partners.isEmpty();
            LinkId id =
                    paired
                            ? partners.remove().reversed()
                            : new LinkId(
                                    point(u, ports.take(draft.source())),
                                    point(v, ports.take(draft.target())));
            if (!draft.bothWays() && !fixed && !paired) {
                unpaired.computeIfAbsent(List.of(u, v), _ -> new ArrayDeque<>()).add(id);
            }
            made.add(link(id, draft.traits()));
            if (draft.bothWays()) {
                made.add(link(id.reversed(), draft.traits()));
            }
        }
        return Topology.of(
                nodes.stream().map(n -> new Node(n.id(), n.name(), n.location())).toList(), made);
    }

    private ConnectPoint point(int node, int port) {
        return new ConnectPoint(nodes.get(node).id(), PortNumber.of(port));
    }

    private static Link link(LinkId id, Traits traits) {
        return new Link(id, traits.weight(), traits.capacity(), traits.delay());
    }

    /// The ports of each node that are taken or spoken for.
    private static final class Ports {

        private final List<Set<Integer>> reserved = new ArrayList<>();
        private final int[] last;

        Ports(int nodes) {
            for (int i = 0; i < nodes; i++) {
                reserved.add(new HashSet<>());
            }
            last = new int[nodes];
        }

        void reserve(End end) {
            if (end.port() != 0) {
                reserved.get(end.node()).add(end.port());
            }
        }

        int take(End end) {
            if (end.port() != 0) {
                return end.port();
            }
            do {
                last[end.node()]++;
            } while (reserved.get(end.node()).contains(last[end.node()]));
            return last[end.node()];
        }
    }
}
