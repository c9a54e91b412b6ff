package io.teleon.policies.entail;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a program derives, and which of it can be written out in place of its name: what does not
/// lead back to itself.
final class Declarations {

    private static final int FURTHEST = 2_000;

    private final Map<Name, Declaration.Predicate> predicates;
    private final Map<Name, Declaration.Function> functions;
    private final Set<Name> beliefs;
    private final Set<Name> recursive = new TreeSet<>();

    Declarations(Program program) {
        predicates = program.predicatesByName();
        functions = program.functionsByName();
        beliefs = new TreeSet<>(program.beliefsByName().keySet());
        predicates.keySet().stream().filter(this::leadsBack).forEach(recursive::add);
        functions.keySet().stream().filter(this::leadsBack).forEach(recursive::add);
    }

    Optional<Declaration.Predicate> predicate(Name name) {
        return recursive.contains(name)
                ? Optional.empty()
                : Optional.ofNullable(predicates.get(name));
    }

    Optional<Declaration.Function> function(Name name) {
        return recursive.contains(name)
                ? Optional.empty()
                : Optional.ofNullable(functions.get(name));
    }

    boolean isBelief(Name name) {
        return beliefs.contains(name);
    }

    private boolean leadsBack(Name start) {
        Set<Name> seen = new HashSet<>();
        Deque<Name> todo = new ArrayDeque<>();
        todo.add(start);
        while (!todo.isEmpty() && seen.size() < FURTHEST) {
            Name name = todo.poll();
            for (Name callee : callees(name)) {
                if (callee.equals(start)) {
                    return true;
                }
                if (seen.add(callee)) {
                    todo.add(callee);
                }
            }
        }
        return !todo.isEmpty();
    }

    private Set<Name> callees(Name name) {
        Deque<Expression> todo = new ArrayDeque<>();
        Optional.ofNullable(predicates.get(name))
                .ifPresent(p -> p.clauses().forEach(clause -> todo.add(clause.body())));
        Optional.ofNullable(functions.get(name)).ifPresent(f -> todo.add(f.body()));
        Set<Name> callees = new TreeSet<>();
        while (!todo.isEmpty()) {
            Expression expression = todo.poll();
            if (expression instanceof Expression.Call call) {
                callees.add(call.callee());
            }
            todo.addAll(expression.parts());
        }
        return callees;
    }
}
