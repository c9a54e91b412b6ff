/// The hands of programs: how a wish of the policy engine becomes a change of the network, is
/// checked before, watched after, and taken back.
///
/// - Input: [io.teleon.policies.host.Output.Transition] values, the network at the last look, what
///   the twin says, confirmations of intents.
/// - Output: steering, limits and port commands; reports to the engine; notices; journal entries
///   and audit records.
/// - Invariants: what is to be undone is journalled before it is done; nothing is done that the
///   twin does not find good, that leaves a node without a way, or that a person has forbidden; an
///   intent is held by one action at most; every action ends in a final state of
///   [io.teleon.controller.report.ActionState] unless it is in force.
@NullMarked
package io.teleon.controller.act;

import org.jspecify.annotations.NullMarked;
