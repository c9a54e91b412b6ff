package io.teleon.controller.topology;

import io.teleon.models.network.DatapathId;
import io.teleon.models.network.HostId;
import io.teleon.models.network.LinkId;

/// Something about the network that may matter to intents.
public sealed interface TopologyChange {

    record SwitchUp(DatapathId datapath) implements TopologyChange {}

    record LinkUp(LinkId link) implements TopologyChange {}

    record LinkDown(LinkId link) implements TopologyChange {}

    /// A host was seen for the first time, at another place, or with another address.
    record HostChanged(HostId host) implements TopologyChange {}
}
