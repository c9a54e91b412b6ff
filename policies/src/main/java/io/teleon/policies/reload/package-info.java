/// Another program for a running engine, without stopping what runs.
///
/// - Input: the program that runs with a snapshot of its engine, the recent log, and the program
///   that is to run.
/// - Output: [io.teleon.policies.reload.Reload.Ready] with all that an operator wants to see before
///   the swap, and an engine that goes on from there; or why there can be no reload now.
/// - Invariants: nothing here changes the running engine; a program that says the same goes on as
///   if it had never been reloaded, byte for byte; what does not come over is told, never silent.
///
/// How a host does it:
///
/// 1. It parses and checks the new program.
/// 2. It calls [io.teleon.policies.reload.Reload#prepare] with a snapshot from the beginning of its
///    recent log, and one of now. Both programs then run side by side over that log
///    ([io.teleon.policies.reload.ShadowRun]): where they fire other rules or give other
///    transitions is in a [io.teleon.policies.reload.FiringDifference]. A second one tells what the
///    very next epoch would do otherwise: what is stopped and started at the swap.
/// 3. Somebody reads that and agrees.
/// 4. Between two epochs the host carries over once more what the old engine knows by then
///    ([io.teleon.policies.engine.CarryOver]), tells the outputs of that, and from then on steps
///    the new engine instead. With its first step it tells all it knows of the percepts that begin
///    unknown. Epochs go on counting; reports about running actions reach the new engine.
///
/// The rules of what comes over are `policies/SEMANTICS.md`, 10.3 to 10.9.
@NullMarked
package io.teleon.policies.reload;

import org.jspecify.annotations.NullMarked;
