package io.teleon.policies.check;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Which facts a condition depends on, through all predicates and functions.
final class Facts {

    /// Beyond this nothing more is looked at: a program that long reads everything anyway.
    private static final int FURTHEST = 100_000;

    private final Map<Name, Declaration.Predicate> predicates;
    private final Map<Name, Declaration.Function> functions;

    /// By the expression itself: guards are asked about again and again, and only looked up here.
    private final IdentityHashMap<Expression, Set<Name>> known = new IdentityHashMap<>();

    Facts(Program program) {
        predicates = program.predicatesByName();
        functions = program.functionsByName();
    }

    /// The expression and all its parts, also those of what it calls, each declaration once.
    ///
    /// @param into whether to look at the parts of an expression as well
    List<Expression> all(Expression start, Predicate<Expression> into) {
        List<Expression> all = new ArrayList<>();
        Set<Name> called = new HashSet<>();
        Deque<Expression> todo = new ArrayDeque<>();
        todo.push(start);
        while (!todo.isEmpty() && all.size() < FURTHEST) {
            Expression expression = todo.pop();
            all.add(expression);
            if (!into.test(expression)) {
                continue;
            }
            List<Expression> next = new ArrayList<>(expression.parts());
            if (expression instanceof Expression.Call call && called.add(call.callee())) {
                Optional.ofNullable(predicates.get(call.callee()))
                        .ifPresent(p -> p.clauses().forEach(clause -> next.add(clause.body())));
                Optional.ofNullable(functions.get(call.callee()))
                        .ifPresent(f -> next.add(f.body()));
            }
            next.reversed().forEach(todo::push);
        }
        return all;
    }

    /// The expression and its own parts, not those of what it calls.
    static List<Expression> parts(Expression start) {
        List<Expression> parts = new ArrayList<>();
        Deque<Expression> todo = new ArrayDeque<>();
        todo.push(start);
        while (!todo.isEmpty()) {
            Expression expression = todo.pop();
            parts.add(expression);
            expression.parts().reversed().forEach(todo::push);
        }
        return parts;
    }

    List<Expression> all(Expression start) {
        return all(start, _ -> true);
    }

    /// Percepts, beliefs and events that it reads.
    Set<Name> of(Expression expression) {
        Set<Name> there = known.get(expression);
        if (there != null) {
            return there;
        }
        Set<Name> facts = new TreeSet<>();
        for (Expression part : all(expression)) {
            fact(part).ifPresent(facts::add);
        }
        known.put(expression, Collections.unmodifiableSet(facts));
        return facts;
    }

    static Optional<Name> fact(Expression expression) {
        return switch (expression) {
            case Expression.Read read -> Optional.of(read.fact());
            case Expression.Holds holds -> Optional.of(holds.relation());
            case Expression.EventCount count -> Optional.of(count.event());
            case Expression.Age age -> Optional.of(age.fact());
            default -> Optional.empty();
        };
    }
}
