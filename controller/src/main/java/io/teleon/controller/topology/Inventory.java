package io.teleon.controller.topology;

import io.teleon.models.network.Bandwidth;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.Link;
import io.teleon.models.network.LinkId;
import io.teleon.models.network.Location;
import io.teleon.models.network.Node;
import io.teleon.models.network.Topology;
import java.time.Duration;
import java.util.Optional;

/// What people planned and the wire cannot tell: names and places of switches, weights, capacities
/// and delays of links. It adds to what is discovered; a planned link that is not discovered is not
/// there.
public record Inventory(Topology planned) {

    public static final Inventory NONE = new Inventory(Topology.EMPTY);

    private static final double DEFAULT_WEIGHT = 1;

    /// The planned node, or one by what the switch calls itself, or by its id.
    public Node node(DatapathId datapath, String announcedName) {
        Optional<Location> location = planned.node(datapath).flatMap(Node::location);
        String name =
                planned.node(datapath)
                        .map(Node::name)
                        .orElse(announcedName.isBlank() ? datapath.toString() : announcedName);
        return new Node(datapath, name, location);
    }

    /// The planned link, or one of weight 1 with the speed its port reports and no known delay.
    public Link link(LinkId id, Bandwidth portSpeed) {
        return planned.link(id).orElse(new Link(id, DEFAULT_WEIGHT, portSpeed, Duration.ZERO));
    }
}
