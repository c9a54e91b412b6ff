package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// TR040: a rule that may be committed for ever.
///
/// A commitment is bounded by `max`, by an effect that makes its end true (or fails in time), or by
/// a belief that is forgotten by itself.
final class Commitment implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (Rule rule : procedure.rules()) {
                Optional<Expression> until = rule.modifiers().untilHolds();
                if (until.isPresent()
                        && rule.modifiers().max().isEmpty()
                        && !comesAbout(subject, procedure, rule, until.get())) {
                    found.add(finding(subject, procedure, rule, until.get()));
                }
            }
        }
        return found;
    }

    private static boolean comesAbout(
            Subject subject, Procedure procedure, Rule rule, Expression until) {
        Scope scope = Subject.scope(procedure, rule);
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.isFalse(until, scope, 0));
        Effects.of(subject, procedure, rule)
                .forEach(e -> claims.add(Claim.isTrue(e.condition(), e.scope(), 1)));
        return subject.prover().lasting(tag -> tag == 0).contradiction(claims).isProved()
                || passesByItself(subject, until);
    }

    /// Whether one of its alternatives is the absence of a belief with a time to live.
    private static boolean passesByItself(Subject subject, Expression until) {
        return switch (until) {
            case Expression.Or or ->
                    or.parts().stream().anyMatch(part -> passesByItself(subject, part));
            case Expression.And and ->
                    and.parts().stream().allMatch(part -> passesByItself(subject, part));
            case Expression.Not(_, _, Expression.Holds holds) ->
                    subject.belief(holds.relation()).flatMap(Declaration.Belief::ttl).isPresent();
            default -> false;
        };
    }

    private static Diagnostic finding(
            Subject subject, Procedure procedure, Rule rule, Expression until) {
        Scope scope = Subject.scope(procedure, rule);
        boolean never =
                subject.prover().contradiction(List.of(Claim.isTrue(until, scope, 0))).isProved();
        return Diagnostic.error(
                        "TR040",
                        until.span(),
                        "rule `%s` may be committed for ever".formatted(rule.label()))
                .label(
                        never
                                ? "this is never true"
                                : "nothing makes  %s  true within a time"
                                        .formatted(Wording.shown(until, scope)))
                .notes(List.of(new Diagnostic.Note(Subject.label(rule), "it has no `max`")))
                .help("add  max 1 h , or end it by an effect of its own action");
    }
}
