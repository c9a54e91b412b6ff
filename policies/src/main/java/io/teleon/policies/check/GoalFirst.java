package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// TR060: the first rule of a procedure is expected to say that the goal is reached, or to be the
/// one that sustains it or remembers it.
final class GoalFirst implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            Optional<Rule> first =
                    procedure.rules().stream()
                            .skip(procedure.safety())
                            .filter(rule -> !Subject.isLimited(rule))
                            .findFirst();
            if (procedure.goal().isPresent()
                    && first.isPresent()
                    && !implies(subject, procedure, first.get(), procedure.goal().get())) {
                found.add(finding(first.get(), procedure.goal().get()));
            }
        }
        return found;
    }

    private static boolean implies(
            Subject subject, Procedure procedure, Rule rule, Procedure.Goal goal) {
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.isTrue(rule.guard(), Subject.scope(procedure, rule), 0));
        claims.add(Claim.isFalse(goal.condition(), Scope.of(procedure.parameters()), 1));
        Effects.remembered(rule)
                .forEach(e -> claims.add(Claim.isTrue(e, Subject.scope(procedure, rule), 2)));
        if (rule.modifiers().sustainsGoal()) {
            Effects.of(subject, procedure, rule)
                    .forEach(e -> claims.add(Claim.isTrue(e.condition(), e.scope(), 2)));
        }
        return subject.prover().contradiction(claims).isProved();
    }

    private static Diagnostic finding(Rule rule, Procedure.Goal goal) {
        return new Diagnostic(
                "TR060",
                Diagnostic.Level.NOTE,
                Subject.label(rule),
                "the first guard does not imply the goal",
                "not proved that the goal holds when `%s` fires".formatted(rule.label()),
                List.of(new Diagnostic.Note(goal.condition().span(), "the goal")),
                "");
    }
}
