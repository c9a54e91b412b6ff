package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of variables, by slot.
final class Environment {

    private static final Environment NONE = new Environment(new Value[0]);

    private @Nullable Value[] values;

    private Environment(@Nullable Value[] values) {
        this.values = values;
    }

    /// Nothing is bound.
    static Environment empty() {
        return NONE;
    }

    static Environment of(List<Value> parameters) {
        return parameters.isEmpty() ? NONE : new Environment(parameters.toArray(new Value[0]));
    }

    /// With more variables bound.
    Environment with(List<Expression.Variable> variables, List<Value> assigned) {
        if (variables.isEmpty()) {
            return this;
        }
        Environment environment = copy();
        for (int i = 0; i < variables.size(); i++) {
            environment.set(variables.get(i), assigned.get(i));
        }
        return environment;
    }

    /// One that can be changed without this.
    Environment copy() {
        return new Environment(Arrays.copyOf(values, values.length));
    }

    /// Binds a variable, in one that was made by [#copy].
    void set(Expression.Variable variable, Value value) {
        if (variable.slot() >= values.length) {
            values = Arrays.copyOf(values, variable.slot() + 1);
        }
        values[variable.slot()] = value;
    }

    /// Whether each of these is the value of a variable.
    boolean holdsAll(List<Value> some) {
        for (Value value : some) {
            boolean isHeld = false;
            for (Value held : values) {
                isHeld |= value.equals(held);
            }
            if (!isHeld) {
                return false;
            }
        }
        return true;
    }

    boolean has(Expression.Variable variable) {
        return variable.slot() < values.length && values[variable.slot()] != null;
    }

    Value get(Expression.Variable variable) {
        Value value = variable.slot() < values.length ? values[variable.slot()] : null;
        if (value == null) {
            throw new IllegalStateException("unbound " + variable);
        }
        return value;
    }

    List<Value> get(List<Expression.Variable> variables) {
        List<Value> list = new ArrayList<>(variables.size());
        variables.forEach(variable -> list.add(get(variable)));
        return list;
    }
}
