/// Rehearsals: what is there, what goes wrong when, and what must come of it.
///
/// - Input: scenario files in YAML (see [io.teleon.simulator.scenario.Scenario]), or the shipped
///   ones by name.
/// - Output: a [io.teleon.simulator.scenario.RunReport] and for each expectation whether it was
///   met.
/// - Invariants: names of nodes are checked before a run begins; the same scenario and seed give
///   the same transcript.
@NullMarked
package io.teleon.simulator.scenario;

import org.jspecify.annotations.NullMarked;
