/// What must hold in a network whatever happens: no loop, no black hole, no rule without an owner.
///
/// - Input: what the switches actually hold, read as plain lists, and what the controller believes.
/// - Output: [io.teleon.simulator.invariant.Violation]s with the walk that proves each.
/// - Invariants: nothing here shares code with the switches' own lookup or with the controller's
///   compiler. A rule is found by looking at every entry, highest priority first: slow, and too
///   simple to be wrong in the same way.
@NullMarked
package io.teleon.simulator.invariant;

import org.jspecify.annotations.NullMarked;
