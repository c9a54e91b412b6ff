package io.teleon.simulator.world;

import io.teleon.models.network.Topology;
import io.teleon.simulator.traffic.TrafficSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What a world is made of.
///
/// @param start the virtual time at which it begins
/// @param seed of all chance in it
/// @param traffic none for probes and discovery alone
/// @param tableSize flow entries each table of a switch has room for
/// @param isChecked whether invariants are watched, which costs time in large networks
/// @param hasAgents whether every host has an agent that measures it
/// @param controller how the controller is started, each time
/// @param transcript receives every line
/// @param wallNanos the machine's clock, by which the controller's computing is measured
public record WorldPlan(
        Topology topology,
        Instant start,
        long seed,
        Timings timings,
        Optional<TrafficSource> traffic,
        Duration trafficInterval,
        int tableSize,
        boolean isChecked,
        boolean hasAgents,
        ControllerPlan controller,
        Consumer<String> transcript,
        LongSupplier wallNanos) {

    public static final Instant USUAL_START = Instant.parse("2026-01-05T00:00:00Z");

    /// A checked world without traffic.
    public static WorldPlan of(Topology topology, long seed, LongSupplier wallNanos) {
        return new WorldPlan(
                topology,
                USUAL_START,
                seed,
                Timings.STANDARD,
                Optional.empty(),
                Duration.ofSeconds(10),
                1_000_000,
                true,
                true,
                ControllerPlan.PLAIN,
                _ -> {},
                wallNanos);
    }

    public WorldPlan withTraffic(TrafficSource source) {
        return new WorldPlan(
                topology,
                start,
                seed,
                timings,
                Optional.of(source),
                trafficInterval,
                tableSize,
                isChecked,
                hasAgents,
                controller,
                transcript,
                wallNanos);
    }

    public WorldPlan withStart(Instant other) {
        return new WorldPlan(
                topology,
                other,
                seed,
                timings,
                traffic,
                trafficInterval,
                tableSize,
                isChecked,
                hasAgents,
                controller,
                transcript,
                wallNanos);
    }

    public WorldPlan withTimings(Timings other) {
        return new WorldPlan(
                topology,
                start,
                seed,
                other,
                traffic,
                trafficInterval,
                tableSize,
                isChecked,
                hasAgents,
                controller,
                transcript,
                wallNanos);
    }

    public WorldPlan unchecked() {
        return new WorldPlan(
                topology,
                start,
                seed,
                timings,
                traffic,
                trafficInterval,
                tableSize,
                false,
                hasAgents,
                controller,
                transcript,
                wallNanos);
    }

    public WorldPlan withoutAgents() {
        return new WorldPlan(
                topology,
                start,
                seed,
                timings,
                traffic,
                trafficInterval,
                tableSize,
                isChecked,
                false,
                controller,
                transcript,
                wallNanos);
    }

    public WorldPlan withTranscript(Consumer<String> reader) {
        return new WorldPlan(
                topology,
                start,
                seed,
                timings,
                traffic,
                trafficInterval,
                tableSize,
                isChecked,
                hasAgents,
                controller,
                reader,
                wallNanos);
    }

    public WorldPlan withTableSize(int entries) {
        return new WorldPlan(
                topology,
                start,
                seed,
                timings,
                traffic,
                trafficInterval,
                entries,
                isChecked,
                hasAgents,
                controller,
                transcript,
                wallNanos);
    }

    public WorldPlan withController(ControllerPlan other) {
        return new WorldPlan(
                topology,
                start,
                seed,
                timings,
                traffic,
                trafficInterval,
                tableSize,
                isChecked,
                hasAgents,
                other,
                transcript,
                wallNanos);
    }
}
