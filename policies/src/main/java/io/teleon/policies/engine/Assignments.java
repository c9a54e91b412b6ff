package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which assignments of variables could make a condition anything but false: all of the domains, or
/// fewer where a part of the condition is a relation whose missing rows are false.
final class Assignments {

    private static final int MOST = 1_000_000;

    private final Evaluator evaluator;
    private final Facts facts;

    Assignments(Evaluator evaluator, Facts facts) {
        this.evaluator = evaluator;
        this.facts = facts;
    }

    /// In their order.
    ///
    /// @throws TaskFault when there are more than a million
    List<List<Value>> of(
            List<Expression.Variable> variables, Expression condition, Environment environment) {
        if (variables.isEmpty()) {
            return List.of(List.of());
        }
        Set<Tuple> found = new TreeSet<>();
        extend(variables, condition, environment.with(List.of(), List.of()), found);
        return found.stream().map(Tuple::values).toList();
    }

    private void extend(
            List<Expression.Variable> variables,
            Expression condition,
            Environment bound,
            Set<Tuple> found) {
        List<Expression.Variable> missing =
                variables.stream().filter(variable -> !bound.has(variable)).toList();
        if (missing.isEmpty()) {
            found.add(new Tuple(bound.get(variables)));
            if (found.size() > MOST) {
                throw new TaskFault(
                        "more than a million assignments of " + variables.size() + " variables");
            }
            return;
        }
        Optional<Expression.Holds> relation = restricting(condition, missing, bound);
        if (relation.isPresent()) {
            for (Fact row : facts.rows(relation.get().relation()).keySet()) {
                Environment more = bound.with(List.of(), List.of());
                if (unify(relation.get(), row, missing, more)) {
                    extend(variables, condition, more, found);
                }
            }
            return;
        }
        Expression.Variable next = missing.getFirst();
        for (Value value : facts.domains().of(next.type())) {
            extend(variables, condition, bound.with(List.of(next), List.of(value)), found);
        }
    }

    /// A relation in the condition that must not be false, whose missing rows are, and that has one
    /// of the missing variables as an argument; all its other arguments can be told now.
    private Optional<Expression.Holds> restricting(
            Expression condition, List<Expression.Variable> missing, Environment bound) {
        if (condition instanceof Expression.And and) {
            return and.parts().stream()
                    .flatMap(part -> restricting(part, missing, bound).stream())
                    .findFirst();
        }
        if (condition instanceof Expression.Holds holds
                && facts.isComplete(holds.relation(), evaluator.now())) {
            boolean useful = false;
            for (Expression argument : holds.arguments()) {
                if (argument instanceof Expression.Variable variable) {
                    boolean open = !bound.has(variable);
                    useful |= open;
                    // A variable bound further in, by a quantifier, is not ours to bind.
                    if (open && missing.stream().noneMatch(m -> m.slot() == variable.slot())) {
                        return Optional.empty();
                    }
                } else if (!(argument instanceof Expression.Constant)) {
                    return Optional.empty();
                }
            }
            return useful ? Optional.of(holds) : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean unify(
            Expression.Holds holds, Fact row, List<Expression.Variable> missing, Environment more) {
        for (int i = 0; i < holds.arguments().size(); i++) {
            Value value = row.key().get(i);
            switch (holds.arguments().get(i)) {
                case Expression.Constant constant when !constant.value().equals(value) -> {
                    return false;
                }
                case Expression.Variable variable when more.has(variable) -> {
                    if (!more.get(variable).equals(value)) {
                        return false;
                    }
                }
                case Expression.Variable variable ->
                        missing.stream()
                                .filter(m -> m.slot() == variable.slot())
                                .forEach(m -> more.set(m, value));
                default -> {}
            }
        }
        return true;
    }

    private record Tuple(List<Value> values) implements Comparable<Tuple> {
        @Override
        public int compareTo(Tuple other) {
            for (int i = 0; i < values.size(); i++) {
                int order = values.get(i).compareTo(other.values.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }

    /// The order of lists of values of the same types.
    static int compare(List<Value> a, List<Value> b) {
        return new Tuple(a).compareTo(new Tuple(b));
    }
}
