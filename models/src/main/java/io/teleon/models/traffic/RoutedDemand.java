package io.teleon.models.traffic;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Path;
import java.util.List;

/// A demand with the way it is forwarded. Every route starts at the demand's source; those that
/// deliver end at its target.
public record RoutedDemand(Demand demand, Forwarding forwarding) {

    public RoutedDemand {
        for (Route route : forwarding.routes()) {
            List<LinkId> links = route.links();
            DatapathId first =
                    links.isEmpty() ? demand.source() : links.getFirst().source().datapath();
            DatapathId last =
                    links.isEmpty() ? demand.source() : links.getLast().target().datapath();
            if (!first.equals(demand.source())) {
                throw new IllegalArgumentException(
                        "demand "
                                + demand.id()
                                + " starts at "
                                + demand.source()
                                + " but has a route from "
                                + first);
            }
            if (route.end() == Route.End.DELIVERED && !last.equals(demand.target())) {
                throw new IllegalArgumentException(
                        "demand "
                                + demand.id()
                                + " goes to "
                                + demand.target()
                                + " but has a route that delivers at "
                                + last);
            }
        }
    }

    public static RoutedDemand along(Demand demand, Path path) {
        return new RoutedDemand(demand, Forwarding.along(path));
    }
}
