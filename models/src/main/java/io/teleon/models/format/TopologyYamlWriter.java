package io.teleon.models.format;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Location;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import io.teleon.models.time.DurationText;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Writes topologies so that [TopologyYaml] reads back an equal one: ids, ports and exact numbers
/// included. The same topology gives the same text.
public final class TopologyYamlWriter {

    private final Topology topology;
    private final StringBuilder text = new StringBuilder();
    private final Set<LinkId> written = new HashSet<>();

    private TopologyYamlWriter(Topology topology) {
        this.topology = topology;
    }

    public static String write(Topology topology) {
        return new TopologyYamlWriter(topology).write();
    }

    private String write() {
        text.append("nodes:").append(topology.nodes().isEmpty() ? " []\n" : "\n");
        topology.nodes().forEach(this::node);
        text.append("links:").append(topology.links().isEmpty() ? " []\n" : "\n");
        topology.links().forEach(this::link);
        return text.toString();
    }

    private void node(Node node) {
        text.append("  - {name: ")
                .append(YamlWriter.quoted(node.name()))
                .append(", id: ")
                .append(node.id());
        if (node.location().isPresent()) {
            Location location = node.location().get();
            text.append(", location: [")
                    .append(location.longitude())
                    .append(", ")
                    .append(location.latitude())
                    .append(']');
        }
        text.append("}\n");
    }

    private void link(Link link) {
        if (!written.add(link.id())) {
            return;
        }
        Optional<Link> back =
                topology.link(link.id().reversed()).filter(other -> isAlike(link, other));
        back.ifPresent(other -> written.add(other.id()));
        String from = YamlWriter.quoted(topology.nameOf(link.source().datapath()));
        String to = YamlWriter.quoted(topology.nameOf(link.target().datapath()));
        text.append(
                back.isPresent()
                        ? "  - {between: [" + from + ", " + to + "]"
                        : "  - {from: " + from + ", to: " + to);
        text.append(", ports: [" + link.source().port() + ", " + link.target().port() + "]")
                .append(", weight: " + link.weight())
                .append(", capacity: " + link.capacity().exactText())
                .append(", delay: " + DurationText.format(link.delay()))
                .append("}\n");
    }

    private static boolean isAlike(Link a, Link b) {
        return a.weight() == b.weight()
                && a.capacity().equals(b.capacity())
                && a.delay().equals(b.delay());
    }
}
