package io.teleon.controller.loop;

import io.teleon.controller.autonomy.AutonomySettings;
import io.teleon.controller.intent.IntentTimings;
import io.teleon.controller.openflow.Octets;
import io.teleon.controller.probe.ProbeSettings;
import io.teleon.controller.session.SessionTimings;
import io.teleon.controller.topology.Inventory;
import java.time.Duration;
import java.util.Optional;

/// What the control loop is told at its start and never changes.
///
/// @param discoveryInterval between two discovery frames out of one port; a link is down when none
///   has arrived for three and a half of these
/// @param portPollInterval between two readings of a switch's port counters
/// @param tableReadInterval between two comparisons of a switch's tables
/// @param answerTimeout after which a reading is given up, and after twice as long without a
///   barrier's answer the connection
/// @param agentSilence after which an agent counts as silent
/// @param packetInsPerSecond looked at from one port
/// @param eventCapacity events kept
/// @param discoveryKey seals discovery frames; to be drawn at random for each controller
/// @param seed of the nonces in them
/// @param probes how often tunnels are probed
/// @param autonomy what it may do by itself; nothing where empty
public record ControllerConfig(
        Inventory inventory,
        SessionTimings sessions,
        IntentTimings intents,
        Duration discoveryInterval,
        Duration portPollInterval,
        Duration tableReadInterval,
        Duration answerTimeout,
        Duration agentSilence,
        int packetInsPerSecond,
        int eventCapacity,
        Octets discoveryKey,
        long seed,
        ProbeSettings probes,
        Optional<AutonomySettings> autonomy) {

    public ControllerConfig {
        requirePositive("discovery interval", discoveryInterval);
        requirePositive("port poll interval", portPollInterval);
        requirePositive("table read interval", tableReadInterval);
        requirePositive("answer timeout", answerTimeout);
        requirePositive("agent silence", agentSilence);
        if (packetInsPerSecond < 1 || eventCapacity < 1) {
            throw new IllegalArgumentException(
                    "packet-ins per second "
                            + packetInsPerSecond
                            + " and event capacity "
                            + eventCapacity
                            + " must be 1 or more");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " " + duration + " is not above zero");
        }
    }

    /// The usual timings.
    public static ControllerConfig standard(Inventory inventory, Octets discoveryKey, long seed) {
        return new ControllerConfig(
                inventory,
                SessionTimings.STANDARD,
                IntentTimings.STANDARD,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                200,
                10_000,
                discoveryKey,
                seed,
                ProbeSettings.STANDARD,
                Optional.empty());
    }

    /// The same with other timings for intents.
    public ControllerConfig with(IntentTimings timings) {
        return new ControllerConfig(
                inventory,
                sessions,
                timings,
                discoveryInterval,
                portPollInterval,
                tableReadInterval,
                answerTimeout,
                agentSilence,
                packetInsPerSecond,
                eventCapacity,
                discoveryKey,
                seed,
                probes,
                autonomy);
    }

    /// The same with this autonomy.
    public ControllerConfig with(AutonomySettings settings) {
        return new ControllerConfig(
                inventory,
                sessions,
                intents,
                discoveryInterval,
                portPollInterval,
                tableReadInterval,
                answerTimeout,
                agentSilence,
                packetInsPerSecond,
                eventCapacity,
                discoveryKey,
                seed,
                probes,
                Optional.of(settings));
    }

    /// The same with these probes.
    public ControllerConfig with(ProbeSettings settings) {
        return new ControllerConfig(
                inventory,
                sessions,
                intents,
                discoveryInterval,
                portPollInterval,
                tableReadInterval,
                answerTimeout,
                agentSilence,
                packetInsPerSecond,
                eventCapacity,
                discoveryKey,
                seed,
                settings,
                autonomy);
    }
}
