package io.teleon.models.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A way through the network: the switch it starts at and the links it follows, none for a path
/// that stays within one switch. Contiguous, and no switch is met twice.
public record Path(DatapathId source, List<Link> links) {

    public Path {
        links = List.copyOf(links);
        List<DatapathId> seen = new ArrayList<>();
        seen.add(source);
        DatapathId at = source;
        for (Link link : links) {
            if (!link.source().datapath().equals(at)) {
                throw new IllegalArgumentException(
                        "path is broken: link " + link.id() + " does not leave " + at);
            }
            at = link.target().datapath();
            if (seen.contains(at)) {
                throw new IllegalArgumentException("path meets switch " + at + " twice");
            }
            seen.add(at);
        }
    }

    public DatapathId target() {
        return links.isEmpty() ? source : links.getLast().target().datapath();
    }

    /// The switches in the order in which they are met, [#source] first.
    public List<DatapathId> datapaths() {
        List<DatapathId> datapaths = new ArrayList<>(links.size() + 1);
        datapaths.add(source);
        for (Link link : links) {
            datapaths.add(link.target().datapath());
        }
        return List.copyOf(datapaths);
    }

    public double weight() {
        return links.stream().mapToDouble(Link::weight).sum();
    }

    public Duration delay() {
        return links.stream().map(Link::delay).reduce(Duration.ZERO, Duration::plus);
    }

    public boolean uses(LinkId link) {
        return links.stream().anyMatch(l -> l.id().equals(link));
    }
}
