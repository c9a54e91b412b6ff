package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// In which order predicates can be answered, and which ask themselves, alone or in a circle: those
/// of one circle are a group and in one stratum.
final class Strata {

    private final Map<Name, Set<Name>> asks = new TreeMap<>();
    private final Map<Name, Integer> groups = new HashMap<>();
    private final Map<Name, Integer> strata = new HashMap<>();
    private int count = 1;

    Strata(Program program) {
        for (Declaration.Predicate predicate : program.predicates()) {
            Set<Name> names = new TreeSet<>();
            predicate.clauses().forEach(clause -> collect(clause.body(), names));
            asks.put(predicate.name(), names);
        }
        for (Declaration.Function function : program.functions()) {
            Set<Name> names = new TreeSet<>();
            collect(function.body(), names);
            asks.put(function.name(), names);
        }
        Map<Name, Set<Name>> reach = new TreeMap<>();
        asks.keySet().forEach(name -> reach.put(name, reachable(name)));
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
        asks.keySet().forEach(name -> rank(name, reach));
    }

    /// One more than the highest of what it asks outside of its own circle.
    private int rank(Name name, Map<Name, Set<Name>> reach) {
        Integer known = strata.get(name);
        if (known != null) {
            return known;
        }
        int stratum = 0;
        for (Name below : reach.getOrDefault(name, Set.of())) {
            boolean sameCircle = reach.getOrDefault(below, Set.of()).contains(name);
            if (!sameCircle) {
                stratum = Math.max(stratum, rank(below, reach) + 1);
            }
        }
        strata.put(name, stratum);
        count = Math.max(count, stratum + 1);
        return stratum;
    }

    int count() {
        return count;
    }

    int of(Name predicate) {
        return strata.getOrDefault(predicate, 0);
    }

    Optional<Integer> group(Name predicate) {
        return Optional.ofNullable(groups.get(predicate));
    }

    private Set<Name> reachable(Name from) {
        Set<Name> seen = new TreeSet<>();
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
