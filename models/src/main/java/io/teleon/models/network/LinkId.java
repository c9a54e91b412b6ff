package io.teleon.models.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The identity of a directed link: the connect point it leaves and the one it arrives at,
/// `0000000000000001/2>0000000000000005/1`.
public record LinkId(ConnectPoint source, ConnectPoint target) implements Comparable<LinkId> {

    public LinkId {
        if (source.equals(target)) {
            throw new IllegalArgumentException("link from " + source + " to itself");
        }
    }

    public static LinkId parse(String text) {
        return tryParse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "link '" + text + "' is not DATAPATH/PORT>DATAPATH/PORT"));
    }

    public static Optional<LinkId> tryParse(String text) {
        int arrow = text.indexOf('>');
        if (arrow < 0) {
            return Optional.empty();
        }
        return ConnectPoint.tryParse(text.substring(0, arrow))
                .flatMap(source ->
                        ConnectPoint.tryParse(text.substring(arrow + 1))
                                .filter(target -> !target.equals(source))
                                .map(target -> new LinkId(source, target)));
    }

    /// The same cable in the other direction.
    public LinkId reversed() {
        return new LinkId(target, source);
    }

    @Override
    public int compareTo(LinkId other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : target.compareTo(other.target);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinkId(ConnectPoint otherSource, ConnectPoint otherTarget)
                && source.equals(otherSource)
                && target.equals(otherTarget);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + target.hashCode();
    }

    @Override
    public String toString() {
        return source + ">" + target;
    }
}
