package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Finds expressions in a program.
final class TemporalOperators {

    private TemporalOperators() {}

    /// `for at least` and `latched`, in the order of their numbers.
    static List<Expression> of(Program program) {
        TreeMap<Integer, Expression> operators = new TreeMap<>();
        visit(
                program,
                expression -> {
                    switch (expression) {
                        case Expression.ForAtLeast lasting ->
                                operators.put(lasting.operator(), lasting);
                        case Expression.Latched latched ->
                                operators.put(latched.operator(), latched);
                        default -> {}
                    }
                });
        return List.copyOf(operators.values());
    }

    /// Every expression of a program, outer ones first.
    static void visit(Program program, Consumer<Expression> visitor) {
        List<Expression> roots = new ArrayList<>();
        program.predicates().stream()
                .flatMap(predicate -> predicate.clauses().stream())
                .map(Declaration.Clause::body)
                .forEach(roots::add);
        program.functions().forEach(function -> roots.add(function.body()));
        for (Declaration.Action action : program.actions()) {
            action.requires().ifPresent(roots::add);
            action.effect().ifPresent(roots::add);
            action.blast().ifPresent(roots::add);
        }
        for (Procedure procedure : program.procedures()) {
            procedure.goal().ifPresent(goal -> roots.add(goal.condition()));
            for (Rule rule : procedure.rules()) {
                roots.add(rule.guard());
                rule.choose().ifPresent(choose -> roots.add(choose.by()));
                rule.modifiers().whileHolds().ifPresent(roots::add);
                rule.modifiers().untilHolds().ifPresent(roots::add);
                calls(rule.body()).forEach(call -> roots.addAll(call.arguments()));
            }
        }
        for (Task task : program.tasks()) {
            roots.add(task.where());
            roots.addAll(task.arguments());
            task.priority().ifPresent(roots::add);
        }
        program.guardrails().forEach(guardrail -> roots.add(guardrail.require()));
        roots.forEach(root -> visit(root, visitor));
    }

    private static void visit(Expression expression, Consumer<Expression> visitor) {
        visitor.accept(expression);
        expression.parts().forEach(part -> visit(part, visitor));
    }

    static List<Rule.Invocation> calls(Rule.Body body) {
        return switch (body) {
            case Rule.Body.Nothing _ -> List.of();
            case Rule.Body.Parallel parallel -> parallel.calls();
            case Rule.Body.Sequence sequence ->
                    sequence.steps().stream().map(Rule.Step::call).toList();
        };
    }
}
