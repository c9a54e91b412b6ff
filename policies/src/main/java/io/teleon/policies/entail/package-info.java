/// What follows from what, as far as it can be shown in so many steps.
///
/// - Input: conditions of a program, each with the truth it is claimed to have and with what its
///   variables stand for.
/// - Output: a [io.teleon.policies.entail.Verdict]: the claims contradict one another, and which of
///   them do; or they seem to go together, and how; or the steps did not suffice.
/// - Invariants: *proved* is never said of what is not so. *Open* and *gave up* say nothing about
///   the network, only that there was no proof. The same question has the same answer, since the
///   bound is counted in steps and not in time.
///
/// Predicates and functions are written out in full. The disjuncts of the disjunctive normal form
/// are then walked one after another, and each is dropped at its first contradiction (an analytic
/// tableau, Smullyan, "First-Order Logic", 1968). Arithmetic is that of linear inequalities over
/// readings, by elimination after Fourier and Motzkin. Nothing here needs a solver from outside.
@NullMarked
package io.teleon.policies.entail;

import org.jspecify.annotations.NullMarked;
