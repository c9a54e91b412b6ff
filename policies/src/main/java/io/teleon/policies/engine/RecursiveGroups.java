package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which predicates ask themselves, alone or in a circle; those of one circle have one number.
final class RecursiveGroups {

    private RecursiveGroups() {}

    static Map<Name, Integer> of(Program program) {
        Map<Name, Set<Name>> asks = new TreeMap<>();
        for (Declaration.Predicate predicate : program.predicates()) {
            Set<Name> names = new HashSet<>();
            predicate.clauses().forEach(clause -> collect(clause.body(), names));
            asks.put(predicate.name(), names);
        }
        Map<Name, Set<Name>> reach = new TreeMap<>();
        asks.keySet().forEach(name -> reach.put(name, reachable(name, asks)));
        Map<Name, Integer> groups = new HashMap<>();
        int number = 0;
        for (Name name : asks.keySet()) {
            if (reach.getOrDefault(name, Set.of()).contains(name) && !groups.containsKey(name)) {
                for (Name other : reach.getOrDefault(name, Set.of())) {
                    if (reach.getOrDefault(other, Set.of()).contains(name)) {
                        groups.put(other, number);
                    }
                }
                number++;
            }
        }
        return groups;
    }

    private static Set<Name> reachable(Name from, Map<Name, Set<Name>> asks) {
        Set<Name> seen = new HashSet<>();
        Deque<Name> queue = new ArrayDeque<>(asks.getOrDefault(from, Set.of()));
        while (!queue.isEmpty()) {
            Name name = queue.remove();
            if (seen.add(name)) {
                queue.addAll(asks.getOrDefault(name, Set.of()));
            }
        }
        return seen;
    }

    private static void collect(Expression expression, Set<Name> names) {
        if (expression instanceof Expression.Call call) {
            names.add(call.callee());
        }
        expression.parts().forEach(part -> collect(part, names));
    }
}
