package io.teleon.policies.random;

import io.teleon.policies.host.Input;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A program and inputs to be read by people: nearly the language, with brackets everywhere.
final class Dump {

    private Dump() {}

    static String of(Program program) {
        StringBuilder text = new StringBuilder();
        program.policies().forEach(p -> line(text, "policy %s mode %s", p.name(), p.mode()));
        program.percepts()
                .forEach(p ->
                        line(
                                text,
                                "percept %s(%s)%s fresh %s %s",
                                p.name().local(),
                                types(p.key()),
                                p.value().map(v -> ": " + v.name()).orElse(""),
                                seconds(p.fresh()),
                                p.forecast().map(f -> "forecast " + f).orElse("")));
        program.events()
                .forEach(e ->
                        line(
                                text,
                                "event %s(%s) keep %s",
                                e.name().local(),
                                types(e.arguments()),
                                seconds(e.keep())));
        program.beliefs()
                .forEach(b ->
                        line(
                                text,
                                "belief %s(%s)%s%s",
                                b.name().local(),
                                types(b.key()),
                                b.value().map(v -> ": " + v.name()).orElse(""),
                                b.ttl().map(t -> " ttl " + seconds(t)).orElse("")));
        program.predicates()
                .forEach(p ->
                        p.clauses()
                                .forEach(c ->
                                        line(
                                                text,
                                                "pred %s(%s) if %s",
                                                p.name().local(),
                                                parameters(p.parameters()),
                                                of(c.body()))));
        program.functions()
                .forEach(f ->
                        line(
                                text,
                                "fun %s(%s) = %s",
                                f.name().local(),
                                parameters(f.parameters()),
                                of(f.body())));
        program.resources()
                .forEach(r ->
                        line(
                                text,
                                "resource %s(%s) capacity %d",
                                r.name().local(),
                                types(r.key()),
                                r.capacity()));
        program.actions().forEach(a -> line(text, "%s", of(a)));
        program.procedures().forEach(p -> line(text, "%s", of(p)));
        program.tasks().forEach(t -> line(text, "%s", of(t)));
        program.guardrails()
                .forEach(g ->
                        line(
                                text,
                                "guardrail %s on %s require %s else %s",
                                g.name().local(),
                                g.actions(),
                                of(g.require()),
                                g.otherwise()));
        return text.toString();
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void line(StringBuilder text, String format, Object... parts) {
        text.append(format.formatted(parts)).append('\n');
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    private static String types(List<? extends io.teleon.policies.program.Type> types) {
        return types.stream().map(t -> t.name()).collect(Collectors.joining(", "));
    }

    private static String parameters(List<Parameter> parameters) {
        return parameters.stream()
                .map(p -> p.name() + ": " + p.type().name())
                .collect(Collectors.joining(", "));
    }

    private static String of(Declaration.Action a) {
        return "action %s(%s) %s { key %s%s%s%s%s%s %s%s %s }"
                .formatted(
                        a.name().local(),
                        parameters(a.parameters()),
                        a.kind(),
                        a.key(),
                        a.requires().map(r -> "; requires " + of(r)).orElse(""),
                        a.effect()
                                .map(e ->
                                        "; effect "
                                                + of(e)
                                                + " within "
                                                + a.within().map(Dump::seconds).orElse(""))
                                .orElse(""),
                        uses(a.uses()),
                        a.blast().map(b -> "; blast " + of(b)).orElse(""),
                        a.undo()
                                .map(u -> "; undo " + u.action().local() + of(u.arguments()))
                                .orElse(""),
                        "; " + a.handover(),
                        a.timeout().map(t -> "; timeout " + seconds(t)).orElse(""),
                        a.risk());
    }

    private static String uses(List<Declaration.Use> uses) {
        return uses.stream()
                .map(u -> "; uses " + u.resource().local() + of(u.arguments()))
                .collect(Collectors.joining());
    }

    private static String of(Procedure p) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%sproc %s(%s)%s on unknown %s%s safety %d {",
                p.atomic() ? "atomic " : "",
                p.name().local(),
                parameters(p.parameters()),
                p.goal()
                        .map(g ->
                                " goal "
                                        + g.kind()
                                        + " "
                                        + of(g.condition())
                                        + g.within().map(w -> " within " + seconds(w)).orElse(""))
                        .orElse(""),
                p.onUnknown(),
                uses(p.uses()),
                p.safety());
        p.rules().forEach(r -> line(text, "  %s", of(r)));
        return text.append('}').toString();
    }

    private static String of(Rule r) {
        Rule.Modifiers m = r.modifiers();
        return r.label()
                + ": "
                + of(r.guard())
                + r.choose().map(c -> " choose " + c.direction() + " " + of(c.by())).orElse("")
                + m.whileHolds().map(w -> " while " + of(w)).orElse("")
                + m.untilHolds().map(u -> " until " + of(u)).orElse("")
                + m.min().map(d -> " min " + seconds(d)).orElse("")
                + m.max().map(d -> " max " + seconds(d)).orElse("")
                + m.cooldown().map(d -> " cooldown " + seconds(d)).orElse("")
                + m.atMost()
                        .map(a -> " at most " + a.times() + " per " + seconds(a.per()))
                        .orElse("")
                + " ~> "
                + of(r.body())
                + r.updates().stream().map(Dump::of).collect(Collectors.joining());
    }

    private static String of(Rule.Update update) {
        return " ++ "
                + switch (update) {
                    case Rule.Update.Remember x ->
                            "remember "
                                    + x.belief().local()
                                    + of(x.arguments())
                                    + x.value().map(v -> " = " + of(v)).orElse("")
                                    + x.ttl().map(t -> " ttl " + seconds(t)).orElse("");
                    case Rule.Update.Forget x -> "forget " + x.belief().local() + of(x.arguments());
                    case Rule.Update.Notify x -> "notify " + of(x.message());
                };
    }

    private static String of(Rule.Body body) {
        return switch (body) {
            case Rule.Body.Nothing _ -> "nothing";
            case Rule.Body.Parallel p ->
                    p.calls().stream().map(Dump::of).collect(Collectors.joining(", "));
            case Rule.Body.Sequence s ->
                    (s.repeat() ? "repeat seq { " : "seq { ")
                            + s.steps().stream()
                                    .map(x ->
                                            of(x.call())
                                                    + x.duration()
                                                            .map(d -> " for " + seconds(d))
                                                            .orElse(""))
                                    .collect(Collectors.joining("; "))
                            + " }";
        };
    }

    private static String of(Rule.Invocation call) {
        return call.name().local()
                + of(call.arguments())
                + call.approval().map(a -> " with " + a).orElse("")
                + (call.dryRun() ? " with dry_run" : "");
    }

    private static String of(Task t) {
        return "task %s for each %s where %s run %s%s priority %s limit %s"
                .formatted(
                        t.name().local(),
                        variables(t.variables()),
                        of(t.where()),
                        t.procedure().local(),
                        of(t.arguments()),
                        t.priority().map(Dump::of).orElse("-"),
                        t.limit().map(String::valueOf).orElse("-"));
    }

    private static String variables(List<Expression.Variable> variables) {
        return variables.stream()
                .map(v -> v.name() + ": " + v.type().name())
                .collect(Collectors.joining(", "));
    }

    private static String of(List<Expression> arguments) {
        return arguments.stream().map(Dump::of).collect(Collectors.joining(", ", "(", ")"));
    }

    static String of(Expression e) {
        return switch (e) {
            case Expression.Constant x -> x.value().shown();
            case Expression.Variable x -> x.name();
            case Expression.Always _ -> "true";
            case Expression.Read x -> x.fact().local() + of(x.arguments());
            case Expression.Call x -> x.callee().local() + of(x.arguments());
            case Expression.Arithmetic x ->
                    "(" + of(x.left()) + " " + x.operator() + " " + of(x.right()) + ")";
            case Expression.Builtin x -> x.function() + of(x.arguments());
            case Expression.Conditional x ->
                    "(if %s then %s else %s)"
                            .formatted(of(x.condition()), of(x.then()), of(x.otherwise()));
            case Expression.Aggregate x ->
                    "%s{ %s: %s | %s }"
                            .formatted(
                                    x.kind(),
                                    x.of().map(Dump::of).orElse(""),
                                    variables(x.variables()),
                                    of(x.condition()));
            case Expression.EventCount x ->
                    "events(%s(%s), %s)"
                            .formatted(
                                    x.event().local(),
                                    x.pattern().stream()
                                            .map(p -> p.map(Dump::of).orElse("_"))
                                            .collect(Collectors.joining(", ")),
                                    seconds(x.window()));
            case Expression.Over x ->
                    "over(%s, %s, %s)".formatted(of(x.read()), seconds(x.window()), x.statistic());
            case Expression.Forecast x ->
                    "forecast(%s, %s).%s".formatted(of(x.read()), seconds(x.horizon()), x.field());
            case Expression.Probability x ->
                    "prob(%s %s %s, %s)"
                            .formatted(
                                    of(x.read()),
                                    x.operator(),
                                    of(x.bound()),
                                    seconds(x.horizon()));
            case Expression.TimeTo x ->
                    "time_to(%s %s %s).%s"
                            .formatted(of(x.read()), x.operator(), of(x.bound()), x.quantile());
            case Expression.Age x -> "age(" + x.fact().local() + of(x.arguments()) + ")";
            case Expression.Circumstance x -> x.name() + of(x.arguments());
            case Expression.Holds x -> x.relation().local() + of(x.arguments());
            case Expression.Comparison x ->
                    "(" + of(x.left()) + " " + x.operator() + " " + of(x.right()) + ")";
            case Expression.And x ->
                    x.parts().stream().map(Dump::of).collect(Collectors.joining(" and ", "(", ")"));
            case Expression.Or x ->
                    x.parts().stream().map(Dump::of).collect(Collectors.joining(" or ", "(", ")"));
            case Expression.Not x -> "not " + of(x.condition());
            case Expression.Exists x ->
                    "(exists " + variables(x.variables()) + " where " + of(x.condition()) + ")";
            case Expression.Forall x ->
                    "(forall %s where %s holds %s)"
                            .formatted(variables(x.variables()), of(x.where()), of(x.holds()));
            case Expression.ForAtLeast x ->
                    "(%s for at least %s%s)"
                            .formatted(
                                    of(x.condition()),
                                    seconds(x.least()),
                                    x.within().map(w -> " in last " + seconds(w)).orElse(""));
            case Expression.Latched x -> "latched(%s, until %s)".formatted(of(x.on()), of(x.off()));
            case Expression.Known x -> "known(" + of(x.of()) + ")";
        };
    }

    private static String after(java.time.Instant at) {
        return " at " + Duration.between(Logs.BEGIN, at).toMillis();
    }

    static String of(Input input) {
        return switch (input) {
            case Input.Measured x -> x.fact() + " = " + x.value().shown() + after(x.at());
            case Input.Stated x -> (x.holds() ? "" : "not ") + x.fact() + after(x.at());
            case Input.Complete x -> "complete " + x.relation() + after(x.at());
            case Input.Withdrawn x -> "withdrawn " + x.fact();
            case Input.Happened x -> x.event() + x.arguments().toString() + after(x.at());
            case Input.Forecasted x -> x.fact() + " " + x.forecast() + after(x.forecast().at());
            case Input.Reported _,
                    Input.Decided _,
                    Input.AutonomySet _,
                    Input.Halted _,
                    Input.Cancelled _ ->
                    input.toString();
        };
    }
}
