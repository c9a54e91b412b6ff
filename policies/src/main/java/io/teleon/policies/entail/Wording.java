package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The text of an expression: for people, or as a key that is equal exactly where the expressions
/// mean the same reading.
public final class Wording {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 300;

    private static final int OR = 1;
    private static final int AND = 2;
    private static final int LASTING = 3;
    private static final int NOT = 4;
    private static final int COMPARISON = 5;
    private static final int SUM = 6;
    private static final int PRODUCT = 7;
    private static final int PRIMARY = 8;

    private final StringBuilder out = new StringBuilder();
    private final boolean asKey;
    private int quantified;
    private int depth;
    private boolean cut;

    private Wording(boolean asKey) {
        this.asKey = asKey;
    }

    /// As people write it, names without their unit.
    public static String shown(Expression expression, Scope scope) {
        Wording wording = new Wording(false);
        wording.write(expression, scope, 0);
        return wording.cut ? wording.out + " ..." : wording.out.toString();
    }

    /// Empty where it would be too long to compare.
    public static Optional<String> key(Expression expression, Scope scope) {
        Wording wording = new Wording(true);
        wording.write(expression, scope, 0);
        return wording.cut ? Optional.empty() : Optional.of(wording.out.toString());
    }

    private void write(Expression expression, Scope scope, int around) {
        if (cut || out.length() > LONGEST || depth > DEEPEST) {
            cut = true;
            return;
        }
        depth++;
        int own = level(expression);
        boolean brackets = own < around;
        if (brackets) {
            out.append('(');
        }
        body(expression, scope);
        if (brackets) {
            out.append(')');
        }
        depth--;
    }

    private static int level(Expression expression) {
        return switch (expression) {
            case Expression.Or _,
                    Expression.Conditional _,
                    Expression.Exists _,
                    Expression.Forall _ ->
                    OR;
            case Expression.And _ -> AND;
            case Expression.Not _ -> NOT;
            case Expression.ForAtLeast _ -> LASTING;
            case Expression.Comparison _ -> COMPARISON;
            case Expression.Arithmetic a ->
                    switch (a.operator()) {
                        case PLUS, MINUS -> SUM;
                        case TIMES, DIVIDE -> PRODUCT;
                    };
            default -> PRIMARY;
        };
    }

    private void body(Expression expression, Scope scope) {
        switch (expression) {
            case Expression.Constant(_, Type type, Value value) ->
                    out.append(constant(type, value));
            case Expression.Variable variable -> variable(variable, scope);
            case Expression.Read read -> call(name(read.fact()), read.arguments(), scope);
            case Expression.Call call -> call(name(call.callee()), call.arguments(), scope);
            case Expression.Holds holds -> call(name(holds.relation()), holds.arguments(), scope);
            case Expression.Circumstance c -> call(c.name(), c.arguments(), scope);
            case Expression.Builtin b ->
                    call(b.function().name().toLowerCase(Locale.ROOT), b.arguments(), scope);
            case Expression.Arithmetic a -> {
                int own = level(a);
                write(a.left(), scope, own);
                out.append(
                        switch (a.operator()) {
                            case PLUS -> " + ";
                            case MINUS -> " - ";
                            case TIMES -> " * ";
                            case DIVIDE -> " / ";
                        });
                write(a.right(), scope, own + 1);
            }
            case Expression.Conditional c -> {
                out.append("if ");
                write(c.condition(), scope, 0);
                out.append(" then ");
                write(c.then(), scope, 0);
                out.append(" else ");
                write(c.otherwise(), scope, 0);
            }
            case Expression.Aggregate a -> {
                Scope inner = quantified(a.variables(), scope);
                out.append(a.kind().name().toLowerCase(Locale.ROOT)).append("{ ");
                if (a.of().isPresent()) {
                    write(a.of().get(), inner, 0);
                } else {
                    variables(a.variables(), inner, false);
                }
                out.append(" | ");
                write(a.condition(), inner, 0);
                out.append(" }");
            }
            case Expression.EventCount count -> {
                out.append("events(").append(name(count.event())).append('(');
                for (int i = 0; i < count.pattern().size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    if (count.pattern().get(i).isPresent()) {
                        write(count.pattern().get(i).get(), scope, 0);
                    } else {
                        out.append('_');
                    }
                }
                out.append("), ").append(duration(count.window())).append(')');
            }
            case Expression.Over over -> {
                out.append("over(");
                write(over.read(), scope, 0);
                out.append(", ").append(duration(over.window())).append(", ");
                out.append(over.statistic().name().toLowerCase(Locale.ROOT)).append(')');
            }
            case Expression.Forecast f -> {
                out.append("forecast(");
                write(f.read(), scope, 0);
                out.append(", ").append(duration(f.horizon())).append(").");
                out.append(f.field().name().toLowerCase(Locale.ROOT));
            }
            case Expression.Probability p -> {
                out.append("prob(");
                write(p.read(), scope, SUM);
                out.append(sign(p.operator()));
                write(p.bound(), scope, SUM);
                out.append(", ").append(duration(p.horizon())).append(')');
            }
            case Expression.TimeTo t -> {
                out.append("time_to(");
                write(t.read(), scope, SUM);
                out.append(sign(t.operator()));
                write(t.bound(), scope, SUM);
                out.append(").").append(t.quantile().name().toLowerCase(Locale.ROOT));
            }
            case Expression.Age age -> {
                out.append("age(");
                call(name(age.fact()), age.arguments(), scope);
                out.append(')');
            }
            case Expression.Comparison c -> {
                write(c.left(), scope, SUM);
                out.append(sign(c.operator()));
                write(c.right(), scope, SUM);
            }
            case Expression.And and -> joined(and.parts(), " and ", scope, AND + 1);
            case Expression.Or or -> joined(or.parts(), " or ", scope, OR + 1);
            case Expression.Not not -> {
                out.append("not ");
                write(not.condition(), scope, NOT);
            }
            case Expression.Exists exists -> {
                Scope inner = quantified(exists.variables(), scope);
                out.append("exists ");
                variables(exists.variables(), inner, true);
                out.append(" where ");
                write(exists.condition(), inner, NOT);
            }
            case Expression.Forall forall -> {
                Scope inner = quantified(forall.variables(), scope);
                out.append("forall ");
                variables(forall.variables(), inner, true);
                out.append(" where ");
                write(forall.where(), inner, NOT);
                out.append(" holds ");
                write(forall.holds(), inner, NOT);
            }
            case Expression.ForAtLeast f -> {
                write(f.condition(), scope, NOT);
                out.append(" for at least ").append(duration(f.least()));
                f.within().ifPresent(w -> out.append(" in last ").append(duration(w)));
            }
            case Expression.Latched latched -> {
                out.append("latched(");
                write(latched.on(), scope, 0);
                out.append(", until ");
                write(latched.off(), scope, 0);
                out.append(')');
            }
            case Expression.Known known -> {
                out.append("known(");
                write(known.of(), scope, 0);
                out.append(')');
            }
            case Expression.Always _ -> out.append("true");
        }
    }

    private void variable(Expression.Variable variable, Scope scope) {
        switch (scope.term(variable.slot()).orElse(null)) {
            case null -> out.append(variable.name());
            case Term.Named named -> out.append(asKey ? named.key() : named.shown());
            case Term.Bound(Expression inner, Scope there) -> {
                // A variable that stands for itself would go round for ever.
                if (inner.equals(variable)) {
                    out.append(variable.name());
                } else {
                    write(inner, there, PRIMARY);
                }
            }
        }
    }

    private Scope quantified(List<Expression.Variable> variables, Scope scope) {
        Scope inner = scope;
        for (Expression.Variable variable : variables) {
            String key = "$" + quantified++;
            inner =
                    inner.with(
                            variable.slot(), new Term.Named(key, variable.name(), variable.type()));
        }
        return inner;
    }

    private void variables(List<Expression.Variable> variables, Scope inner, boolean typed) {
        for (int i = 0; i < variables.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            variable(variables.get(i), inner);
            if (typed) {
                out.append(": ").append(variables.get(i).type().name());
            }
        }
    }

    private void call(String name, List<Expression> arguments, Scope scope) {
        out.append(name).append('(');
        for (int i = 0; i < arguments.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            write(arguments.get(i), scope, 0);
        }
        out.append(')');
    }

    private void joined(List<Expression> parts, String word, Scope scope, int around) {
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : word);
            write(parts.get(i), scope, around);
        }
    }

    private String name(Name name) {
        return asKey ? name.toString() : name.local();
    }

    private static String sign(Expression.Comparison.Operator operator) {
        return switch (operator) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " != ";
            case LESS -> " < ";
            case AT_MOST -> " <= ";
            case GREATER -> " > ";
            case AT_LEAST -> " >= ";
        };
    }

    private String constant(Type type, Value value) {
        return switch (value) {
            case Value.Quantity(double amount) ->
                    asKey ? Double.toString(amount) : Amounts.shown(type, amount);
            case Value.Text(String text) -> '"' + text + '"';
            default -> value.shown();
        };
    }

    public static String duration(Duration duration) {
        return Amounts.shown(Type.DURATION, duration.toNanos() / 1e9);
    }

    /// Several texts as one reads them aloud: `a, b and c`.
    public static String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return parts.stream().limit(parts.size() - 1L).collect(Collectors.joining(", "))
                + " and "
                + parts.getLast();
    }
}
