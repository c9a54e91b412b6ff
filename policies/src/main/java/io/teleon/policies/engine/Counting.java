package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Comparison;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Aggregates (SEMANTICS 2.4 and 2.5).
final class Counting {

    private final Evaluator evaluator;

    Counting(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Optional<Value> value(Expression.Aggregate aggregate, Environment environment) {
        List<Value> values = new ArrayList<>();
        for (Map.Entry<List<Value>, Truth> solution :
                solutions(aggregate, environment).entrySet()) {
            if (solution.getValue() == Truth.UNKNOWN) {
                return Optional.empty();
            }
            Environment inside = environment.with(aggregate.variables(), solution.getKey());
            Optional<Value> value =
                    aggregate.of().isPresent()
                            ? evaluator.value(aggregate.of().get(), inside)
                            : Optional.of(Value.of(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Numbers.aggregate(aggregate.kind(), values);
    }

    private Map<List<Value>, Truth> solutions(
            Expression.Aggregate aggregate, Environment environment) {
        return evaluator.solutions(aggregate.variables(), aggregate.condition(), environment);
    }

    /// A count lies between those that are true and those that may be: decided only where all of
    /// these numbers agree.
    ///
    /// @param countLeft whether the count stands on the left
    Truth compare(
            Expression.Aggregate aggregate,
            Comparison.Operator operator,
            Value bound,
            boolean countLeft,
            Environment environment) {
        int least = 0;
        int most = 0;
        for (Truth truth : solutions(aggregate, environment).values()) {
            most++;
            least += truth == Truth.TRUE ? 1 : 0;
        }
        boolean someTrue = false;
        boolean someFalse = false;
        for (int count = least; count <= most; count++) {
            Value number = Value.of(count);
            boolean holds =
                    countLeft
                            ? Evaluator.compare(number, operator, bound)
                            : Evaluator.compare(bound, operator, number);
            someTrue |= holds;
            someFalse |= !holds;
        }
        return someTrue && someFalse ? Truth.UNKNOWN : Truth.of(someTrue);
    }
}
