package io.teleon.simulator.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a run came to, with the keys of the published format. Times are seconds since the start.
///
/// @param transcriptSha256 empty once somebody outside interfered
public record RunReport(
        String scenario,
        long seed,
        double virtualSeconds,
        double wallSeconds,
        Optional<String> transcriptSha256,
        Topology topology,
        Intents intents,
        List<Failure> failures,
        Optional<Utilisation> utilisation,
        Optional<Service> service,
        Probes probes,
        List<String> violations) {

    public RunReport {
        failures = List.copyOf(failures);
        violations = List.copyOf(violations);
    }

    /// @param links directed
    /// @param discovered directed links the controller found
    public record Topology(int nodes, int links, int discovered) {}

    /// Counts at the end.
    ///
    /// @param fulfilled installed and delivering by the switches' tables
    /// @param degraded installed but not delivering
    public record Intents(int submitted, int installed, int fulfilled, int degraded, int parked) {}

    /// One thing that went wrong.
    ///
    /// @param detectedAt when the controller first told of it; empty where it never did
    /// @param restoredAt when every affected intent whose ends are connected delivered again; the
    ///   fault's own time where none was affected, empty where some never did
    /// @param decisionMillis wall time the controller's loop spent from detection to restoration
    /// @param lostSeconds mean over the affected intents of the time in which nothing was delivered
    public record Failure(
            double at,
            String element,
            OptionalDouble detectedAt,
            OptionalDouble restoredAt,
            OptionalDouble decisionMillis,
            int affectedIntents,
            OptionalDouble lostSeconds) {}

    /// Of the busiest link over time: carried load by capacity.
    public record Utilisation(double meanMax, double p99Max, double overloadedLinkSeconds) {}

    public record Service(
            double deliveredShare, double intentOutageSeconds, long sloViolationSeconds) {}

    public record Probes(long sent, long received) {

        public long lost() {
            return sent - received;
        }
    }
}
