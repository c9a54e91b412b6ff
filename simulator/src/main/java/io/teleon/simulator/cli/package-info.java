/// The commands of the simulator: `demo`, `simulate`, `drills`, `switches`, `bench`.
///
/// - Input: the command line; files it names.
/// - Output: text for people on standard output, JSON for programs where asked; exit code 0 for
///   success, 1 for failure, 2 for wrong usage.
/// - Invariants: the only place of this module that reads the machine's clock, starts threads or
///   touches files by its own will.
@NullMarked
package io.teleon.simulator.cli;

import org.jspecify.annotations.NullMarked;
