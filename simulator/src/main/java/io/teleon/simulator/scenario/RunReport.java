package io.teleon.simulator.scenario;

import io.teleon.controller.report.ActionView;
import io.teleon.simulator.world.AutonomyMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a run came to, with the keys of the published format. Times are seconds since the start.
///
/// @param transcriptSha256 empty once somebody outside interfered
public record RunReport(
        String scenario,
        long seed,
        AutonomyMode autonomy,
        double virtualSeconds,
        double wallSeconds,
        Optional<String> transcriptSha256,
        Topology topology,
        Intents intents,
        List<Failure> failures,
        Optional<Utilisation> utilisation,
        Optional<Service> service,
        List<Action> actions,
        Optional<Baseline> baseline,
        List<Trouble> troubles,
        Probes probes,
        List<String> violations) {

    public RunReport {
        failures = List.copyOf(failures);
        actions = List.copyOf(actions);
        troubles = List.copyOf(troubles);
        violations = List.copyOf(violations);
    }

    public RunReport withBaseline(RunReport other) {
        return new RunReport(
                scenario,
                seed,
                autonomy,
                virtualSeconds,
                wallSeconds,
                transcriptSha256,
                topology,
                intents,
                failures,
                utilisation,
                service,
                actions,
                Optional.of(new Baseline(other.autonomy(), other.service(), other.utilisation())),
                troubles,
                probes,
                violations);
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

    /// What a program did.
    ///
    /// @param rule that fired, `congestion.relieve.move`
    /// @param twin what the rehearsal said, `improves`
    /// @param outcome in one word: `confirmed`, `undone`, `refused`, `failed`, `suggested`,
    ///   `ended`, `open`
    /// @param acted whether anything was ever done for it
    /// @param intents it moved or limited
    public record Action(
            long id,
            double at,
            String rule,
            String action,
            String target,
            Optional<ActionView.Foreseen> forecast,
            Optional<String> twin,
            String outcome,
            boolean acted,
            int intents) {

        /// @param start of the run
        public static Action of(ActionView view, Instant start) {
            return new Action(
                    view.id(),
                    Duration.between(start, view.proposedAt()).toNanos() / 1e9,
                    view.rule(),
                    view.action(),
                    view.target(),
                    view.forecast(),
                    view.twin().map(ActionView.TwinView::verdict),
                    view.outcome(),
                    ActionFilter.hasActed(view),
                    view.intents().size());
        }

        /// Whether it was more than words for people.
        public boolean changedNetwork() {
            return acted && !ActionFilter.isWords(action);
        }
    }

    /// A link was asked for more than it carries, cut, or lossy; or a host scanned.
    ///
    /// @param place `DNVRng>KSCYng`, or the port of the host, `DNVRng/4`
    public record Trouble(String place, double from, double to) {}

    /// The same scenario and seed with another autonomy.
    public record Baseline(
            AutonomyMode autonomy, Optional<Service> service, Optional<Utilisation> utilisation) {}

    public record Probes(long sent, long received) {

        public long lost() {
            return sent - received;
        }
    }
}
