package io.teleon.models.traffic;

import io.teleon.models.network.DatapathId;
import java.util.Comparator;

/// An ordered pair of nodes: where traffic enters and where it leaves, `SRC>DST`.
public record NodePair(DatapathId source, DatapathId target) implements Comparable<NodePair> {

    private static final Comparator<NodePair> ORDER =
            Comparator.comparing(NodePair::source).thenComparing(NodePair::target);

    /// Whether traffic enters and leaves at one node, so that no link carries it.
    public boolean isSelf() {
        return source.equals(target);
    }

    @Override
    public int compareTo(NodePair other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + ">" + target;
    }
}
