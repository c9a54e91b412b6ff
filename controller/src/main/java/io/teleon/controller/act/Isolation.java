package io.teleon.controller.act;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Node;
import io.teleon.models.network.Routes;
import io.teleon.models.network.Topology;
import java.util.Optional;
import java.util.function.Function;

/// Whether taking a cable down would leave a node without a way to or from another that it has now.
final class Isolation {

    private Isolation() {}

    /// @param link of the cable; both directions go down with its port
    static Optional<String> by(LinkId link, Topology usable, Function<DatapathId, String> name) {
        Topology rest =
                usable.withLinks(l -> !l.id().equals(link) && !l.id().equals(link.reversed()));
        Routes now = Routes.of(usable);
        Routes then = Routes.of(rest);
        // Only the two ends can tell: whoever loses a way by this cable loses it between them.
        for (Link direction : usable.links()) {
            if (direction.id().equals(link) || direction.id().equals(link.reversed())) {
                DatapathId from = direction.source().datapath();
                DatapathId to = direction.target().datapath();
                if (now.shortest(from, to).isPresent() && then.shortest(from, to).isEmpty()) {
                    return Optional.of(
                            "taking it down would leave no way from "
                                    + name.apply(from)
                                    + " to "
                                    + name.apply(to)
                                    + isolated(rest, from, to, name));
                }
            }
        }
        return Optional.empty();
    }

    private static String isolated(
            Topology rest, DatapathId from, DatapathId to, Function<DatapathId, String> name) {
        long cut =
                rest.nodes().stream()
                        .map(Node::id)
                        .filter(id -> !id.equals(from))
                        .filter(id -> Routes.of(rest).shortest(from, id).isEmpty())
                        .count();
        return cut <= 1 ? ": " + name.apply(to) + " would be isolated" : "";
    }
}
