/// What is measured in the network: counters of switches polled by the control loop, and what
/// agents report.
///
/// - Input: counter readings, samples from agents.
/// - Output: [io.teleon.models.telemetry.Sample]s and rates.
/// - Invariants: a rate is only given between two readings of the same life of a counter; nothing
///   here decides anything.
@NullMarked
package io.teleon.controller.telemetry;

import org.jspecify.annotations.NullMarked;
