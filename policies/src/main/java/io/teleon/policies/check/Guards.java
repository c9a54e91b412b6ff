package io.teleon.policies.check;

import io.teleon.policies.entail.Literal;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Guards as conditions, and in words.
final class Guards {

    private static final int MOST_SHOWN = 4;

    private Guards() {}

    /// The guard of a rule with its free variables bound: whether there is an assignment.
    static Expression closed(Rule rule) {
        return rule.free().isEmpty()
                ? rule.guard()
                : new Expression.Exists(
                        rule.guard().span(), rule.guard().type(), rule.free(), rule.guard());
    }

    /// Literals as one condition; names of predicates rather than what they mean.
    static String shown(List<Literal> literals) {
        Set<String> parts = new LinkedHashSet<>();
        literals.stream().filter(Literal::isName).forEach(literal -> parts.add(literal.shown()));
        Set<String> rest = new LinkedHashSet<>();
        literals.stream().filter(l -> !l.isName()).forEach(literal -> rest.add(literal.shown()));
        parts.addAll(rest);
        String more = parts.size() > MOST_SHOWN ? " and ..." : "";
        return Wording.list(
                        List.of(String.join(" and ", parts.stream().limit(MOST_SHOWN).toList())))
                + more;
    }
}
