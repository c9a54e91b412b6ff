package io.teleon.controller.telemetry;

import io.teleon.models.telemetry.Sample;
import java.util.List;

/// What one agent measured.
///
/// @param agent its name
/// @param samples of its host and the host's interfaces, in order of time within a series
public record AgentReport(String agent, List<Sample> samples) {

    public AgentReport {
        samples = List.copyOf(samples);
    }
}
