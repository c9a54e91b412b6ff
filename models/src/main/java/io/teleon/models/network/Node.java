package io.teleon.models.network;

import java.util.Optional;

/// A switch of the network: its identity, the name people use for it, and where it stands if known.
public record Node(DatapathId id, String name, Optional<Location> location)
        implements Comparable<Node> {

    public Node {
        if (name.isBlank()) {
            throw new IllegalArgumentException("node " + id + " has an empty name");
        }
    }

    public Node(DatapathId id, String name) {
        this(id, name, Optional.empty());
    }

    @Override
    public int compareTo(Node other) {
        return id.compareTo(other.id);
    }
}
