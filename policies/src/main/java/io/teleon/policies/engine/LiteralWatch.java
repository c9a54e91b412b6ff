package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at the literals of guards, for coverage.
final class LiteralWatch {

    private static final int MOST_ASSIGNMENTS = 100;

    private final Map<Name, Procedure> procedures;
    private final EngineState state;
    private final Evaluator evaluator;
    private final PolicyEngine.LiteralWatcher watcher;

    LiteralWatch(
            Program program,
            EngineState state,
            Evaluator evaluator,
            PolicyEngine.LiteralWatcher watcher) {
        this.procedures = program.proceduresByName();
        this.state = state;
        this.evaluator = evaluator;
        this.watcher = watcher;
    }

    void watch() {
        state.tasks.values().forEach(task -> watch(task.root));
    }

    /// The literals of a guard: its parts, `or` and `not` taken apart too.
    static List<Expression> literals(Expression guard) {
        List<Expression> literals = new ArrayList<>();
        collect(guard, literals);
        return literals;
    }

    private static void collect(Expression expression, List<Expression> literals) {
        switch (expression) {
            case Expression.And and -> and.parts().forEach(part -> collect(part, literals));
            case Expression.Or or -> or.parts().forEach(part -> collect(part, literals));
            case Expression.Not not -> collect(not.condition(), literals);
            case Expression.Always _ -> {}
            default -> literals.add(expression);
        }
    }

    private void watch(Frame frame) {
        List<Rule> rules =
                Optional.ofNullable(procedures.get(frame.id.procedure())).orElseThrow().rules();
        Environment environment = Environment.of(frame.id.arguments());
        for (int k = 0; k < Math.min(rules.size(), frame.verdicts.size()); k++) {
            Rule rule = rules.get(k);
            for (List<Value> assigned : assignments(rule)) {
                Environment inside = environment.with(rule.free(), assigned);
                int number = 0;
                for (Expression literal : literals(rule.guard())) {
                    Truth truth = evaluator.truth(literal, inside);
                    watcher.told(
                            frame.id.procedure(),
                            rule.label(),
                            number++,
                            ExpressionText.show(literal, Environment.empty()),
                            truth);
                }
            }
        }
        frame.kids.values().forEach(this::watch);
    }

    private List<List<Value>> assignments(Rule rule) {
        List<List<Value>> assignments = new ArrayList<>();
        assignments.add(List.of());
        for (Expression.Variable variable : rule.free()) {
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> assignment : assignments) {
                for (Value value : evaluator.domain(variable)) {
                    if (longer.size() < MOST_ASSIGNMENTS) {
                        List<Value> more = new ArrayList<>(assignment);
                        more.add(value);
                        longer.add(more);
                    }
                }
            }
            assignments = longer;
        }
        return assignments;
    }
}
