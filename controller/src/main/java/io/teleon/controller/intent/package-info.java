/// How intents are met: where they begin and end, which path they take, and the state machine that
/// carries them from submission to withdrawal.
///
/// - Input: intents, the topology and the hosts as discovered, confirmations and refusals of
///   switches, time.
/// - Output: tunnels and ingress rules in [io.teleon.controller.flow.FlowTables], journal entries,
///   events.
/// - Invariants: an intent is called installed only after every switch answered the barrier behind
///   its rules; a voluntary move never takes down a path before its successor is confirmed and the
///   old one drained; one intent's failure touches no other; no more is reserved on a link than it
///   carries; the two paths of a protected intent share no link and no switch between their ends.
@NullMarked
package io.teleon.controller.intent;

import org.jspecify.annotations.NullMarked;
