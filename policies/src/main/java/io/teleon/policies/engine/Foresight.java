package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import java.util.HashSet;
import java.util.Set;

/// Which expressions read forecasts, themselves or through what they ask. All others say the same
/// with and without them.
final class Foresight {

    private final Set<Name> foreseeing = new HashSet<>();

    Foresight(Program program) {
        int before;
        do {
            before = foreseeing.size();
            for (Declaration.Predicate predicate : program.predicates()) {
                if (predicate.clauses().stream().anyMatch(clause -> isIn(clause.body()))) {
                    foreseeing.add(predicate.name());
                }
            }
            for (Declaration.Function function : program.functions()) {
                if (isIn(function.body())) {
                    foreseeing.add(function.name());
                }
            }
        } while (foreseeing.size() > before);
    }

    boolean isIn(Expression expression) {
        boolean here =
                switch (expression) {
                    case Expression.Forecast _, Expression.Probability _, Expression.TimeTo _ ->
                            true;
                    case Expression.Call call -> foreseeing.contains(call.callee());
                    default -> false;
                };
        return here || expression.parts().stream().anyMatch(this::isIn);
    }
}
