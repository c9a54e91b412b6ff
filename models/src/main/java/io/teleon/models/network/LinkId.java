package io.teleon.models.network;

import java.util.Comparator;
import java.util.Optional;

/// The identity of a directed link: the connect point it leaves and the one it arrives at,
/// `0000000000000001/2>0000000000000005/1`.
public record LinkId(ConnectPoint source, ConnectPoint target) implements Comparable<LinkId> {

    private static final Comparator<LinkId> ORDER =
            Comparator.comparing(LinkId::source).thenComparing(LinkId::target);

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
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + ">" + target;
    }
}
