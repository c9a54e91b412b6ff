/// How measurements reach the controller: OTLP metrics, which any OpenTelemetry Collector reads as
/// well.
///
/// - Input: [io.teleon.models.telemetry.Sample]s of one host.
/// - Output: the bytes of OTLP export requests, and what became of each
///   ([io.teleon.agent.uplink.Delivery]).
/// - Invariants: the bytes are the same whatever carries them. Protobuf and HTTP types stay in
///   here.
@NullMarked
package io.teleon.agent.uplink;

import org.jspecify.annotations.NullMarked;
