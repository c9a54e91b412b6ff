package io.teleon.controller.telemetry;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.util.Optional;

/// What became of a report that arrived.
public sealed interface IngestResult {

    /// It was read and kept, all of it or in part.
    ///
    /// @param kept how many samples
    /// @param rejected how many could not be used
    /// @param reason why the first of them could not
    record Accepted(long kept, long rejected, Optional<String> reason) implements IngestResult {

        /// OTLP's export response, which goes back to the sender.
        public byte[] answer() {
            ExportMetricsServiceResponse.Builder answer = ExportMetricsServiceResponse.newBuilder();
            if (rejected > 0) {
                answer.setPartialSuccess(
                        ExportMetricsPartialSuccess.newBuilder()
                                .setRejectedDataPoints(rejected)
                                .setErrorMessage(reason.orElse("")));
            }
            return answer.build().toByteArray();
        }
    }

    /// It was no report: the sender should not try again (400).
    record Refused(String reason) implements IngestResult {}
}
