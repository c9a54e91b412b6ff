package io.teleon.policies.check;

import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// TR032: an action that begins and ends with every tremble of a reading around a threshold.
final class Flutter implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (Rule rule : procedure.rules()) {
                if (!isDamped(rule)
                        && subject.reached(procedure, rule).stream()
                                .anyMatch(r -> Subject.touches(r.action()))) {
                    threshold(subject, rule.guard())
                            .ifPresent(c -> found.add(finding(procedure, rule, c)));
                }
            }
        }
        return found;
    }

    /// A firing that lasts, or cannot begin again at once, or remembers that it was, does not
    /// flutter.
    private static boolean isDamped(Rule rule) {
        Rule.Modifiers m = rule.modifiers();
        return m.whileHolds().isPresent()
                || m.untilHolds().isPresent()
                || m.min().isPresent()
                || m.cooldown().isPresent()
                || m.atMost().isPresent()
                || rule.updates().stream().anyMatch(u -> u instanceof Rule.Update.Remember);
    }

    /// A comparison of a noisy reading that no operator of time stands around.
    private static Optional<Expression.Comparison> threshold(Subject subject, Expression guard) {
        return subject.facts().all(guard, e -> !smooths(e)).stream()
                .filter(e -> e instanceof Expression.Comparison)
                .map(e -> (Expression.Comparison) e)
                .filter(c ->
                        c.operator() != Expression.Comparison.Operator.EQUAL
                                && c.operator() != Expression.Comparison.Operator.NOT_EQUAL)
                .filter(c -> readsNoise(subject, c))
                .findFirst();
    }

    private static boolean smooths(Expression expression) {
        return switch (expression) {
            case Expression.ForAtLeast _,
                    Expression.Latched _,
                    Expression.Over _,
                    Expression.Forecast _,
                    Expression.Probability _,
                    Expression.TimeTo _ ->
                    true;
            default -> false;
        };
    }

    private static boolean readsNoise(Subject subject, Expression.Comparison comparison) {
        return subject.facts().all(comparison, e -> !smooths(e)).stream()
                .anyMatch(e -> e instanceof Expression.Read r && subject.isNoisy(r.fact()));
    }

    private static Diagnostic finding(
            Procedure procedure, Rule rule, Expression.Comparison comparison) {
        Scope scope = Subject.scope(procedure, rule);
        boolean own =
                comparison.span().file().equals(rule.guard().span().file())
                        && comparison.span().from() >= rule.guard().span().from()
                        && comparison.span().to() <= rule.guard().span().to();
        return Diagnostic.warning(
                        "TR032",
                        Subject.label(rule),
                        "rule `%s` may flutter around a threshold".formatted(rule.label()))
                .label("begins and ends with every tremble of the reading")
                .notes(
                        List.of(
                                new Diagnostic.Note(
                                        comparison.span(),
                                        own
                                                ? Wording.shown(comparison, scope)
                                                        + "  has neither delay nor hysteresis"
                                                : "this has neither delay nor hysteresis")))
                .help(
                        "write  ... for at least 20s  or  latched(..., until ...) , or give the rule  while  or  min");
    }
}
