package io.teleon.policies.entail;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a program derives, and which of it can be written out in place of its name: what does not
/// lead back to itself.
final class Declarations {

    private final Map<Name, Declaration.Predicate> predicates;
    private final Map<Name, Declaration.Function> functions;
    private final Set<Name> beliefs;
    private final Set<Name> recursive;

    Declarations(Program program) {
        predicates = program.predicatesByName();
        functions = program.functionsByName();
        beliefs = new TreeSet<>(program.beliefsByName().keySet());
        Map<Name, Set<Name>> callees = new TreeMap<>();
        predicates.keySet().forEach(name -> callees.put(name, callees(name)));
        functions.keySet().forEach(name -> callees.put(name, callees(name)));
        recursive = recursive(callees);
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

    /// Names that lead back to themselves, or lie between two that do: what is left when those are
    /// taken away that call nothing that is left, and then those that nothing left calls.
    private static Set<Name> recursive(Map<Name, Set<Name>> callees) {
        return withoutLeaves(turned(withoutLeaves(callees))).keySet();
    }

    private static Map<Name, Set<Name>> withoutLeaves(Map<Name, Set<Name>> callees) {
        Map<Name, Set<Name>> callers = turned(callees);
        Map<Name, Set<Name>> left = new TreeMap<>();
        callees.forEach((name, all) -> left.put(name, new TreeSet<>(all)));
        Deque<Name> leaves = new ArrayDeque<>();
        left.forEach((name, all) -> {
            if (all.isEmpty()) {
                leaves.add(name);
            }
        });
        while (!leaves.isEmpty()) {
            Name leaf = leaves.poll();
            left.remove(leaf);
            for (Name caller : callers.getOrDefault(leaf, Set.of())) {
                Set<Name> rest = left.getOrDefault(caller, new TreeSet<>());
                if (rest.remove(leaf) && rest.isEmpty()) {
                    leaves.add(caller);
                }
            }
        }
        return left;
    }

    private static Map<Name, Set<Name>> turned(Map<Name, Set<Name>> edges) {
        Map<Name, Set<Name>> turned = new TreeMap<>();
        edges.keySet().forEach(name -> turned.put(name, new TreeSet<>()));
        edges.forEach((from, all) ->
                all.forEach(to -> turned.computeIfAbsent(to, _ -> new TreeSet<>()).add(from)));
        return turned;
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
