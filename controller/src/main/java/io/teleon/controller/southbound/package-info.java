/// The edge to the switches: OpenFlow 1.3 as bytes.
///
/// - Input and output: [io.teleon.controller.openflow.OpenFlowMessage] on the inner side, wire
///   bytes on the outer. The virtual switches of the simulator use the same codec, so both sides of
///   every control channel speak real OpenFlow.
/// - The bytes are written and read by openflowj; its types stay inside this package. Two messages
///   are read and written here by hand, because the library cannot: the hello, whose header may
///   name any version, and the error, whose code may be one the library does not know.
/// - [io.teleon.controller.southbound.SouthboundServer] accepts switches,
///   [io.teleon.controller.southbound.SwitchConnection] is the other end of such a connection, for
///   virtual switches. Both carry messages and know no session: handshake, echo and liveness are
///   the control loop's.
/// - Invariants: bytes from outside never cause anything but a message, an
///   [io.teleon.controller.openflow.OpenFlowMessage.Unsupported] or a
///   [io.teleon.controller.southbound.MalformedMessage]; every transaction id is the message's own
///   (the library would draw from a counter of the whole process).
@NullMarked
package io.teleon.controller.southbound;

import org.jspecify.annotations.NullMarked;
