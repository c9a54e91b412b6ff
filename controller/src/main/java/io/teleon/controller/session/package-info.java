/// The conversation with one switch, from hello to the last echo, over any transport.
///
/// - Input: connections and messages as the transport reports them, time.
/// - Output: messages to send, connections to close, and
///   [io.teleon.controller.session.SwitchSignal]s: a switch is ready, said something, is lost.
/// - Invariants: every message we send carries a transaction id of its own within its connection;
///   at most one connection speaks for a datapath; a switch that is silent for too long is lost.
@NullMarked
package io.teleon.controller.session;

import org.jspecify.annotations.NullMarked;
