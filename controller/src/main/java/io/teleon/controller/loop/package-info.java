/// The control loop: one pure step from what happened to what is to be done about it.
///
/// - Input: a [io.teleon.controller.loop.Stimulus] and the time.
/// - Output: [io.teleon.controller.loop.Effect]s, in the order in which they are to be performed.
/// - Invariants: one thread owns all decision state; a step never blocks, reads no clock and starts
///   no thread; journal entries of a batch are committed before its other effects are performed;
///   the same stimuli at the same times give the same effects.
@NullMarked
package io.teleon.controller.loop;

import org.jspecify.annotations.NullMarked;
