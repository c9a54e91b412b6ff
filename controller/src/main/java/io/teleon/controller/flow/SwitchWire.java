package io.teleon.controller.flow;

import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.models.network.DatapathId;

/// The way to a switch that is connected.
public interface SwitchWire {

    /// Sends a message under a fresh transaction id and returns that id.
    int send(DatapathId datapath, OpenFlowMessage message);
}
