package io.teleon.simulator.cli;

import io.teleon.simulator.scenario.Comparison;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A comparison of modes as a table, and what was expected and not met.
final class ComparisonText {

    private static final String ROW = "%-9s %11s %9s %9s %10s %8s %10s %7s %6s";

    private ComparisonText() {}

    static List<String> of(Comparison comparison) {
        RunReport first = comparison.modes().getFirst().report();
        List<String> lines = new ArrayList<>();
        lines.add(
                format(
                        "%s, seed %d, %.0f virtual seconds",
                        first.scenario(), first.seed(), first.virtualSeconds()));
        lines.add(
                format(
                        ROW,
                        "autonomy",
                        "delivered %",
                        "SLO s",
                        "outage s",
                        "overload s",
                        "actions",
                        "confirmed",
                        "undone",
                        "false"));
        comparison.modes().forEach(mode -> lines.add(row(mode)));
        for (Comparison.Mode mode : comparison.modes()) {
            for (Verdict verdict : mode.verdicts()) {
                if (!verdict.isMet()) {
                    lines.add(
                            "NOT MET     "
                                    + AutonomyText.of(mode.report().autonomy())
                                    + ": "
                                    + verdict.text());
                }
            }
            mode.report().violations().forEach(v -> lines.add("VIOLATION   " + v));
        }
        return lines;
    }

    private static String row(Comparison.Mode mode) {
        RunReport report = mode.report();
        return format(
                ROW,
                AutonomyText.of(report.autonomy()),
                service(report, s -> format("%.4f", 100 * s.deliveredShare())),
                service(report, s -> Long.toString(s.sloViolationSeconds())),
                service(report, s -> format("%.1f", s.intentOutageSeconds())),
                report.utilisation()
                        .map(u -> format("%.0f", u.overloadedLinkSeconds()))
                        .orElse("-"),
                mode.acted(),
                mode.count("confirmed"),
                mode.count("undone"),
                mode.falseActions().size());
    }

    private static String service(RunReport report, Function<RunReport.Service, String> part) {
        Optional<RunReport.Service> service = report.service();
        return service.map(part).orElse("-");
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
