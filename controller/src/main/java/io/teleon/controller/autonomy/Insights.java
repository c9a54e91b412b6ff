package io.teleon.controller.autonomy;

import io.teleon.controller.predict.Forecasts;
import io.teleon.controller.report.Insight;
import io.teleon.controller.report.Insight.RuleText;
import io.teleon.controller.report.Insight.RunningRule;
import io.teleon.models.learning.Judged;
import io.teleon.models.network.LinkId;
import io.teleon.policies.engine.ExpressionText;
import io.teleon.policies.engine.LiveTree;
import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lets people look into the engine and the forecasters. Owned by the control loop's thread.
final class Insights {

    private PolicyEngine engine;
    private final Optional<Forecasts> forecasts;
    private List<RuleText> rules = List.of();
    private List<Insight.Foreseen> foreseen = List.of();
    private Instant foreseenAt = Instant.MIN;

    Insights(Program program, PolicyEngine engine, Optional<Forecasts> forecasts) {
        this.engine = engine;
        this.forecasts = forecasts;
        lookInto(program, engine);
    }

    /// From now on this engine runs, in the place of the one before.
    void lookInto(Program program, PolicyEngine running) {
        this.engine = running;
        this.rules = program.procedures().stream().flatMap(p -> texts(p).stream()).toList();
    }

    Insight insight(List<LinkId> links, List<Insight.Preview> previews, Instant now) {
        forecasts.ifPresent(f -> judge(f, links));
        return new Insight(now, engine.tree(), rules, foreseen, previews);
    }

    /// Forecasts are judged when a bin is over, not whenever somebody looks.
    private void judge(Forecasts f, List<LinkId> links) {
        if (f.renewedAt().equals(foreseenAt)) {
            return;
        }
        foreseenAt = f.renewedAt();
        List<Insight.Foreseen> judged = new ArrayList<>();
        for (LinkId link : links) {
            List<Judged> of = f.judged(link);
            if (!of.isEmpty()) {
                judged.add(new Insight.Foreseen(link, of));
            }
        }
        foreseen = judged;
    }

    /// Why a rule that runs does not fire, one line for each reason; empty where there is no such
    /// rule now, or its guard is true.
    List<String> whyNot(RunningRule rule) {
        List<LiveTree.Frame> frames = new ArrayList<>();
        engine.tree().tasks().forEach(task -> collect(task.root(), rule, frames));
        return frames.stream()
                .limit(1)
                .flatMap(f -> engine.missing(f.procedure(), f.arguments(), rule.label()).stream())
                .toList();
    }

    private static void collect(
            LiveTree.Frame frame, RunningRule rule, List<LiveTree.Frame> found) {
        boolean fits =
                frame.procedure().toString().equals(rule.procedure())
                        && frame.arguments().stream()
                                .map(Value::shown)
                                .toList()
                                .equals(rule.arguments())
                        && frame.rules().stream().anyMatch(r -> r.label().equals(rule.label()));
        if (fits) {
            found.add(frame);
        }
        frame.kids().forEach(kid -> collect(kid, rule, found));
    }

    // --- rules as texts

    private static List<RuleText> texts(Procedure procedure) {
        return procedure.rules().stream()
                .map(rule ->
                        new RuleText(
                                procedure.name().toString(),
                                rule.label(),
                                rule.guard() instanceof Expression.Always
                                        ? "otherwise"
                                        : ExpressionText.show(rule.guard()),
                                does(rule.body()),
                                rule.modifiers()
                                        .atMost()
                                        .map(most -> new Insight.Limit(most.times(), most.per()))))
                .toList();
    }

    private static String does(Rule.Body body) {
        return switch (body) {
            case Rule.Body.Nothing() -> "nothing";
            case Rule.Body.Parallel(List<Rule.Invocation> calls) ->
                    calls.stream().map(Insights::call).collect(Collectors.joining(", "));
            case Rule.Body.Sequence(boolean repeat, List<Rule.Step> steps) ->
                    (repeat ? "again and again " : "")
                            + steps.stream()
                                    .map(step -> call(step.call()))
                                    .collect(Collectors.joining(", then "));
        };
    }

    private static String call(Rule.Invocation call) {
        String text =
                call.arguments().stream()
                        .map(ExpressionText::show)
                        .collect(Collectors.joining(", ", call.name().local() + "(", ")"));
        return call.approval().map(a -> text + " with approval of " + a.role()).orElse(text);
    }
}
