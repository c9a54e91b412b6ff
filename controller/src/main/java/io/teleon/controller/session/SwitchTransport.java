package io.teleon.controller.session;

import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.controller.southbound.ConnectionId;

/// What carries messages to switches.
public interface SwitchTransport {

    void send(ConnectionId connection, OpenFlowMessage message);

    void close(ConnectionId connection, String reason);
}
