package io.teleon.policies.link;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables of one clause, rule or other declaration, each with its slot.
final class Scope {

    private static final int MOST = 256;

    private final Unit unit;
    private final Map<String, Expression.Variable> visible = new LinkedHashMap<>();
    private int nextSlot;

    Scope(Unit unit) {
        this.unit = unit;
    }

    static Scope of(Unit unit, List<Parameter> parameters) {
        Scope scope = new Scope(unit);
        for (Parameter parameter : parameters) {
            scope.visible.put(
                    parameter.name(),
                    new Expression.Variable(
                            Span.NONE, parameter.type(), parameter.name(), scope.nextSlot++));
        }
        return scope;
    }

    Unit unit() {
        return unit;
    }

    Optional<Expression.Variable> find(String name) {
        return Optional.ofNullable(visible.get(name));
    }

    boolean has(String name) {
        return visible.containsKey(name);
    }

    /// Makes a variable visible, until [#close] if it is a quantifier's.
    Expression.Variable open(Span span, String name, Type type) {
        if (nextSlot >= MOST) {
            throw unit.error("TR021", span, "more than " + MOST + " variables");
        }
        if (visible.containsKey(name)) {
            throw unit.error(
                    Diagnostic.error("TR006", span, "there is a variable `" + name + "` already")
                            .help(
                                    "give this one another name; or, if the same is meant, put all that"
                                            + " belongs to the quantifier into parentheses"));
        }
        Expression.Variable variable = new Expression.Variable(span, type, name, nextSlot++);
        visible.put(name, variable);
        return variable;
    }

    void close(List<Expression.Variable> variables) {
        Deque<Expression.Variable> backwards = new ArrayDeque<>(variables);
        while (!backwards.isEmpty()) {
            visible.remove(backwards.removeLast().name());
        }
    }
}
