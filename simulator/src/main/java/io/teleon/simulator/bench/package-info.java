/// The published benchmarks: each measures ratios and curves against a named baseline in the same
/// run.
///
/// - Input: a size and somebody to tell about progress.
/// - Output: rows of plain numbers.
/// - Invariants: what is measured is drawn from a fixed seed, only the times differ between runs;
///   the machine's clock is read here, as in no logic.
@NullMarked
package io.teleon.simulator.bench;

import org.jspecify.annotations.NullMarked;
