/// Rehearsals by chance: small networks, faults of every kind, surges, lies, people who pull the
/// kill switch, all from one seed, judged by what must hold whatever happens.
///
/// - Input: a seed.
/// - Output: a [io.teleon.simulator.drill.DrillOutcome] with every complaint in a line.
/// - Invariants: the same seed gives the same drill and the same outcome in any process; everything
///   that goes wrong is over well before the end, so that what is not well then never will be.
@NullMarked
package io.teleon.simulator.drill;

import org.jspecify.annotations.NullMarked;
