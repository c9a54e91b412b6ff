package io.teleon.policies.link;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Expr;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.syntax.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Links what looks like a call: facts, predicates, functions, and what the language itself has.
final class CallLinker {

    /// What only a transition can be asked, with the types of arguments and answer.
    private static final Map<String, Signature> CIRCUMSTANCES = circumstances();

    private record Signature(List<Type> arguments, Type value) {}

    private final ExpressionLinker expressions;
    private final Unit unit;
    private final TemporalCounter temporals;
    private final boolean transition;

    CallLinker(
            ExpressionLinker expressions,
            Unit unit,
            TemporalCounter temporals,
            boolean transition) {
        this.expressions = expressions;
        this.unit = unit;
        this.temporals = temporals;
        this.transition = transition;
    }

    /// Without those that the engine answers itself.
    static List<String> askedOfTheHost() {
        return CIRCUMSTANCES.keySet().stream()
                .filter(name -> !name.equals("blast_in") && !name.equals("forecast_confidence"))
                .toList();
    }

    private static Map<String, Signature> circumstances() {
        Map<String, Signature> all = new TreeMap<>();
        all.put("blast_in", new Signature(List.of(Type.DURATION), Type.COUNT));
        all.put("changes_in_site", new Signature(List.of(Type.DURATION), Type.COUNT));
        all.put("moved_in", new Signature(List.of(Type.DURATION), Type.RATIO));
        all.put("in_window", new Signature(List.of(Types.TEXT), Types.BOOL));
        all.put("severity", new Signature(List.of(), Type.COUNT));
        all.put("forecast_confidence", new Signature(List.of(), Type.RATIO));
        all.put("risk_now", new Signature(List.of(), Type.COUNT));
        all.put("spare_capacity_after", new Signature(List.of(), Type.RATIO));
        all.put("is_infrastructure", new Signature(List.of(), Types.BOOL));
        all.put("preapproved", new Signature(List.of(), Types.BOOL));
        return all;
    }

    Expression call(Expr.Call call) {
        String name = call.name().text();
        return switch (name) {
            case "events" -> events(call);
            case "over" -> over(call);
            case "prob" -> probability(call);
            case "known" -> {
                arity(call, 1);
                Expr of = call.arguments().getFirst();
                Expression linked = expressions.value(of, Optional.empty());
                yield new Expression.Known(call.span(), Types.BOOL, linked);
            }
            case "age" -> age(call);
            case "round_up", "round_down", "greatest", "least", "abs" -> builtin(call);
            case "forecast", "time_to" ->
                    throw unit.error(
                            Diagnostic.error(
                                            "TR007",
                                            call.span(),
                                            "`" + name + "` is read by a field")
                                    .help(
                                            name.equals("forecast")
                                                    ? "write forecast(...).p90, or .mean .p10 .p50 .skill .age"
                                                    : "write time_to(...).p50, or .p10 .p90"));
            default -> CIRCUMSTANCES.containsKey(name) ? circumstance(call) : named(call);
        };
    }

    private Expression circumstance(Expr.Call call) {
        String name = call.name().text();
        Signature signature =
                CIRCUMSTANCES.getOrDefault(name, new Signature(List.of(), Types.BOOL));
        if (!transition) {
            throw unit.error(
                    Diagnostic.error(
                                    "TR007",
                                    call.span(),
                                    "`" + name + "` is known of a transition only")
                            .help("ask it in a guardrail"));
        }
        List<Expression> arguments = arguments(call, signature.arguments());
        return new Expression.Circumstance(call.span(), signature.value(), name, arguments);
    }

    private Expression named(Expr.Call call) {
        Symbol symbol =
                unit.find(
                        call.name(),
                        "a percept, belief, predicate or function",
                        Symbol.Kind.PERCEPT,
                        Symbol.Kind.BELIEF,
                        Symbol.Kind.PREDICATE,
                        Symbol.Kind.FUNCTION);
        List<Expression> arguments = arguments(call, symbol.arguments());
        Type type = symbol.value().orElse(Types.BOOL);
        if (!symbol.kind().isStored()) {
            return new Expression.Call(call.span(), type, symbol.name(), arguments);
        }
        return symbol.value().isPresent()
                ? new Expression.Read(call.span(), type, symbol.name(), arguments)
                : new Expression.Holds(call.span(), Types.BOOL, symbol.name(), arguments);
    }

    private void arity(Expr.Call call, int wanted) {
        if (call.arguments().size() != wanted) {
            throw unit.error(
                    "TR003",
                    call.span(),
                    "`%s` takes %d argument%s, here are %d"
                            .formatted(
                                    call.name().text(),
                                    wanted,
                                    wanted == 1 ? "" : "s",
                                    call.arguments().size()));
        }
    }

    List<Expression> arguments(Expr.Call call, List<Type> types) {
        arity(call, types.size());
        List<Expression> linked = new ArrayList<>();
        Optional<LinkError> failed = Optional.empty();
        for (int i = 0; i < types.size(); i++) {
            try {
                linked.add(expressions.value(call.arguments().get(i), types.get(i)));
            } catch (LinkError error) {
                failed = Optional.of(error);
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return linked;
    }

    private Expression events(Expr.Call call) {
        arity(call, 2);
        if (!(call.arguments().getFirst() instanceof Expr.Call pattern)) {
            throw unit.error(
                    Diagnostic.error(
                                    "TR007",
                                    call.arguments().getFirst().span(),
                                    "an event is wanted here")
                            .help("write events(link_flap(L), 10 min)"));
        }
        Symbol event = unit.find(pattern.name(), "an event", Symbol.Kind.EVENT);
        arity(pattern, event.arguments().size());
        List<Optional<Expression>> parts = new ArrayList<>();
        for (int i = 0; i < pattern.arguments().size(); i++) {
            Expr argument = pattern.arguments().get(i);
            parts.add(
                    argument instanceof Expr.Blank
                            ? Optional.empty()
                            : Optional.of(expressions.value(argument, event.arguments().get(i))));
        }
        return new Expression.EventCount(
                call.span(), Type.COUNT, event.name(), parts, duration(call.arguments().get(1)));
    }

    private Duration duration(Expr expr) {
        if (expr instanceof Expr.Literal(Tree.Amount amount)) {
            return expressions.duration(amount);
        }
        throw unit.error("TR005", expr.span(), "a duration is wanted, written as a number");
    }

    private Expression.Read read(Expr expr, String why) {
        if (expressions.value(expr, Optional.empty()) instanceof Expression.Read read) {
            return read;
        }
        throw unit.error("TR007", expr.span(), "a percept with a value is wanted here: " + why);
    }

    /// A reading of a percept that can be forecast, or an error TR045.
    private Expression.Read forecastable(Expr expr) {
        Expression.Read read = read(expr, "only facts are forecast");
        Symbol symbol = unit.find(((Expr.Call) expr).name(), "a percept", Symbol.Kind.PERCEPT);
        if (!symbol.forecast()) {
            throw unit.error(
                    Diagnostic.error(
                                    "TR045",
                                    expr.span(),
                                    "no model forecasts `" + symbol.name().local() + "`")
                            .notes(List.of(new Diagnostic.Note(symbol.span(), "declared here")))
                            .help(
                                    "a percept that can be forecast says so: ... fresh 30s forecast traffic"));
        }
        return read;
    }

    private Expression over(Expr.Call call) {
        arity(call, 3);
        Expression.Read read = read(call.arguments().get(0), "a window is over its samples");
        Duration window = duration(call.arguments().get(1));
        String statistic = call.arguments().get(2) instanceof Expr.Bare(_, String word) ? word : "";
        if (!List.of("avg", "min", "max", "p50", "p90", "slope").contains(statistic)) {
            throw unit.error(
                    "TR007",
                    call.arguments().get(2).span(),
                    "one of avg, min, max, p50, p90, slope is wanted here");
        }
        if (!(read.type() instanceof Type.Quantity quantity)) {
            throw unit.error(
                    "TR005",
                    read.span(),
                    "a quantity is wanted, this is " + ExpressionLinker.kind(read.type()));
        }
        boolean slope = statistic.equals("slope");
        Type type =
                slope
                        ? Types.of(Expression.Arithmetic.Operator.DIVIDE, quantity, Type.DURATION)
                                .orElseThrow(() ->
                                        unit.error(
                                                "TR004",
                                                call.span(),
                                                quantity.name() + " has no slope"))
                        : quantity;
        return new Expression.Over(
                call.span(),
                type,
                temporals.next(),
                read,
                window,
                Expression.Over.Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)));
    }

    private Expression.Comparison comparison(Expr expr, String example) {
        if (expr instanceof Expr.Binary binary
                && "= != < <= > >=".contains(binary.operator())
                && !"+-*/".contains(binary.operator())) {
            return expressions.comparison(binary);
        }
        throw unit.error(
                Diagnostic.error("TR007", expr.span(), "a comparison is wanted here")
                        .help(example));
    }

    private Expression probability(Expr.Call call) {
        arity(call, 2);
        Expression.Comparison comparison =
                comparison(call.arguments().getFirst(), "write prob(offered(L) > 1 Gbps, 15 min)");
        Expression.Read read = forecastable(((Expr.Binary) call.arguments().getFirst()).left());
        return new Expression.Probability(
                call.span(),
                Type.RATIO,
                read,
                comparison.operator(),
                comparison.right(),
                duration(call.arguments().get(1)));
    }

    private Expression age(Expr.Call call) {
        arity(call, 1);
        Expression of = expressions.value(call.arguments().getFirst(), Optional.empty());
        return switch (of) {
            case Expression.Read read ->
                    new Expression.Age(call.span(), Type.DURATION, read.fact(), read.arguments());
            case Expression.Holds holds ->
                    new Expression.Age(
                            call.span(), Type.DURATION, holds.relation(), holds.arguments());
            default ->
                    throw unit.error("TR007", call.span(), "only a percept or belief has an age");
        };
    }

    private Expression builtin(Expr.Call call) {
        String name = call.name().text();
        boolean open = name.equals("greatest") || name.equals("least");
        if (open && call.arguments().size() < 2) {
            throw unit.error("TR003", call.span(), "`" + name + "` takes two arguments or more");
        }
        if (!open) {
            arity(call, name.equals("abs") ? 1 : 2);
        }
        List<Expression> arguments = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            arguments.add(expressions.quantity(argument));
        }
        Type type = arguments.getFirst().type();
        for (Expression argument : arguments) {
            if (!Types.fit(type, argument.type())) {
                throw unit.error(
                        Diagnostic.error(
                                        "TR004",
                                        argument.span(),
                                        "unit mismatch: %s and %s"
                                                .formatted(type.name(), argument.type().name()))
                                .label(argument.type().name()));
            }
            type = Types.common(type, argument.type());
        }
        return new Expression.Builtin(
                call.span(),
                type,
                Expression.Builtin.Function.valueOf(name.toUpperCase(Locale.ROOT)),
                arguments);
    }

    Expression select(Expr.Select select) {
        if (select.of() instanceof Expr.Call call) {
            Expression.Forecast.Field field = field(select);
            if (call.name().text().equals("forecast")) {
                arity(call, 2);
                Expression.Read read = forecastable(call.arguments().getFirst());
                Duration horizon = duration(call.arguments().get(1));
                Type type =
                        switch (field) {
                            case SKILL -> Type.RATIO;
                            case AGE -> Type.DURATION;
                            default -> read.type();
                        };
                return new Expression.Forecast(select.span(), type, read, horizon, field);
            }
            if (call.name().text().equals("time_to")) {
                return timeTo(select, call, field);
            }
        }
        throw unit.error("TR007", select.span(), "only forecast(...) and time_to(...) have fields");
    }

    private Expression timeTo(Expr.Select select, Expr.Call call, Expression.Forecast.Field field) {
        arity(call, 1);
        Expression.Comparison comparison =
                comparison(call.arguments().getFirst(), "write time_to(offered(L) > 1 Gbps).p50");
        Expression.Read read = forecastable(((Expr.Binary) call.arguments().getFirst()).left());
        if (field == Expression.Forecast.Field.SKILL
                || field == Expression.Forecast.Field.AGE
                || field == Expression.Forecast.Field.MEAN) {
            throw unit.error("TR007", select.field().span(), "a time has .p10, .p50 and .p90");
        }
        return new Expression.TimeTo(
                select.span(),
                Type.DURATION,
                read,
                comparison.operator(),
                comparison.right(),
                field);
    }

    private Expression.Forecast.Field field(Expr.Select select) {
        Span span = select.field().span();
        return switch (select.field().text()) {
            case "mean" -> Expression.Forecast.Field.MEAN;
            case "p10" -> Expression.Forecast.Field.P10;
            case "p50" -> Expression.Forecast.Field.P50;
            case "p90" -> Expression.Forecast.Field.P90;
            case "skill" -> Expression.Forecast.Field.SKILL;
            case "age" -> Expression.Forecast.Field.AGE;
            default ->
                    throw unit.error(
                            Diagnostic.error(
                                            "TR002",
                                            span,
                                            "there is no `." + select.field().text() + "`")
                                    .help("a forecast has .mean .p10 .p50 .p90 .skill .age"));
        };
    }
}
