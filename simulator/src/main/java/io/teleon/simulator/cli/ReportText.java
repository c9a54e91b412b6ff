package io.teleon.simulator.cli;

import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.Verdict;
import io.teleon.simulator.world.AutonomyMode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A run's result for a person to read.
final class ReportText {

    private ReportText() {}

    static List<String> of(RunReport report, List<Verdict> verdicts) {
        List<String> lines = new ArrayList<>();
        lines.add(
                format(
                        "%s, seed %d: %.0f virtual seconds in %.1f s (%.0f x real time)",
                        report.scenario(),
                        report.seed(),
                        report.virtualSeconds(),
                        report.wallSeconds(),
                        report.virtualSeconds() / report.wallSeconds()));
        lines.add(
                format(
                        "topology    %d nodes, %d of %d directed links discovered",
                        report.topology().nodes(),
                        report.topology().discovered(),
                        report.topology().links()));
        lines.add(
                format(
                        "intents     %d of %d installed, %d fulfilled, %d degraded, %d parked",
                        report.intents().installed(),
                        report.intents().submitted(),
                        report.intents().fulfilled(),
                        report.intents().degraded(),
                        report.intents().parked()));
        report.failures().forEach(failure -> lines.add(failure(failure)));
        report.utilisation()
                .ifPresent(u ->
                        lines.add(
                                format(
                                        "busiest link  mean %.1f %%, p99 %.1f %%, overloaded"
                                                + " link-seconds %.0f",
                                        100 * u.meanMax(),
                                        100 * u.p99Max(),
                                        u.overloadedLinkSeconds())));
        report.service()
                .ifPresent(s ->
                        lines.add(
                                format(
                                        "service     %.4f %% delivered, outage %.3f"
                                                + " intent-seconds, SLO violated for %d"
                                                + " intent-seconds",
                                        100 * s.deliveredShare(),
                                        s.intentOutageSeconds(),
                                        s.sloViolationSeconds())));
        if (report.autonomy() != AutonomyMode.NONE) {
            lines.add(
                    format(
                            "autonomy    %s, %d actions",
                            AutonomyText.of(report.autonomy()), report.actions().size()));
        }
        for (RunReport.Action action : report.actions()) {
            lines.add(
                    format(
                            "action      %.1f s %s on %s by %s: %s",
                            action.at(),
                            action.action(),
                            action.target(),
                            action.rule(),
                            action.outcome()));
        }
        if (report.probes().sent() > 0) {
            lines.add(
                    format(
                            "probes      %d sent, %d lost",
                            report.probes().sent(), report.probes().lost()));
        }
        report.violations().forEach(violation -> lines.add("VIOLATION   " + violation));
        lines.add(
                "transcript  "
                        + report.transcriptSha256().orElse("not repeatable: somebody interfered"));
        verdicts.forEach(v -> lines.add((v.isMet() ? "met         " : "NOT MET     ") + v.text()));
        return lines;
    }

    private static String failure(RunReport.Failure failure) {
        return format(
                "failure     %.3f s %s: detected %s, restored %s, %d intents affected",
                failure.at(),
                failure.element(),
                after(failure.detectedAt(), failure.at()),
                after(failure.restoredAt(), failure.at()),
                failure.affectedIntents());
    }

    private static String after(OptionalDouble moment, double at) {
        return moment.isPresent()
                ? format("after %.1f ms", 1e3 * (moment.getAsDouble() - at))
                : "never";
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
