package io.teleon.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.teleon.controller.report.ActionView;
import io.teleon.simulator.scenario.Comparison;
import io.teleon.simulator.scenario.RunReport;
import io.teleon.simulator.scenario.Verdict;
import io.teleon.simulator.world.AutonomyMode;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A [RunReport] as JSON with the published keys. What was not measured is null.
final class RunReportJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RunReportJson() {}

    static String write(RunReport report) {
        return write(report, List.of());
    }

    /// @param verdicts of a scenario's expectations
    static String write(RunReport report, List<Verdict> verdicts) {
        return text(tree(report, verdicts));
    }

    private static ObjectNode tree(RunReport report, List<Verdict> verdicts) {
        ObjectNode root = NODES.objectNode();
        root.put("scenario", report.scenario());
        root.put("seed", report.seed());
        root.put("autonomy", AutonomyText.of(report.autonomy()));
        root.put("virtualSeconds", report.virtualSeconds());
        root.put("wallSeconds", report.wallSeconds());
        root.put("transcriptSha256", report.transcriptSha256().orElse(null));
        root.putObject("topology")
                .put("nodes", report.topology().nodes())
                .put("links", report.topology().links())
                .put("discovered", report.topology().discovered());
        root.putObject("intents")
                .put("submitted", report.intents().submitted())
                .put("installed", report.intents().installed())
                .put("fulfilled", report.intents().fulfilled())
                .put("degraded", report.intents().degraded())
                .put("parked", report.intents().parked());
        ArrayNode failures = root.putArray("failures");
        for (RunReport.Failure failure : report.failures()) {
            ObjectNode node = failures.addObject();
            node.put("at", failure.at()).put("element", failure.element());
            put(node, "detectedAt", failure.detectedAt());
            put(node, "restoredAt", notBefore(failure.detectedAt(), failure.restoredAt()));
            put(node, "decisionMillis", failure.decisionMillis());
            node.put("affectedIntents", failure.affectedIntents());
            put(node, "lostSeconds", failure.lostSeconds());
        }
        report.utilisation().ifPresentOrElse(u -> put(root, u), () -> root.putNull("utilisation"));
        report.service().ifPresentOrElse(s -> put(root, s), () -> root.putNull("service"));
        ArrayNode actions = root.putArray("actions");
        report.actions().forEach(action -> put(actions.addObject(), action));
        put(root.putObject("baseline"), report.baseline());
        root.putObject("probes")
                .put("sent", report.probes().sent())
                .put("received", report.probes().received())
                .put("lost", report.probes().lost());
        ArrayNode violations = root.putArray("violations");
        report.violations().forEach(violations::add);
        ArrayNode expectations = root.putArray("expectations");
        for (Verdict verdict : verdicts) {
            expectations.addObject().put("met", verdict.isMet()).put("text", verdict.text());
        }
        return root;
    }

    /// The run in full with its baseline, and under `modes` a row for each.
    static String write(Comparison comparison) {
        RunReport full = comparison.of(AutonomyMode.FULL).report();
        RunReport none = comparison.of(AutonomyMode.NONE).report();
        ObjectNode root =
                tree(full.withBaseline(none), comparison.of(AutonomyMode.FULL).verdicts());
        ArrayNode modes = root.putArray("modes");
        for (Comparison.Mode mode : comparison.modes()) {
            ObjectNode row = modes.addObject();
            row.put("autonomy", AutonomyText.of(mode.report().autonomy()));
            mode.report().service().ifPresentOrElse(s -> put(row, s), () -> row.putNull("service"));
            mode.report()
                    .utilisation()
                    .ifPresentOrElse(u -> put(row, u), () -> row.putNull("utilisation"));
            row.put("actions", mode.acted())
                    .put("confirmed", mode.count("confirmed"))
                    .put("undone", mode.count("undone"))
                    .put("false", mode.falseActions().size())
                    .put("violations", mode.report().violations().size());
        }
        return text(root);
    }

    private static void put(ObjectNode root, RunReport.Utilisation utilisation) {
        root.putObject("utilisation")
                .put("meanMax", utilisation.meanMax())
                .put("p99Max", utilisation.p99Max())
                .put("overloadedLinkSeconds", utilisation.overloadedLinkSeconds());
    }

    private static void put(ObjectNode root, RunReport.Service service) {
        root.putObject("service")
                .put("deliveredShare", service.deliveredShare())
                .put("intentOutageSeconds", service.intentOutageSeconds())
                .put("sloViolationSeconds", service.sloViolationSeconds());
    }

    private static void put(ObjectNode node, RunReport.Action action) {
        node.put("at", action.at())
                .put("id", action.id())
                .put("rule", action.rule())
                .put("action", action.action())
                .put("target", action.target());
        ObjectNode forecast = node.putObject("forecast");
        action.forecast().ifPresent(foreseen -> put(forecast, foreseen));
        node.put("twin", action.twin().orElse(null))
                .put("outcome", action.outcome())
                .put("intents", action.intents());
    }

    private static void put(ObjectNode node, ActionView.Foreseen foreseen) {
        node.put("model", foreseen.model())
                .put("fact", foreseen.fact())
                .put("horizonSeconds", foreseen.horizon().toSeconds())
                .put("p10", foreseen.p10())
                .put("p50", foreseen.p50())
                .put("p90", foreseen.p90())
                .put("skill", foreseen.skill());
        if (Double.isNaN(foreseen.capacity())) {
            node.putNull("capacity");
        } else {
            node.put("capacity", foreseen.capacity());
        }
    }

    private static void put(ObjectNode node, Optional<RunReport.Baseline> baseline) {
        node.put("name", baseline.map(b -> name(b.autonomy())).orElse("no autonomy"));
        baseline.flatMap(RunReport.Baseline::service)
                .ifPresentOrElse(s -> put(node, s), () -> node.putNull("service"));
        baseline.flatMap(RunReport.Baseline::utilisation)
                .ifPresentOrElse(u -> put(node, u), () -> node.putNull("utilisation"));
    }

    private static String name(AutonomyMode mode) {
        return switch (mode) {
            case NONE -> "no autonomy";
            case REACTIVE -> "reactive";
            case FULL -> "full";
        };
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(key, value.getAsDouble());
        } else {
            node.putNull(key);
        }
    }

    private static String text(ObjectNode root) {
        try {
            return new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    /// Where there was nothing to restore, a failure is over when it is known.
    private static OptionalDouble notBefore(OptionalDouble detected, OptionalDouble restored) {
        return detected.isPresent() && restored.isPresent()
                ? OptionalDouble.of(Math.max(detected.getAsDouble(), restored.getAsDouble()))
                : restored;
    }
}
