package io.teleon.policies.trt;

import io.teleon.policies.engine.PolicyEngine;
import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a loyal world does so that the promise of an action comes true: as far as it is a fact, or
/// a comparison of one with something that is known.
final class Effects {

    private final PolicyEngine engine;
    private final Set<Name> beliefs;
    private final List<Value> arguments;

    Effects(PolicyEngine engine, Set<Name> beliefs, List<Value> arguments) {
        this.engine = engine;
        this.beliefs = beliefs;
        this.arguments = arguments;
    }

    /// @param value of a relation: whether it holds
    record Change(Fact fact, Value value, boolean relation) {}

    /// @param wanted false for the opposite, when a durative action ends
    List<Change> of(Expression effect, boolean wanted) {
        List<Change> changes = new ArrayList<>();
        collect(effect, wanted, changes);
        return changes;
    }

    private void collect(Expression effect, boolean wanted, List<Change> changes) {
        switch (effect) {
            case Expression.Holds holds when !beliefs.contains(holds.relation()) ->
                    key(holds.arguments())
                            .ifPresent(key ->
                                    changes.add(
                                            new Change(
                                                    new Fact(holds.relation(), key),
                                                    new Value.Bool(wanted),
                                                    true)));
            case Expression.Not not -> collect(not.condition(), !wanted, changes);
            case Expression.And and when wanted ->
                    and.parts().forEach(part -> collect(part, true, changes));
            case Expression.Comparison comparison
                    when wanted && comparison.left() instanceof Expression.Read ->
                    compared(comparison, changes);
            default -> {}
        }
    }

    private Optional<List<Value>> key(List<Expression> expressions) {
        List<Value> key = new ArrayList<>();
        for (Expression expression : expressions) {
            Optional<Value> value = engine.value(expression, arguments);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            key.add(value.get());
        }
        return Optional.of(key);
    }

    private void compared(Expression.Comparison comparison, List<Change> changes) {
        Expression.Read read = (Expression.Read) comparison.left();
        Optional<List<Value>> key = key(read.arguments());
        Optional<Value> bound = engine.value(comparison.right(), arguments);
        if (key.isEmpty() || bound.isEmpty()) {
            return;
        }
        Value value =
                bound.get() instanceof Value.Quantity(double amount)
                        ? switch (comparison.operator()) {
                            case LESS -> Value.of(amount - Math.abs(amount) / 10 - 1e-9);
                            case GREATER -> Value.of(amount + Math.abs(amount) / 10 + 1e-9);
                            case EQUAL, AT_MOST, AT_LEAST, NOT_EQUAL -> bound.get();
                        }
                        : bound.get();
        if (comparison.operator() != Expression.Comparison.Operator.NOT_EQUAL) {
            changes.add(new Change(new Fact(read.fact(), key.get()), value, false));
        }
    }
}
