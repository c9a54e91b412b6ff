/// What would come of a change: candidates tried on a copy of what the controller believes, under
/// the traffic it expects.
///
/// - Input: a [io.teleon.controller.twin.TwinNetwork] (usable links, each intent's way and what it
///   is expected to send over the window of the effect) and [io.teleon.controller.twin.Candidate]s.
/// - Output: a [io.teleon.controller.twin.Rehearsal], every candidate's
///   [io.teleon.controller.twin.Verdict] with the numbers it rests on, best first.
/// - Invariants: no I/O, no clock, no chance; the same input gives the same bits. A candidate that
///   breaks a promise of the network (a loop, a black hole, a node cut off, the management path
///   cut) is refused whatever it would gain. The twin knows beliefs only and is as wrong as they
///   are: that it says *improves* is no reason not to measure afterwards.
@NullMarked
package io.teleon.controller.twin;

import org.jspecify.annotations.NullMarked;
