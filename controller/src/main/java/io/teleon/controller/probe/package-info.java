/// Active measurement: probe frames through the tunnels of installed intents, from the switch at
/// their ingress to the one at their egress and back to the controller.
///
/// - Input: the tunnels in use, the round trips of the control channels, frames that come back.
/// - Output: one-way delay with its error and loss of each tunnel, samples of the intents in it.
/// - Invariants: no probe reaches a host, for the last switch of its tunnel catches it by its
///   address; a probe counts once, in time, and only where its tunnel ends; never more than so many
///   in a second.
@NullMarked
package io.teleon.controller.probe;

import org.jspecify.annotations.NullMarked;
