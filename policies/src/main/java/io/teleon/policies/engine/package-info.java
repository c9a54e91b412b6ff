/// Runs a program as `policies/SEMANTICS.md` says.
///
/// - Input: a [io.teleon.policies.program.Program], then batches of [io.teleon.policies.host.Input]
///   with the time of each.
/// - Output: one [io.teleon.policies.host.Epoch] for each batch.
/// - Invariants: no clock, no thread, no chance of its own; the same inputs at the same times give
///   the same outputs, byte for byte; an error in a program ends the task it happened in and no
///   other; everything that is remembered has a bound.
///
/// How it is put together: `Facts` holds what is known, `Evaluator` answers expressions from it,
/// `TemporalCells` remembers conditions over time, `Scan` decides frames, `Tasks` keeps the tasks
/// and their trees of frames, `Instances` the actions that are wanted or in force, `Gates` what may
/// start. [io.teleon.policies.engine.PolicyEngine] takes them through an epoch in order;
/// [io.teleon.policies.engine.CarryOver] takes what it remembers over to another program.
@NullMarked
package io.teleon.policies.engine;

import org.jspecify.annotations.NullMarked;
