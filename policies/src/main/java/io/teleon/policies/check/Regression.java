package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Literal;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// TR030: the regression property (Nilsson 1994, section 4.2): what a rule does is expected to make
/// a higher guard, or the goal, true. What cannot be proved is an obligation that the model checker
/// and the monitor at run time look after; a rule whose effects have nothing to do with any of them
/// is worth a warning.
final class Regression implements Check {

    private static final int MOST_CASES = 8;

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (int i = 0; i < procedure.rules().size(); i++) {
                if (owes(subject, procedure, i)) {
                    examine(subject, procedure, i).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /// Rules that hold the goal up, that are exhausted by their own limits, that are there for
    /// safety, or that only tell somebody, owe nothing.
    private static boolean owes(Subject subject, Procedure procedure, int place) {
        Rule rule = procedure.rules().get(place);
        return place >= procedure.safety()
                && !Subject.calls(rule).isEmpty()
                && !rule.modifiers().sustainsGoal()
                && rule.modifiers().max().isEmpty()
                && subject.reached(procedure, rule).stream()
                        .anyMatch(r -> Subject.touches(r.action()))
                && (place > procedure.safety() || procedure.goal().isPresent());
    }

    private static Optional<Diagnostic> examine(Subject subject, Procedure procedure, int place) {
        Rule rule = procedure.rules().get(place);
        List<Effects> effects = Effects.of(subject, procedure, rule);
        Set<Name> changed = new TreeSet<>();
        effects.forEach(effect -> changed.addAll(subject.facts().of(effect.condition())));
        if (endsItself(subject, procedure, rule, effects)) {
            return Optional.empty();
        }
        if (related(subject, procedure, place, changed)) {
            return isProved(subject, procedure, place, effects, changed)
                    ? Optional.empty()
                    : Optional.of(obligation(rule, effects));
        }
        Set<Name> own = new TreeSet<>(subject.facts().of(rule.guard()));
        own.retainAll(changed);
        return own.isEmpty() ? Optional.of(warning(rule, effects)) : Optional.empty();
    }

    /// Whether its effects make its own guard false: it steps back, and another rule goes on from
    /// there.
    private static boolean endsItself(
            Subject subject, Procedure procedure, Rule rule, List<Effects> effects) {
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.isTrue(rule.guard(), Subject.scope(procedure, rule), 0));
        effects.forEach(e -> claims.add(Claim.isTrue(e.condition(), e.scope(), 1)));
        return !effects.isEmpty() && subject.prover().contradiction(claims).isProved();
    }

    private static boolean related(
            Subject subject, Procedure procedure, int place, Set<Name> changed) {
        Set<Name> wanted = new TreeSet<>();
        for (int j = 0; j < place; j++) {
            wanted.addAll(subject.facts().of(procedure.rules().get(j).guard()));
        }
        procedure.goal().ifPresent(goal -> wanted.addAll(subject.facts().of(goal.condition())));
        wanted.retainAll(changed);
        return !wanted.isEmpty();
    }

    /// Whether in each case of its guard, with what the effects change left out (the frame), the
    /// effects together imply that a higher guard or the goal will hold.
    private static boolean isProved(
            Subject subject,
            Procedure procedure,
            int place,
            List<Effects> effects,
            Set<Name> changed) {
        Rule rule = procedure.rules().get(place);
        Optional<List<List<Literal>>> cases =
                subject.prover()
                        .disjuncts(
                                List.of(
                                        Claim.isTrue(
                                                rule.guard(),
                                                Subject.scope(procedure, rule),
                                                place)));
        if (cases.isEmpty() || cases.get().size() > MOST_CASES) {
            return false;
        }
        for (List<Literal> one : cases.get()) {
            List<Claim> claims = new ArrayList<>();
            for (Literal literal : one) {
                Set<Name> touched = new TreeSet<>(subject.facts().of(literal.condition()));
                touched.retainAll(changed);
                if (touched.isEmpty() && !literal.isName()) {
                    claims.add(literal.claim(place));
                }
            }
            for (Effects effect : effects) {
                claims.add(Claim.isTrue(effect.condition(), effect.scope(), place));
            }
            Scope parameters = Scope.of(procedure.parameters());
            for (int j = 0; j < place; j++) {
                claims.add(Claim.isFalse(Guards.closed(procedure.rules().get(j)), parameters, j));
            }
            procedure
                    .goal()
                    .ifPresent(goal ->
                            claims.add(Claim.isFalse(goal.condition(), parameters, place + 1)));
            if (!subject.prover().lasting(tag -> tag != place).contradiction(claims).isProved()) {
                return false;
            }
        }
        return true;
    }

    private static Diagnostic warning(Rule rule, List<Effects> effects) {
        return Diagnostic.warning(
                        "TR030",
                        Subject.label(rule),
                        "rule `%s` leads nowhere".formatted(rule.label()))
                .label(
                        effects.isEmpty()
                                ? "nothing that it does promises an effect"
                                : "%s supports neither a higher guard nor the goal"
                                        .formatted(promises(effects)))
                .help(
                        "declare the effect that you count on, let the rule end by itself with  max ... ,\nor say  sustains goal  if the action itself is what keeps the goal");
    }

    private static Diagnostic obligation(Rule rule, List<Effects> effects) {
        return new Diagnostic(
                "TR030",
                Diagnostic.Level.NOTE,
                Subject.label(rule),
                "it is not proved that rule `%s` leads up".formatted(rule.label()),
                "%s does not by itself imply a higher guard or the goal"
                        .formatted(promises(effects)),
                List.of(),
                "an obligation: watched at run time");
    }

    private static String promises(List<Effects> effects) {
        return Wording.list(
                effects.stream()
                        .map(e -> "`" + Wording.shown(e.condition(), e.scope()) + "`")
                        .distinct()
                        .limit(3)
                        .toList());
    }
}
