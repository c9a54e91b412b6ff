package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the variables of a declaration stand for, by their slots. It never changes.
public final class Scope {

    public static final Scope EMPTY = new Scope(new TreeMap<>());

    private final SortedMap<Integer, Term> terms;

    private Scope(SortedMap<Integer, Term> terms) {
        this.terms = terms;
    }

    /// Parameters that stand for themselves.
    public static Scope of(List<Parameter> parameters) {
        Scope scope = EMPTY;
        for (int slot = 0; slot < parameters.size(); slot++) {
            Parameter parameter = parameters.get(slot);
            scope =
                    scope.with(
                            slot,
                            new Term.Named(parameter.name(), parameter.name(), parameter.type()));
        }
        return scope;
    }

    /// Parameters that stand for what a call gives for them.
    public static Scope ofCall(List<Expression> arguments, Scope caller) {
        Scope scope = EMPTY;
        for (int slot = 0; slot < arguments.size(); slot++) {
            scope = scope.with(slot, caller.resolve(arguments.get(slot)));
        }
        return scope;
    }

    public Scope with(int slot, Term term) {
        SortedMap<Integer, Term> more = new TreeMap<>(terms);
        more.put(slot, term);
        return new Scope(more);
    }

    /// Variables that stand for themselves.
    ///
    /// @param mark tells these from variables of the same name elsewhere
    public Scope withFree(List<Expression.Variable> variables, String mark) {
        Scope scope = this;
        for (Expression.Variable variable : variables) {
            scope =
                    scope.with(
                            variable.slot(),
                            new Term.Named(
                                    variable.name() + mark, variable.name(), variable.type()));
        }
        return scope;
    }

    public Optional<Term> term(int slot) {
        return Optional.ofNullable(terms.get(slot));
    }

    public Collection<Term> terms() {
        return List.copyOf(terms.values());
    }

    /// What an expression stands for here: a chain of variables is followed to its end.
    public Term resolve(Expression expression) {
        if (expression instanceof Expression.Variable variable) {
            return term(variable.slot()).orElseGet(() -> new Term.Bound(expression, this));
        }
        return new Term.Bound(expression, this);
    }
}
