package io.teleon.controller.session;

import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.openflow.PortDescription;
import io.teleon.models.network.DatapathId;
import java.util.List;

/// What a session has to say about its switch.
public sealed interface SwitchSignal {

    DatapathId datapath();

    /// The handshake is over: it can be read and written.
    ///
    /// @param name what the switch calls itself, may be empty
    record Ready(DatapathId datapath, String name, String remote, List<PortDescription> ports)
            implements SwitchSignal {

        public Ready {
            ports = List.copyOf(ports);
        }
    }

    /// It said something that is not the session's own business.
    record Said(DatapathId datapath, OpenFlowMessage message) implements SwitchSignal {}

    /// Its connection is gone.
    record Lost(DatapathId datapath, String reason) implements SwitchSignal {}
}
