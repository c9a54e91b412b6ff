/// What is measured in the network: counters of switches polled by the control loop, and what
/// agents report.
///
/// - Input: counter readings by the control loop's thread; OTLP reports of agents by any thread
///   ([io.teleon.controller.telemetry.TelemetryIngest]).
/// - Output: [io.teleon.models.telemetry.Sample]s and rates; the newest of every series for any
///   thread to read ([io.teleon.controller.telemetry.TelemetryStore]); who was heard
///   ([io.teleon.controller.telemetry.AgentWatch]).
/// - Invariants: a rate is only given between two readings of the same life of a counter; what is
///   kept is bounded, and what is not kept is counted; an agent speaks for its own host only;
///   nothing here decides anything. Protobuf's types stay in here.
@NullMarked
package io.teleon.controller.telemetry;

import org.jspecify.annotations.NullMarked;
