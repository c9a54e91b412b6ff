/// Virtual OpenFlow 1.3 switches, exact by the standard (OpenFlow 1.3.5).
///
/// - Input: OpenFlow messages, packets, link changes and the passing of time, each with its `now`.
/// - Output: messages to controllers, packets to ports; for fluid traffic, where a packet with
///   given headers would go ([ForwardingStep]) without any side effect.
/// - Invariants: no clock, no thread, no chance: equal inputs give equal outputs. A [VirtualSwitch]
///   has one owner. Every table is bounded and a full one answers with the standard's error.
///
/// Where the standard leaves a choice, these switches refuse loudly or do what Open vSwitch does:
/// an action that the match does not bear out is refused; a fast-failover bucket must watch
/// something; of overlapping entries of one priority the oldest wins; no packet is ever buffered; a
/// packet whose TTL would become invalid goes up instead of on. Not there, and refused: queues,
/// NORMAL.
@NullMarked
package io.teleon.simulator.network;

import org.jspecify.annotations.NullMarked;
