package io.teleon.policies.engine;

import io.teleon.policies.program.Dimension;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Expressions and values as people write them, with values for the variables that are bound.
public final class ExpressionText {

    private ExpressionText() {}

    /// With the names of its variables.
    public static String show(Expression expression) {
        return show(expression, Environment.empty());
    }

    static String show(Expression expression, Environment environment) {
        return switch (expression) {
            case Expression.Constant constant -> value(constant.value(), constant.type());
            case Expression.Variable variable ->
                    environment.has(variable)
                            ? value(environment.get(variable), variable.type())
                            : variable.name();
            case Expression.Read read -> call(read.fact().local(), read.arguments(), environment);
            case Expression.Call call -> call(call.callee().local(), call.arguments(), environment);
            case Expression.Holds holds ->
                    call(holds.relation().local(), holds.arguments(), environment);
            case Expression.Age age ->
                    "age(" + call(age.fact().local(), age.arguments(), environment) + ")";
            case Expression.Circumstance asked ->
                    call(asked.name(), asked.arguments(), environment);
            case Expression.Builtin builtin ->
                    call(
                            builtin.function().name().toLowerCase(Locale.ROOT),
                            builtin.arguments(),
                            environment);
            case Expression.Arithmetic a ->
                    "%s %s %s"
                            .formatted(
                                    inner(a.left(), environment),
                                    switch (a.operator()) {
                                        case PLUS -> "+";
                                        case MINUS -> "-";
                                        case TIMES -> "*";
                                        case DIVIDE -> "/";
                                    },
                                    inner(a.right(), environment));
            case Expression.Conditional c ->
                    "if %s then %s else %s"
                            .formatted(
                                    show(c.condition(), environment),
                                    show(c.then(), environment),
                                    show(c.otherwise(), environment));
            case Expression.Aggregate a ->
                    "%s{ %s | %s }"
                            .formatted(
                                    a.kind().name().toLowerCase(Locale.ROOT),
                                    a.of().map(of -> show(of, environment))
                                            .orElseGet(() -> names(a.variables())),
                                    show(a.condition(), environment));
            case Expression.EventCount count ->
                    "events(%s(%s), %s)"
                            .formatted(
                                    count.event().local(),
                                    count.pattern().stream()
                                            .map(part ->
                                                    part.map(e -> show(e, environment)).orElse("_"))
                                            .collect(Collectors.joining(", ")),
                                    duration(count.window()));
            case Expression.Over over ->
                    "over(%s, %s, %s)"
                            .formatted(
                                    show(over.read(), environment),
                                    duration(over.window()),
                                    over.statistic().name().toLowerCase(Locale.ROOT));
            case Expression.Forecast f ->
                    "forecast(%s, %s).%s"
                            .formatted(
                                    show(f.read(), environment),
                                    duration(f.horizon()),
                                    f.field().name().toLowerCase(Locale.ROOT));
            case Expression.Probability p ->
                    "prob(%s %s %s, %s)"
                            .formatted(
                                    show(p.read(), environment),
                                    sign(p.operator()),
                                    show(p.bound(), environment),
                                    duration(p.horizon()));
            case Expression.TimeTo t ->
                    "time_to(%s %s %s).%s"
                            .formatted(
                                    show(t.read(), environment),
                                    sign(t.operator()),
                                    show(t.bound(), environment),
                                    t.quantile().name().toLowerCase(Locale.ROOT));
            case Expression.Comparison c ->
                    show(c.left(), environment)
                            + " "
                            + sign(c.operator())
                            + " "
                            + show(c.right(), environment);
            case Expression.And and -> joined(and.parts(), " and ", environment);
            case Expression.Or or -> joined(or.parts(), " or ", environment);
            case Expression.Not not -> "not " + inner(not.condition(), environment);
            case Expression.Exists exists ->
                    "exists %s where %s"
                            .formatted(
                                    names(exists.variables()),
                                    inner(exists.condition(), environment));
            case Expression.Forall forall ->
                    "forall %s where %s holds %s"
                            .formatted(
                                    names(forall.variables()),
                                    inner(forall.where(), environment),
                                    inner(forall.holds(), environment));
            case Expression.ForAtLeast lasting ->
                    inner(lasting.condition(), environment)
                            + " for at least "
                            + duration(lasting.least())
                            + lasting.within().map(w -> " in last " + duration(w)).orElse("");
            case Expression.Latched latched ->
                    "latched(%s, until %s)"
                            .formatted(
                                    show(latched.on(), environment),
                                    show(latched.off(), environment));
            case Expression.Known known -> "known(" + show(known.of(), environment) + ")";
            case Expression.Always _ -> "otherwise";
        };
    }

    private static String inner(Expression expression, Environment environment) {
        boolean simple =
                switch (expression) {
                    case Expression.And _,
                            Expression.Or _,
                            Expression.Arithmetic _,
                            Expression.Conditional _ ->
                            false;
                    default -> true;
                };
        String text = show(expression, environment);
        return simple ? text : "(" + text + ")";
    }

    private static String joined(List<Expression> parts, String by, Environment environment) {
        return parts.stream().map(part -> inner(part, environment)).collect(Collectors.joining(by));
    }

    private static String names(List<Expression.Variable> variables) {
        return variables.stream()
                .map(variable -> variable.name() + ": " + variable.type().name())
                .collect(Collectors.joining(", "));
    }

    private static String call(String name, List<Expression> arguments, Environment environment) {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < arguments.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(show(arguments.get(i), environment));
        }
        return text.append(')').toString();
    }

    private static String sign(Expression.Comparison.Operator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case GREATER -> ">";
            case AT_LEAST -> ">=";
        };
    }

    /// A duration in the largest unit that leaves a whole number.
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        Object[][] units = {{86_400_000L, "d"}, {3_600_000L, "h"}, {60_000L, "min"}, {1000L, "s"}};
        for (Object[] unit : units) {
            long size = (Long) unit[0];
            if (millis >= size && millis % size == 0) {
                return millis / size + " " + unit[1];
            }
        }
        return millis + " ms";
    }

    /// A value as it is written in the language: `12.5 Mbps`, `80%`, `up`.
    public static String value(Value value, Type type) {
        if (!(value instanceof Value.Quantity(double amount))
                || !(type instanceof Type.Quantity(String name, Dimension dimension))) {
            return value instanceof Value.Text(String text) ? "\"" + text + "\"" : value.shown();
        }
        if (Double.isInfinite(amount)) {
            return "never";
        }
        if (name.equals("ratio")) {
            return number(amount * 100) + "%";
        }
        if (dimension.equals(Dimension.BITS_PER_SECOND)) {
            return scaled(amount, 1000, "bps", "Kbps", "Mbps", "Gbps", "Tbps");
        }
        if (dimension.equals(Dimension.BITS)) {
            return scaled(amount / 8, 1000, "B", "KB", "MB", "GB", "TB");
        }
        if (dimension.equals(Dimension.SECONDS)) {
            return Math.abs(amount) < 1 && amount != 0
                    ? number(amount * 1000) + " ms"
                    : number(amount) + " s";
        }
        return number(amount) + unit(dimension);
    }

    private static String unit(Dimension dimension) {
        return dimension.equals(Dimension.DBM)
                ? " dBm"
                : dimension.equals(Dimension.CELSIUS) ? " degC" : "";
    }

    private static String scaled(double amount, double step, String... units) {
        int unit = 0;
        double scaled = amount;
        while (unit < units.length - 1 && Math.abs(scaled) >= step) {
            scaled /= step;
            unit++;
        }
        return number(scaled) + " " + units[unit];
    }

    private static String number(double amount) {
        double rounded = Optional.of(amount).map(a -> Math.round(a * 1e6) / 1e6).orElse(amount);
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
