package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values of variables, by slot.
final class Environment {

    private final Map<Integer, Value> values = new HashMap<>();

    static Environment of(List<Value> parameters) {
        Environment environment = new Environment();
        for (int slot = 0; slot < parameters.size(); slot++) {
            environment.values.put(slot, parameters.get(slot));
        }
        return environment;
    }

    /// With more variables bound.
    Environment with(List<Expression.Variable> variables, List<Value> assigned) {
        Environment environment = new Environment();
        environment.values.putAll(values);
        for (int i = 0; i < variables.size(); i++) {
            environment.values.put(variables.get(i).slot(), assigned.get(i));
        }
        return environment;
    }

    void set(Expression.Variable variable, Value value) {
        values.put(variable.slot(), value);
    }

    void clear(Expression.Variable variable) {
        values.remove(variable.slot());
    }

    boolean has(Expression.Variable variable) {
        return values.containsKey(variable.slot());
    }

    Value get(Expression.Variable variable) {
        return Optional.ofNullable(values.get(variable.slot()))
                .orElseThrow(() -> new IllegalStateException("unbound " + variable));
    }

    List<Value> get(List<Expression.Variable> variables) {
        List<Value> list = new ArrayList<>();
        variables.forEach(variable -> list.add(get(variable)));
        return list;
    }
}
