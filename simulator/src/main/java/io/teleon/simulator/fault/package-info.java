/// What can go wrong in a simulated network, as values.
///
/// - Input: scenario files, or a seed from which faults are drawn.
/// - Output: [io.teleon.simulator.fault.ScheduledFault]s that the world brings about and, where
///   they do not last, takes back.
/// - Invariants: elements are named by the names of their nodes and checked against the topology
///   before a run begins.
@NullMarked
package io.teleon.simulator.fault;

import org.jspecify.annotations.NullMarked;
