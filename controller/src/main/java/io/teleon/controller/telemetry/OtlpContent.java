package io.teleon.controller.telemetry;

import java.util.List;
import java.util.Optional;

/// What the bytes of an OTLP metrics export request turned out to be.
public sealed interface OtlpContent {

    /// A request, with what of it is of use here.
    ///
    /// @param rejected how many points are not: of unknown metrics, with values that are no
    ///   numbers, or of nobody
    /// @param reason why the first of them is not
    record Metrics(List<AgentReport> reports, long rejected, Optional<String> reason)
            implements OtlpContent {

        public Metrics {
            reports = List.copyOf(reports);
        }
    }

    /// No request at all.
    record Malformed(String reason) implements OtlpContent {}
}
