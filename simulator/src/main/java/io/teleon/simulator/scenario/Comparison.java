package io.teleon.simulator.scenario;

import io.teleon.simulator.world.AutonomyMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// One scenario and seed, played without autonomy, with reactions alone, and in full.
///
/// @param modes in this order
public record Comparison(List<Mode> modes) {

    /// An action is for something that comes within this time: the longest effect and the usual
    /// horizon of forecasts together.
    private static final Duration AHEAD = Duration.ofMinutes(30);

    /// What was wrong so long ago may still be what an action is about.
    private static final Duration BEHIND = Duration.ofMinutes(10);

    public Comparison {
        modes = List.copyOf(modes);
    }

    /// How one mode did.
    ///
    /// @param falseActions those that changed the network although without them, and without any
    ///   autonomy, nothing would have been wrong with their link or host around that time
    public record Mode(
            RunReport report, List<Verdict> verdicts, List<RunReport.Action> falseActions) {

        public Mode {
            verdicts = List.copyOf(verdicts);
            falseActions = List.copyOf(falseActions);
        }

        /// Actions that changed the network.
        public long acted() {
            return changing(report).size();
        }

        /// Of those, the ones with this outcome.
        public long count(String outcome) {
            return changing(report).stream().filter(a -> a.outcome().equals(outcome)).count();
        }
    }

    /// @param wallNanos the machine's clock
    /// @throws IOException when a file cannot be read
    public static Comparison of(ScenarioFiles.Found found, LongSupplier wallNanos)
            throws IOException {
        List<Mode> modes = new ArrayList<>();
        for (AutonomyMode mode : AutonomyMode.values()) {
            ScenarioFiles.Found planned =
                    new ScenarioFiles.Found(
                            found.name(), found.scenario().withAutonomy(mode), found.folder());
            long began = wallNanos.getAsLong();
            ScenarioRun run = ScenarioRun.of(planned, _ -> {}, wallNanos);
            run.playUntil(run.scenario().duration());
            RunReport report = run.report((wallNanos.getAsLong() - began) * 1e-9);
            RunReport alone = modes.isEmpty() ? report : modes.getFirst().report();
            modes.add(new Mode(report, run.judge(report), falseActions(report, alone)));
        }
        return new Comparison(modes);
    }

    static List<RunReport.Action> falseActions(RunReport report, RunReport alone) {
        return changing(report).stream().filter(action -> !hadReason(action, alone)).toList();
    }

    private static List<RunReport.Action> changing(RunReport report) {
        return report.actions().stream().filter(RunReport.Action::changedNetwork).toList();
    }

    private static boolean hadReason(RunReport.Action action, RunReport alone) {
        return alone.troubles().stream()
                .filter(trouble -> trouble.place().equals(action.target()))
                .anyMatch(trouble ->
                        trouble.from() < action.at() + AHEAD.toSeconds()
                                && trouble.to() > action.at() - BEHIND.toSeconds());
    }

    public Mode of(AutonomyMode mode) {
        return modes.stream()
                .filter(played -> played.report().autonomy() == mode)
                .findFirst()
                .orElseThrow();
    }

    /// Whether every mode did what is expected of it.
    public boolean isMet() {
        return modes.stream().allMatch(m -> m.verdicts().stream().allMatch(Verdict::isMet));
    }
}
