package io.teleon.policies.check;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// TR013: a rule that may have several assignments, and does not say which it wants.
final class OpenChoice implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (Rule rule : procedure.rules()) {
                if (rule.choose().isEmpty() && !rule.free().isEmpty()) {
                    List<String> open = open(rule);
                    if (!open.isEmpty()) {
                        found.add(finding(rule, open));
                    }
                }
            }
        }
        return found;
    }

    /// Free variables that matter for what the rule does and are not fixed by an equation.
    private static List<String> open(Rule rule) {
        Set<Integer> used = new TreeSet<>();
        for (Rule.Invocation call : Subject.calls(rule)) {
            call.arguments().forEach(argument -> slots(argument, used));
        }
        for (Rule.Update update : rule.updates()) {
            switch (update) {
                case Rule.Update.Remember remember -> {
                    remember.arguments().forEach(argument -> slots(argument, used));
                    remember.value().ifPresent(value -> slots(value, used));
                }
                case Rule.Update.Forget forget ->
                        forget.arguments().forEach(argument -> slots(argument, used));
                // Which one a message names is of no consequence for the network.
                case Rule.Update.Notify _ -> {}
            }
        }
        Set<Integer> free = new TreeSet<>();
        rule.free().forEach(v -> free.add(v.slot()));
        Set<Integer> fixed = fixed(rule.guard(), free);
        return rule.free().stream()
                .filter(v -> used.contains(v.slot()) && !fixed.contains(v.slot()))
                .map(Expression.Variable::name)
                .toList();
    }

    private static void slots(Expression expression, Set<Integer> into) {
        Deque<Expression> todo = new ArrayDeque<>();
        todo.push(expression);
        while (!todo.isEmpty()) {
            Expression next = todo.pop();
            if (next instanceof Expression.Variable variable) {
                into.add(variable.slot());
            }
            next.parts().forEach(todo::push);
        }
    }

    private static Set<Integer> fixed(Expression guard, Set<Integer> free) {
        Set<Integer> fixed = new TreeSet<>();
        Deque<Expression> todo = new ArrayDeque<>();
        todo.push(guard);
        while (!todo.isEmpty()) {
            switch (todo.pop()) {
                case Expression.And and -> and.parts().forEach(todo::push);
                case Expression.Comparison(
                                _,
                                _,
                                Expression.Comparison.Operator operator,
                                Expression left,
                                Expression right)
                        when operator == Expression.Comparison.Operator.EQUAL -> {
                    if (left instanceof Expression.Variable v && isIndependent(right, free)) {
                        fixed.add(v.slot());
                    }
                    if (right instanceof Expression.Variable v && isIndependent(left, free)) {
                        fixed.add(v.slot());
                    }
                }
                default -> {}
            }
        }
        return fixed;
    }

    /// Whether it depends on none of the variables that are looked for.
    private static boolean isIndependent(Expression expression, Set<Integer> free) {
        Set<Integer> slots = new TreeSet<>();
        slots(expression, slots);
        slots.retainAll(free);
        return slots.isEmpty();
    }

    private static Diagnostic finding(Rule rule, List<String> open) {
        String names = String.join(", ", open);
        return Diagnostic.warning(
                        "TR013",
                        rule.guard().span(),
                        "rule `%s` may have several solutions for %s"
                                .formatted(rule.label(), names))
                .label("the first in the order of names is taken")
                .help("say which you want:  choose min ...  or  choose max ...");
    }
}
