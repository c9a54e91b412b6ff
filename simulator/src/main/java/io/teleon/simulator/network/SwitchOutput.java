package io.teleon.simulator.network;

import io.teleon.controller.openflow.OpenFlowMessage;
import io.teleon.models.network.PortNumber;
import io.teleon.simulator.network.packet.Packet;

/// What a switch does in answer to something, in the order in which it does it.
public sealed interface SwitchOutput {

    record ToController(ConnectionId connection, OpenFlowMessage message) implements SwitchOutput {}

    /// The switch hangs up.
    record Close(ConnectionId connection) implements SwitchOutput {}

    /// A packet leaves by a port that is up.
    record Transmit(PortNumber port, Packet packet) implements SwitchOutput {}
}
