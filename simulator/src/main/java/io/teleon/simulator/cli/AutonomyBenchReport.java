package io.teleon.simulator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.teleon.simulator.bench.AutonomyBenchmark;
import io.teleon.simulator.bench.Measure;
import io.teleon.simulator.scenario.Comparison;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.Verdict;
import io.teleon.simulator.world.AutonomyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What [AutonomyBenchmark] found, as tables and as JSON.
final class AutonomyBenchReport {

    private static final String MODES = "%-28s %-9s %8s %9s %11s %9s %6s %6s %6s %6s %6s";

    private final AutonomyBenchmark.Result result;
    private final List<String> lines = new ArrayList<>();

    private AutonomyBenchReport(AutonomyBenchmark.Result result) {
        this.result = result;
    }

    static List<String> lines(AutonomyBenchmark.Result result) {
        AutonomyBenchReport report = new AutonomyBenchReport(result);
        if (!result.scenarios().isEmpty()) {
            report.scenarios();
        }
        if (!result.days().isEmpty()) {
            report.days();
        }
        if (!result.pulls().isEmpty()) {
            report.pulls();
        }
        report.measures();
        return report.lines;
    }

    // --- scenarios

    /// Sums over scenarios, all of which have traffic or count for nothing.
    private static final class Sums {
        private long violations;
        private double overloaded;
        private double outage;
        private long acted;
        private long confirmed;
        private long undone;
        private long refused;
        private int wrong;
    }

    private void scenarios() {
        add(
                MODES,
                "scenario, seed " + result.plan().seed(),
                "autonomy",
                "SLO s",
                "overload",
                "delivered %",
                "outage s",
                "acted",
                "conf.",
                "undone",
                "refus.",
                "false");
        for (Comparison comparison : result.scenarios()) {
            comparison.modes().forEach(this::mode);
        }
        for (AutonomyMode mode : AutonomyMode.values()) {
            sum(mode);
        }
        for (Comparison comparison : result.scenarios()) {
            for (Comparison.Mode mode : comparison.modes()) {
                mode.verdicts().stream()
                        .filter(verdict -> !verdict.isMet())
                        .map(Verdict::text)
                        .forEach(text -> unmet(mode.report(), text));
                mode.report().violations().forEach(text -> unmet(mode.report(), text));
            }
        }
        lines.add("");
    }

    private void unmet(RunReport report, String text) {
        lines.add(
                "NOT MET     "
                        + report.scenario()
                        + ", "
                        + AutonomyText.of(report.autonomy())
                        + ": "
                        + text);
    }

    private void mode(Comparison.Mode mode) {
        RunReport report = mode.report();
        add(
                MODES,
                report.autonomy() == AutonomyMode.NONE ? report.scenario() : "",
                AutonomyText.of(report.autonomy()),
                report.service().map(s -> Long.toString(s.sloViolationSeconds())).orElse("-"),
                report.utilisation()
                        .map(u -> format("%.0f", u.overloadedLinkSeconds()))
                        .orElse("-"),
                report.service().map(s -> format("%.4f", 100 * s.deliveredShare())).orElse("-"),
                report.service().map(s -> format("%.1f", s.intentOutageSeconds())).orElse("-"),
                mode.acted(),
                mode.count("confirmed"),
                mode.count("undone"),
                refused(report),
                mode.falseActions().size());
    }

    private static long refused(RunReport report) {
        return report.actions().stream().filter(a -> a.outcome().equals("refused")).count();
    }

    private Sums sums(AutonomyMode wanted) {
        Sums sums = new Sums();
        for (Comparison comparison : result.scenarios()) {
            Comparison.Mode mode = comparison.of(wanted);
            RunReport report = mode.report();
            report.service()
                    .ifPresent(service -> {
                        sums.violations += service.sloViolationSeconds();
                        sums.outage += service.intentOutageSeconds();
                    });
            report.utilisation().ifPresent(used -> sums.overloaded += used.overloadedLinkSeconds());
            sums.acted += mode.acted();
            sums.confirmed += mode.count("confirmed");
            sums.undone += mode.count("undone");
            sums.refused += refused(report);
            sums.wrong += mode.falseActions().size();
        }
        return sums;
    }

    private void sum(AutonomyMode mode) {
        Sums sums = sums(mode);
        add(
                MODES,
                mode == AutonomyMode.NONE ? "all" : "",
                AutonomyText.of(mode),
                sums.violations,
                format("%.0f", sums.overloaded),
                "",
                format("%.1f", sums.outage),
                sums.acted,
                sums.confirmed,
                sums.undone,
                sums.refused,
                sums.wrong);
    }

    // --- measured traffic

    private void days() {
        lines.add(
                "Abilene from 2004-03-08, "
                        + result.plan().days()
                        + " d; busiest link "
                        + result.busiest().orElse("unknown")
                        + " scaled to a peak of 0.8 without noise");
        String row = "%-6s %-8s %6s %6s %6s %9s %9s %9s %9s %11s %11s %8s %8s";
        add(
                row,
                "seed",
                "ramps",
                "peak",
                "acted",
                "false",
                "injected",
                "caught",
                "prevented",
                "averted",
                "overload",
                "without",
                "wall s",
                "cpu s");
        for (var day : result.days()) {
            add(
                    row,
                    day.seed(),
                    day.isInjected() ? "yes" : "no",
                    format("%.3f", day.peak()),
                    day.acted().size(),
                    day.falseActions(),
                    day.injected().size(),
                    day.caught(),
                    day.prevented(),
                    day.averted(),
                    format("%.0f", day.overloaded()),
                    format("%.0f", day.overloadedBefore()),
                    format("%.0f", day.wallSeconds()),
                    format("%.0f", day.cpuSeconds()));
        }
        for (var day : result.days()) {
            if (!day.isInjected()) {
                day.acted()
                        .forEach(a ->
                                add(
                                        "    seed %d at %.0f s: %s on %s, %s%s",
                                        day.seed(),
                                        a.begun(),
                                        a.action(),
                                        a.target(),
                                        a.outcome(),
                                        a.isFalse() ? ", FALSE" : ""));
            }
            day.injected().stream()
                    .filter(breach -> !breach.isCaught())
                    .forEach(breach ->
                            add(
                                    "    seed %d at %.0f s: breach of %s for %.0f s %s; %.0f of %.0f link-seconds of overload came",
                                    day.seed(),
                                    breach.from(),
                                    breach.link(),
                                    breach.seconds(),
                                    breach.isPrevented()
                                            ? "prevented by an action for another link"
                                            : "not caught",
                                    breach.overloaded(),
                                    breach.overloadedBefore()));
        }
        lines.add("");
    }

    private void pulls() {
        String row = "%-22s %5s %-11s %-22s %11s %11s %7s";
        add(
                row,
                "kill switch in",
                "seed",
                "in state",
                "action",
                "virtual ms",
                "computed ms",
                "begun");
        for (var pull : result.pulls()) {
            add(
                    row,
                    pull.scenario(),
                    pull.seed(),
                    pull.state(),
                    pull.action(),
                    format("%.3f", pull.virtualMillis()),
                    format("%.3f", pull.computeMillis()),
                    pull.begunAfterwards());
        }
        lines.add("");
    }

    private void measures() {
        String row = "%-72s %10s %-8s %10s %10s %10s  %s";
        add(row, "measure", "value", "unit", "baseline", "reach", "aim", "");
        for (Measure measure : result.measures()) {
            add(
                    row,
                    measure.name(),
                    number(measure.value()),
                    measure.unit(),
                    number(measure.baseline()),
                    bound(measure.reach()),
                    bound(measure.aim()),
                    verdict(measure));
        }
        add("%.0f s of wall time", result.wallSeconds());
    }

    private static String verdict(Measure measure) {
        if (measure.value().isEmpty()) {
            return "not measured";
        }
        return measure.isAimed() ? "aim met" : measure.isReached() ? "reach met" : "MISSED";
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? bound(value.getAsDouble()) : "-";
    }

    private static String bound(double value) {
        return Double.isInfinite(value)
                ? "-"
                : value == Math.rint(value) ? format("%.0f", value) : format("%.4f", value);
    }

    private void add(String pattern, Object... values) {
        lines.add(format(pattern, values).stripTrailing());
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    // --- JSON

    static String json(AutonomyBenchmark.Result result) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("benchmark", "autonomy");
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("seed", result.plan().seed());
        root.put("wallSeconds", result.wallSeconds());
        root.put("reached", result.isReached());
        ArrayNode measures = root.putArray("measures");
        for (Measure measure : result.measures()) {
            ObjectNode node = measures.addObject();
            node.put("name", measure.name());
            put(node, "value", measure.value());
            node.put("unit", measure.unit());
            node.put("baselineOf", measure.baselineName());
            put(node, "baseline", measure.baseline());
            put(node, "reach", OptionalDouble.of(measure.reach()));
            put(node, "aim", OptionalDouble.of(measure.aim()));
            node.put("reached", measure.isReached());
            node.put("aimed", measure.isAimed());
        }
        ArrayNode scenarios = root.putArray("scenarios");
        result.scenarios().stream()
                .flatMap(comparison -> comparison.modes().stream())
                .forEach(mode -> scenario(scenarios.addObject(), mode));
        root.put("days", result.plan().days());
        root.put("busiest", result.busiest().orElse(null));
        ArrayNode days = root.putArray("measuredDays");
        result.days().forEach(day -> days.addPOJO(day));
        ArrayNode pulls = root.putArray("killSwitch");
        result.pulls().forEach(pull -> pulls.addPOJO(pull));
        return root.toPrettyString() + "\n";
    }

    private static void scenario(ObjectNode node, Comparison.Mode mode) {
        RunReport report = mode.report();
        node.put("scenario", report.scenario());
        node.put("autonomy", AutonomyText.of(report.autonomy()));
        report.service()
                .ifPresent(service -> {
                    node.put("sloViolationSeconds", service.sloViolationSeconds());
                    node.put("deliveredShare", service.deliveredShare());
                    node.put("intentOutageSeconds", service.intentOutageSeconds());
                });
        report.utilisation()
                .ifPresent(used -> node.put("overloadedLinkSeconds", used.overloadedLinkSeconds()));
        node.put("acted", mode.acted());
        node.put("confirmed", mode.count("confirmed"));
        node.put("undone", mode.count("undone"));
        node.put("refused", refused(report));
        node.put("falseActions", mode.falseActions().size());
        ArrayNode unmet = node.putArray("unmet");
        mode.verdicts().stream()
                .filter(verdict -> !verdict.isMet())
                .forEach(verdict -> unmet.add(verdict.text()));
        ArrayNode violations = node.putArray("violations");
        report.violations().forEach(violations::add);
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent() && !Double.isInfinite(value.getAsDouble())) {
            node.put(key, value.getAsDouble());
        } else {
            node.putNull(key);
        }
    }
}
