/// The agent: how one host is measured and reported.
///
/// - Input: what [io.teleon.agent.collect.Collector]s read from the host, and what time it is.
/// - Output: OTLP reports through an [io.teleon.agent.uplink.Uplink], and
///   [io.teleon.agent.AgentEvent]s for the diary of whoever runs it.
/// - Invariants: [io.teleon.agent.Agent] reads no clock, starts no thread and never waits, so the
///   same class runs in the daemon and on every host of a simulated network. Samples are taken on a
///   fixed grid of time; what cannot be reported is kept up to a bound, then the oldest is dropped,
///   and every loss is counted and reported itself.
@NullMarked
package io.teleon.agent;

import org.jspecify.annotations.NullMarked;
