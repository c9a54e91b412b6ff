package io.teleon.controller.flow;

import io.teleon.models.network.ConnectPoint;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import java.util.List;

/// A path through the network with its tag, shared by every intent that goes the same way: packets
/// that carry the tag on the first link leave untagged at the egress.
///
/// A tunnel never changes: another path, or the same one anew, is another tunnel with a serial
/// number and a tag of its own. That is what makes a path change make-before-break.
///
/// @param serial unique for ever in this controller's journal
/// @param links at least one, contiguous
/// @param egress on the switch at which the last link arrives
public record Tunnel(int serial, PathTag tag, List<LinkId> links, ConnectPoint egress) {

    public Tunnel {
        links = List.copyOf(links);
        if (links.isEmpty()) {
            throw new IllegalArgumentException("tunnel " + serial + " has no links");
        }
        for (int i = 1; i < links.size(); i++) {
            if (!links.get(i).source().datapath().equals(links.get(i - 1).target().datapath())) {
                throw new IllegalArgumentException(
                        "tunnel "
                                + serial
                                + " is broken between "
                                + links.get(i - 1)
                                + " and "
                                + links.get(i));
            }
        }
        if (!egress.datapath().equals(links.getLast().target().datapath())) {
            throw new IllegalArgumentException(
                    "tunnel "
                            + serial
                            + " ends at "
                            + links.getLast().target()
                            + ", not at the switch of its egress "
                            + egress);
        }
    }

    /// The switch whose rules push the tag.
    public DatapathId ingress() {
        return links.getFirst().source().datapath();
    }
}
