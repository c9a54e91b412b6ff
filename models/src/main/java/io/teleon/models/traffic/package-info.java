/// What flows through a network: traffic matrices, demands, and the fluid network that turns
/// forwarding and demands into loads, loss and delay.
///
/// - Input: [io.teleon.models.traffic.TrafficMatrix] and [io.teleon.models.traffic.TrafficSeries]
///   say how much is offered between nodes; [io.teleon.models.traffic.RoutedDemand] says which way
///   it is sent, as weighted routes over directed links.
/// - Output: [io.teleon.models.traffic.FluidSolution], per link what arrives, what is carried and
///   what is lost, per demand what is delivered and how late.
/// - Invariants: missing is never zero; no link carries more than its capacity; nothing is
///   delivered that was not offered; the same input gives the same bits, whether solved at once or
///   change by change.
///
/// Typed identifiers at the border, indices inside: [io.teleon.models.traffic.FluidNetwork] numbers
/// the links in the order of their ids, and [io.teleon.models.traffic.FluidSolver] works on those
/// numbers alone.
@NullMarked
package io.teleon.models.traffic;

import org.jspecify.annotations.NullMarked;
