package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Which percepts and beliefs a program reads at all, so that a host need not tell it the others.
public final class FactsRead {

    private FactsRead() {}

    /// Those that stand in a rule, task, action, guardrail, predicate or function, used or not; a
    /// forecast, a window or an age of a fact reads it too.
    public static NavigableSet<Name> of(Program program) {
        NavigableSet<Name> names = new TreeSet<>();
        TemporalOperators.visit(program, expression -> add(expression, names));
        for (Procedure procedure : program.procedures()) {
            for (Rule rule : procedure.rules()) {
                rule.updates().forEach(update -> written(update).forEach(e -> all(e, names)));
            }
        }
        return names;
    }

    private static List<Expression> written(Rule.Update update) {
        return switch (update) {
            case Rule.Update.Remember remember -> {
                List<Expression> all = new ArrayList<>(remember.arguments());
                remember.value().ifPresent(all::add);
                yield all;
            }
            case Rule.Update.Forget forget -> forget.arguments();
            case Rule.Update.Notify notify -> notify.message();
        };
    }

    private static void all(Expression expression, NavigableSet<Name> names) {
        add(expression, names);
        expression.parts().forEach(part -> all(part, names));
    }

    private static void add(Expression expression, NavigableSet<Name> names) {
        switch (expression) {
            case Expression.Read read -> names.add(read.fact());
            case Expression.Age age -> names.add(age.fact());
            case Expression.Holds holds -> names.add(holds.relation());
            default -> {}
        }
    }
}
