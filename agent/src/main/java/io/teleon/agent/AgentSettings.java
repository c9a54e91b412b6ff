package io.teleon.agent;

import io.teleon.models.config.Default;
import io.teleon.models.network.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The agent's configuration file.
///
/// @param controller where to report to
/// @param token a file with the token that the controller wants to see, where it wants one
/// @param name what the agent is called; the host's name where it is not said
/// @param hostId the host's identity; the Ethernet address of its first interface where it is not
///   said
/// @param sampleInterval see [AgentPace], as the two after it
public record AgentSettings(
        @Default("http://127.0.0.1:8080") ControllerAddress controller,
        Optional<Path> token,
        Optional<String> name,
        Optional<HostId> hostId,
        @Default("1 s") Duration sampleInterval,
        @Default("5 s") Duration reportInterval,
        @Default("200000") int bufferSamples) {

    public AgentSettings {
        // Checked here, so that a mistake is told with its place in the file.
        new AgentPace(sampleInterval, reportInterval, bufferSamples);
    }

    public AgentPace pace() {
        return new AgentPace(sampleInterval, reportInterval, bufferSamples);
    }

    AgentSettings withController(ControllerAddress other) {
        return new AgentSettings(
                other, token, name, hostId, sampleInterval, reportInterval, bufferSamples);
    }
}
