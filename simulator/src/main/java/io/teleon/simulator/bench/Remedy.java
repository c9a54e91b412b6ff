package io.teleon.simulator.bench;

import io.teleon.models.network.LinkId;
import java.util.List;

/// An action that changed the network.
///
/// @param links by which the intents that it moved would have gone
record Remedy(MeasuredDays.Acted acted, List<LinkId> links) {

    Remedy {
        links = List.copyOf(links);
    }
}
