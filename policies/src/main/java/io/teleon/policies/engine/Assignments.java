package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
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
    private final Watching watching;

    Assignments(Evaluator evaluator, Facts facts, Watching watching) {
        this.evaluator = evaluator;
        this.facts = facts;
        this.watching = watching;
    }

    /// In their order.
    ///
    /// @throws TaskFault when there are more than a million
    List<List<Value>> of(
            List<Expression.Variable> variables, Expression condition, Environment environment) {
        if (variables.isEmpty()) {
            return List.of(List.of());
        }
        if (variables.size() == 1
                && restricting(condition, variables, environment).isEmpty()
                && !environment.has(variables.getFirst())) {
            List<Value> domain = domain(variables.getFirst());
            check(domain.size(), variables);
            List<List<Value>> all = new ArrayList<>(domain.size());
            domain.forEach(value -> all.add(List.of(value)));
            return all;
        }
        Set<Tuple> found = new TreeSet<>();
        extend(variables, condition, environment, found);
        return found.stream().map(Tuple::values).toList();
    }

    private List<Value> domain(Expression.Variable variable) {
        facts.domains().read(variable.type(), watching);
        return facts.domains().of(variable.type());
    }

    private static void check(long count, List<Expression.Variable> variables) {
        if (count > MOST) {
            throw new TaskFault(
                    "more than a million assignments of " + variables.size() + " variables");
        }
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
            check(found.size(), variables);
            return;
        }
        Optional<Expression.Holds> relation = restricting(condition, missing, bound);
        if (relation.isPresent()) {
            for (Slot row : rows(relation.get(), bound)) {
                Environment more = bound.copy();
                if (unify(relation.get(), row.fact.key(), missing, more)) {
                    extend(variables, condition, more, found);
                }
            }
            return;
        }
        // Nothing restricts the others either: there will be as many as that.
        long count = 1;
        for (Expression.Variable variable : missing) {
            count = Math.min(MOST + 1L, count * domain(variable).size());
        }
        check(count, variables);
        Expression.Variable next = missing.getFirst();
        for (Value value : domain(next)) {
            Environment more = bound.copy();
            more.set(next, value);
            extend(variables, condition, more, found);
        }
    }

    /// The stored rows of a relation that can fit what is bound.
    private List<Slot> rows(Expression.Holds holds, Environment bound) {
        FactTable table = facts.table(holds.relation());
        FactTable.Rows rows = table.rows();
        for (int column = 0; column < holds.arguments().size(); column++) {
            Optional<Value> known =
                    switch (holds.arguments().get(column)) {
                        case Expression.Constant constant -> Optional.of(constant.value());
                        case Expression.Variable variable when bound.has(variable) ->
                                Optional.of(bound.get(variable));
                        default -> Optional.empty();
                    };
            if (known.isPresent()) {
                rows = table.rows(column, known.get());
                break;
            }
        }
        watching.read(rows);
        List<Slot> found = List.copyOf(rows.slots());
        if (!watching.isNoted()) {
            table.forget(rows);
        }
        return found;
    }

    /// A relation in the condition that must not be false, whose missing rows are, and that has one
    /// of the missing variables as an argument; all its other arguments can be told now.
    private Optional<Expression.Holds> restricting(
            Expression condition, List<Expression.Variable> missing, Environment bound) {
        if (condition instanceof Expression.And and) {
            for (Expression part : and.parts()) {
                Optional<Expression.Holds> found = restricting(part, missing, bound);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        if (condition instanceof Expression.Holds holds && isUseful(holds, missing, bound)) {
            FactTable table = facts.table(holds.relation());
            table.readCompleteness(watching, evaluator.now());
            return table.isComplete(evaluator.now()) ? Optional.of(holds) : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isUseful(
            Expression.Holds holds, List<Expression.Variable> missing, Environment bound) {
        boolean useful = false;
        for (Expression argument : holds.arguments()) {
            if (argument instanceof Expression.Variable variable) {
                boolean open = !bound.has(variable);
                useful |= open;
                // A variable bound further in, by a quantifier, is not ours to bind.
                if (open && missing.stream().noneMatch(m -> m.slot() == variable.slot())) {
                    return false;
                }
            } else if (!(argument instanceof Expression.Constant)) {
                return false;
            }
        }
        return useful;
    }

    private static boolean unify(
            Expression.Holds holds,
            List<Value> row,
            List<Expression.Variable> missing,
            Environment more) {
        for (int i = 0; i < holds.arguments().size(); i++) {
            Value value = row.get(i);
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
