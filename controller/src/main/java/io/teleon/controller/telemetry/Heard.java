package io.teleon.controller.telemetry;

import io.teleon.models.telemetry.Metric;
import io.teleon.models.telemetry.Sample;
import java.util.List;

/// What the control loop is told of a report: who sent it, and those few samples on which decisions
/// may stand at once. All else is in the store.
///
/// @param seen of [Metric#IF_RX_POWER] and [Metric#ANOMALY_RATE]
public record Heard(String agent, List<Sample> seen) {

    public Heard {
        seen = List.copyOf(seen);
    }

    static Heard of(String agent, List<Sample> samples) {
        return new Heard(
                agent,
                samples.stream()
                        .filter(s ->
                                s.series().metric().equals(Metric.IF_RX_POWER)
                                        || s.series().metric().equals(Metric.ANOMALY_RATE))
                        .toList());
    }
}
