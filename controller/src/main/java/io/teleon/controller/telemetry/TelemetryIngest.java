package io.teleon.controller.telemetry;

import io.teleon.models.telemetry.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where reports of agents come in: decodes them, keeps their samples, and tells the control loop
/// who was heard. For any number of threads.
public final class TelemetryIngest {

    /// Samples later than this are not kept: a host whose clock is ahead would block its series for
    /// the time until then.
    public static final Duration MAX_AHEAD = Duration.ofMinutes(1);

    private final TelemetryStore store;
    private final Consumer<Heard> heard;

    /// @param heard told of each agent that reported, once a report
    public TelemetryIngest(TelemetryStore store, Consumer<Heard> heard) {
        this.store = store;
        this.heard = heard;
    }

    /// Takes the body of an OTLP metrics export request.
    public IngestResult accept(byte[] body, Instant now) {
        return switch (OtlpDecoder.decode(body)) {
            case OtlpContent.Malformed(String reason) -> new IngestResult.Refused(reason);
            case OtlpContent.Metrics metrics -> keep(metrics, now);
        };
    }

    private IngestResult keep(OtlpContent.Metrics metrics, Instant now) {
        Instant limit = now.plus(MAX_AHEAD);
        long kept = 0;
        long ahead = 0;
        for (AgentReport report : metrics.reports()) {
            List<Sample> inTime =
                    report.samples().stream().filter(s -> !s.at().isAfter(limit)).toList();
            store.add(inTime);
            kept += inTime.size();
            ahead += report.samples().size() - inTime.size();
            heard.accept(Heard.of(report.agent(), inTime));
        }
        Optional<String> reason =
                ahead > 0
                        ? Optional.of("the host's clock is more than a minute ahead")
                        : metrics.reason();
        return new IngestResult.Accepted(kept, metrics.rejected() + ahead, reason);
    }
}
