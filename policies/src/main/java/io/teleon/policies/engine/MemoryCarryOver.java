package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Shape;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which memories of conditions come over a reload (SEMANTICS 10.4).
///
/// A cell depends on its operator and on nothing around it, so any operator of the new program that
/// is written as one of the old and means the same goes on with its cells, in whichever rule it
/// stands. All others begin anew: they are unknown until they have seen enough.
final class MemoryCarryOver {

    private final ProgramChange change;
    private final List<Expression> were;
    private final List<Expression> are;
    private final Losses losses;

    MemoryCarryOver(ProgramChange change, Program old, Program next, Losses losses) {
        this.change = change;
        this.were = TemporalOperators.of(old);
        this.are = TemporalOperators.of(next);
        this.losses = losses;
    }

    Map<Integer, Map<List<Value>, TemporalCells.Cell>> cells(
            Map<Integer, Map<List<Value>, TemporalCells.Cell>> from) {
        List<Expression> shapes = were.stream().map(Shape::of).toList();
        List<Integer> unused = new ArrayList<>();
        for (int i = 0; i < were.size(); i++) {
            unused.add(i);
        }
        Map<Integer, Map<List<Value>, TemporalCells.Cell>> to = new TreeMap<>();
        List<Expression> taken = new ArrayList<>();
        for (Expression operator : are) {
            Expression shape = Shape.of(operator);
            int first = shapes.indexOf(shape);
            if (first < 0 || !change.meansTheSame(operator)) {
                continue;
            }
            // Of several written alike each goes on with its own.
            int own =
                    unused.stream()
                            .filter(i -> shapes.get(i).equals(shape))
                            .findFirst()
                            .orElse(first);
            unused.remove(Integer.valueOf(own));
            taken.add(shape);
            Optional.ofNullable(from.get(number(were.get(own))))
                    .ifPresent(cells -> to.put(number(operator), cells));
        }
        for (int i = 0; i < were.size(); i++) {
            Map<List<Value>, TemporalCells.Cell> lost =
                    from.getOrDefault(number(were.get(i)), Map.of());
            if (!lost.isEmpty() && !taken.contains(shapes.get(i))) {
                Expression shape = shapes.get(i);
                boolean stands = are.stream().anyMatch(now -> Shape.of(now).equals(shape));
                note(were.get(i), lost, stands);
            }
        }
        return to;
    }

    private void note(
            Expression operator, Map<List<Value>, TemporalCells.Cell> lost, boolean stands) {
        String why =
                stands
                        ? "what it stands on changed: it begins anew"
                        : "the new program has no such condition";
        lost.keySet()
                .forEach(values ->
                        losses.note(
                                Dropped.Kind.MEMORY,
                                ExpressionText.show(operator),
                                why,
                                Losses.shown(values)));
    }

    private static int number(Expression operator) {
        return switch (operator) {
            case Expression.ForAtLeast lasting -> lasting.operator();
            case Expression.Latched latched -> latched.operator();
            default -> throw new IllegalStateException("no temporal operator: " + operator);
        };
    }
}
