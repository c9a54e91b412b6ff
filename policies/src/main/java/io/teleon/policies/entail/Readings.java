package io.teleon.policies.entail;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Dimension;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Writes arithmetic as sums of readings, and says what is known of each reading beforehand.
///
/// A reading is whatever has a number and is not taken apart: a percept, an aggregate, a field of a
/// forecast, a product of two readings.
final class Readings {

    private static final int DEEPEST = 60;

    private final Declarations declarations;
    private final Budget budget;
    private final Map<String, Reading> seen = new TreeMap<>();
    private int nameless;

    /// @param always whether it has a value whatever is missing
    record Reading(String key, Expression expression, Scope scope, boolean always) {}

    Readings(Declarations declarations, Budget budget) {
        this.declarations = declarations;
        this.budget = budget;
    }

    Reading reading(String key) {
        return Optional.ofNullable(seen.get(key)).orElseThrow();
    }

    /// A key that is never equal to another one where the text is too long to compare.
    String key(Expression expression, Scope scope) {
        return Wording.key(expression, scope).orElseGet(() -> "#" + nameless++);
    }

    Linear linear(Expression expression, Scope scope) {
        return linear(expression, scope, 0);
    }

    private Linear linear(Expression expression, Scope scope, int depth) {
        if (!budget.spend() || depth > DEEPEST) {
            return reading(expression, scope, false);
        }
        return switch (expression) {
            case Expression.Constant(_, _, Value.Quantity(double amount))
                    when Double.isFinite(amount) ->
                    Linear.of(amount);
            case Expression.Variable variable ->
                    scope.term(variable.slot()).orElse(null)
                                            instanceof Term.Bound(var inner, var there)
                                    && !inner.equals(expression)
                            ? linear(inner, there, depth + 1)
                            : reading(expression, scope, true);
            case Expression.Arithmetic a -> arithmetic(a, scope, depth);
            case Expression.Call call -> {
                Optional<Declaration.Function> function = declarations.function(call.callee());
                yield function.isPresent()
                        ? linear(
                                function.get().body(),
                                Scope.ofCall(call.arguments(), scope),
                                depth + 1)
                        : reading(expression, scope, false);
            }
            case Expression.EventCount _ -> reading(expression, scope, true);
            default -> reading(expression, scope, false);
        };
    }

    private Linear arithmetic(Expression.Arithmetic a, Scope scope, int depth) {
        Linear left = linear(a.left(), scope, depth + 1);
        Linear right = linear(a.right(), scope, depth + 1);
        return switch (a.operator()) {
            case PLUS -> left.plus(right);
            case MINUS -> left.minus(right);
            case TIMES ->
                    left.isConstant()
                            ? right.times(left.constant())
                            : right.isConstant()
                                    ? left.times(right.constant())
                                    : reading(a, scope, false);
            case DIVIDE ->
                    right.isConstant() && right.constant().signum() != 0
                            ? left.dividedBy(right.constant())
                            : reading(a, scope, false);
        };
    }

    private Linear reading(Expression expression, Scope scope, boolean always) {
        String key = key(expression, scope);
        seen.putIfAbsent(key, new Reading(key, expression, scope, always));
        return Linear.of(key);
    }

    /// What is known of a reading whatever happens: that there are no negative bandwidths, that the
    /// quantiles of a forecast are in order, what rounding can do.
    ///
    /// @return sums that are at most 0
    List<Linear> axioms(Reading reading, Set<String> others) {
        List<Linear> axioms = new ArrayList<>();
        Linear self = Linear.of(reading.key());
        if (isNonNegative(reading.expression())) {
            axioms.add(self.negated());
        }
        switch (reading.expression()) {
            case Expression.Probability _ -> axioms.add(self.minus(Linear.of(1)));
            case Expression.Circumstance c when c.name().equals("forecast_confidence") ->
                    axioms.add(self.minus(Linear.of(1)));
            case Expression.Forecast f when f.field() == Expression.Forecast.Field.SKILL ->
                    axioms.add(self.minus(Linear.of(1)));
            case Expression.Forecast f -> quantiles(f, reading, others, axioms);
            case Expression.Builtin b -> builtin(b, reading.scope(), self, axioms);
            default -> {}
        }
        return axioms;
    }

    private void quantiles(
            Expression.Forecast f, Reading reading, Set<String> others, List<Linear> axioms) {
        List<Expression.Forecast.Field> order =
                List.of(
                        Expression.Forecast.Field.P10,
                        Expression.Forecast.Field.P50,
                        Expression.Forecast.Field.P90);
        int mine = order.indexOf(f.field());
        for (Expression.Forecast.Field field : order) {
            String other =
                    key(
                            new Expression.Forecast(
                                    f.span(), f.type(), f.read(), f.horizon(), field),
                            reading.scope());
            int theirs = order.indexOf(field);
            if (mine >= 0 && mine != theirs && others.contains(other)) {
                Linear difference = Linear.of(reading.key()).minus(Linear.of(other));
                axioms.add(mine < theirs ? difference : difference.negated());
            }
        }
    }

    private void builtin(Expression.Builtin b, Scope scope, Linear self, List<Linear> axioms) {
        List<Linear> arguments =
                b.arguments().stream().map(argument -> linear(argument, scope)).toList();
        Linear first = arguments.getFirst();
        switch (b.function()) {
            case ROUND_UP -> {
                axioms.add(first.minus(self));
                axioms.add(self.minus(first.plus(arguments.get(1))));
            }
            case ROUND_DOWN -> {
                axioms.add(self.minus(first));
                axioms.add(first.minus(self.plus(arguments.get(1))));
            }
            case GREATEST -> arguments.forEach(argument -> axioms.add(argument.minus(self)));
            case LEAST -> arguments.forEach(argument -> axioms.add(self.minus(argument)));
            case ABS -> {
                axioms.add(self.negated());
                axioms.add(first.minus(self));
                axioms.add(first.negated().minus(self));
            }
        }
    }

    private static boolean isNonNegative(Expression expression) {
        return switch (expression) {
            case Expression.Read read -> isMagnitude(read.type());
            case Expression.Over over ->
                    over.statistic() != Expression.Over.Statistic.SLOPE && isMagnitude(over.type());
            case Expression.Aggregate a -> a.kind() == Expression.Aggregate.Kind.COUNT;
            case Expression.EventCount _,
                    Expression.Age _,
                    Expression.Probability _,
                    Expression.TimeTo _ ->
                    true;
            // What a transition can be asked counts or shares, except what is left over.
            case Expression.Circumstance c -> !c.name().equals("spare_capacity_after");
            default -> false;
        };
    }

    /// Of what there can be nothing, but not less. A ratio can be a difference, and is none of
    /// them.
    private static boolean isMagnitude(Type type) {
        return type.equals(Type.COUNT)
                || (type instanceof Type.Quantity(_, Dimension dimension)
                        && (dimension.equals(Dimension.BITS)
                                || dimension.equals(Dimension.BITS_PER_SECOND)
                                || dimension.equals(Dimension.SECONDS)));
    }

    /// Whether it can only be a whole number.
    static boolean isWhole(Expression expression) {
        return expression instanceof Expression.EventCount
                || (expression instanceof Expression.Aggregate a
                        && a.kind() == Expression.Aggregate.Kind.COUNT)
                || (expression instanceof Expression.Read read && read.type().equals(Type.COUNT));
    }
}
