package io.teleon.models.traffic;

import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import java.util.List;

/// One way that a share of a demand takes: contiguous links, none of them twice, and what happens
/// at the end. A route that is dropped still loads the links on the way to its end.
///
/// @param share of the demand, above 0 and at most 1
public record Route(List<LinkId> links, double share, End end) {

    /// What happens to the traffic behind the last link.
    public enum End {
        /// It reaches its target.
        DELIVERED,
        /// It ends nowhere: a table miss, an empty group, a port without a link, a loop cut short.
        DROPPED
    }

    public Route {
        links = List.copyOf(links);
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException(
                    "route has a share of " + share + ", not above 0 and at most 1");
        }
        for (int i = 0; i < links.size(); i++) {
            LinkId link = links.get(i);
            if (i > 0 && !links.get(i - 1).target().datapath().equals(link.source().datapath())) {
                throw new IllegalArgumentException(
                        "route is broken: link " + link + " does not follow " + links.get(i - 1));
            }
            if (links.subList(0, i).contains(link)) {
                throw new IllegalArgumentException("route takes link " + link + " twice");
            }
        }
    }

    public static Route along(Path path, double share) {
        return new Route(path.links().stream().map(Link::id).toList(), share, End.DELIVERED);
    }
}
