package io.teleon.controller.southbound;

import io.teleon.controller.openflow.Octets;
import io.teleon.controller.openflow.OpenFlowMessage;

/// Hears what happens on connections. Called by I/O threads: what concerns one connection comes in
/// order and never at the same time; an implementation hands it on and returns, and does not throw.
public interface SouthboundListener {

    /// A connection was accepted; it comes before everything else of this connection.
    void connected(ConnectionId connection, String remote);

    /// A message came in.
    ///
    /// @return whether more may come: after `false` nothing is read from this connection until
    ///   `resume` is called
    boolean spoke(ConnectionId connection, OpenFlowMessage message);

    /// Bytes came in that are no message; the connection is about to be closed.
    ///
    /// @param first the beginning of these bytes
    void garbled(ConnectionId connection, String reason, Octets first);

    /// The connection is gone; nothing of it follows.
    void gone(ConnectionId connection, String reason);
}
