package io.teleon.policies.reference;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Values of variables, by their slots.
record Bindings(Map<Integer, Value> values) {

    static Bindings none() {
        return new Bindings(new TreeMap<>());
    }

    /// The first slots, as parameters have them.
    static Bindings of(List<Value> arguments) {
        Bindings bindings = none();
        for (int i = 0; i < arguments.size(); i++) {
            bindings.values.put(i, arguments.get(i));
        }
        return bindings;
    }

    static Bindings of(List<Expression.Variable> variables, List<Value> values) {
        return none().with(variables, values);
    }

    Bindings with(List<Expression.Variable> variables, List<Value> some) {
        Bindings more = new Bindings(new TreeMap<>(values));
        for (int i = 0; i < variables.size(); i++) {
            more.values.put(variables.get(i).slot(), some.get(i));
        }
        return more;
    }

    List<Value> assigned(List<Expression.Variable> variables) {
        List<Value> found = new ArrayList<>();
        for (Expression.Variable variable : variables) {
            Value value = values.get(variable.slot());
            if (value == null) {
                throw new IllegalStateException(variable.name() + " is not bound");
            }
            found.add(value);
        }
        return found;
    }

    /// Every assignment of some variables from the domains, in the order of values.
    static void each(
            Knowledge known, List<Expression.Variable> variables, Consumer<List<Value>> action) {
        each(known, variables, List.of(), action);
    }

    private static void each(
            Knowledge known,
            List<Expression.Variable> variables,
            List<Value> chosen,
            Consumer<List<Value>> action) {
        if (chosen.size() == variables.size()) {
            action.accept(chosen);
            return;
        }
        for (Value value : known.domain(variables.get(chosen.size()).type())) {
            List<Value> more = new ArrayList<>(chosen);
            more.add(value);
            each(known, variables, more, action);
        }
    }
}
