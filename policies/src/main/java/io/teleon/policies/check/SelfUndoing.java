package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Literal;
import io.teleon.policies.entail.Prover;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Term;
import io.teleon.policies.entail.Verdict;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// TR031: a rule whose own action makes a higher guard true. The higher rule fires, the action
/// stops, its effect goes, and all begins anew: an oscillation without anything from outside.
///
/// To lead up to a higher guard is what an action is for, where what it reaches stays (TR030). So
/// this looks at actions whose effect goes when they stop: durative ones that their rule says
/// `sustains goal`, or that hold something in the network (a `blast`, with more than low risk).
final class SelfUndoing implements Check {

    private static final int PROMISE = 0;
    private static final int GUARD = 1;

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (int i = 1; i < procedure.rules().size(); i++) {
                examine(subject, procedure, i).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Diagnostic> examine(Subject subject, Procedure procedure, int place) {
        Rule rule = procedure.rules().get(place);
        for (Reached reached : subject.reached(procedure, rule)) {
            if (goesWhenItStops(rule, reached.action())) {
                for (int j = 0; j < place; j++) {
                    Optional<Diagnostic> finding = examine(subject, procedure, rule, reached, j);
                    if (finding.isPresent()) {
                        return finding;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean goesWhenItStops(Rule rule, Declaration.Action action) {
        return action.kind() == Declaration.Kind.DURATIVE
                && action.effect().isPresent()
                && (rule.modifiers().sustainsGoal()
                        || (action.blast().isPresent() && action.risk() != Declaration.Risk.LOW));
    }

    private static Optional<Diagnostic> examine(
            Subject subject, Procedure procedure, Rule rule, Reached reached, int above) {
        Rule higher = procedure.rules().get(above);
        Expression effect = reached.action().effect().orElseThrow();
        Set<Name> changed = subject.facts().of(effect);
        Set<Name> common = new TreeSet<>(subject.facts().of(higher.guard()));
        common.retainAll(changed);
        if (common.isEmpty()
                || keepsRunning(subject, procedure, higher, reached)
                || staysByItself(subject, higher, changed)
                || isCommitted(subject, procedure, rule, reached, above)) {
            return Optional.empty();
        }
        for (Scope scope : assignments(procedure, rule, higher)) {
            Optional<List<List<Literal>>> disjuncts =
                    subject.prover().disjuncts(List.of(Claim.isTrue(higher.guard(), scope, GUARD)));
            if (disjuncts.isEmpty()) {
                return Optional.of(unproved(rule, higher, reached));
            }
            for (List<Literal> disjunct : disjuncts.get()) {
                Optional<Literal> supported =
                        supported(subject, procedure, rule, reached, disjunct);
                if (supported.isPresent()) {
                    return Optional.of(
                            finding(subject, rule, higher, scope, reached, supported.get()));
                }
            }
        }
        return Optional.empty();
    }

    // --- what keeps it from happening

    /// Whether the higher rule wants the same action, which then goes on.
    private static boolean keepsRunning(
            Subject subject, Procedure procedure, Rule higher, Reached reached) {
        for (Reached other : subject.reached(procedure, higher)) {
            if (other.action().name().equals(reached.action().name())
                    && (other.instance().equals(reached.instance()) || !higher.free().isEmpty())) {
                return true;
            }
        }
        return false;
    }

    /// Whether the higher rule goes on by a condition of its own when its guard is false again.
    private static boolean staysByItself(Subject subject, Rule higher, Set<Name> changed) {
        return independent(subject, higher.modifiers().whileHolds(), changed)
                || independent(subject, higher.modifiers().untilHolds(), changed);
    }

    private static boolean independent(
            Subject subject, Optional<Expression> condition, Set<Name> changed) {
        if (condition.isEmpty()) {
            return false;
        }
        Set<Name> common = new TreeSet<>(subject.facts().of(condition.get()));
        common.retainAll(changed);
        return common.isEmpty();
    }

    /// Whether the rule is committed until something that its own action does not bring about.
    private static boolean isCommitted(
            Subject subject, Procedure procedure, Rule rule, Reached reached, int above) {
        Optional<Expression> until = rule.modifiers().untilHolds();
        if (until.isEmpty() || above < procedure.safety()) {
            return false;
        }
        Scope scope = Subject.scope(procedure, rule);
        return !subject.prover()
                .lasting(tag -> tag == GUARD)
                .contradiction(List.of(promise(reached), Claim.isFalse(until.get(), scope, GUARD)))
                .isProved();
    }

    // --- whether it happens

    private static Claim promise(Reached reached) {
        return Claim.isTrue(reached.action().effect().orElseThrow(), reached.scope(), PROMISE);
    }

    /// What the higher rule's own variables may stand for: anything, or what the lower rule found.
    private static List<Scope> assignments(Procedure procedure, Rule rule, Rule higher) {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(Subject.scope(procedure, higher));
        for (Expression.Variable mine : higher.free()) {
            for (Expression.Variable theirs : rule.free()) {
                if (mine.type().equals(theirs.type()) && scopes.size() < 8) {
                    scopes.add(
                            Subject.scope(procedure, higher)
                                    .with(
                                            mine.slot(),
                                            new Term.Named(
                                                    theirs.name() + "@" + rule.label(),
                                                    theirs.name(),
                                                    theirs.type())));
                }
            }
        }
        return scopes;
    }

    /// A literal of the disjunct that the promise makes true, if all the rest of it can go together
    /// with the promise, and could be so before.
    private static Optional<Literal> supported(
            Subject subject,
            Procedure procedure,
            Rule rule,
            Reached reached,
            List<Literal> disjunct) {
        List<Literal> made = new ArrayList<>();
        List<Claim> rest = new ArrayList<>();
        for (Literal literal : disjunct) {
            if (makes(subject.prover(), reached, literal)) {
                made.add(literal);
            } else if (!literal.isName()) {
                rest.add(literal.claim(GUARD));
            }
        }
        made.removeIf(Literal::isName);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        List<Claim> after = new ArrayList<>(rest);
        after.add(promise(reached));
        if (subject.prover().contradiction(after).isProved()) {
            return Optional.empty();
        }
        for (Literal literal : made) {
            List<Claim> before = new ArrayList<>(rest);
            before.add(literal.opposite(GUARD));
            before.add(Claim.isTrue(rule.guard(), Subject.scope(procedure, rule), PROMISE));
            if (!subject.prover().contradiction(before).isProved()) {
                return Optional.of(literal);
            }
        }
        return Optional.empty();
    }

    private static boolean makes(Prover prover, Reached reached, Literal literal) {
        Verdict verdict =
                prover.lasting(tag -> tag == GUARD)
                        .contradiction(List.of(promise(reached), literal.opposite(GUARD)));
        return verdict instanceof Verdict.Proved(Set<Integer> tags) && tags.contains(PROMISE);
    }

    // --- in words

    private static Diagnostic finding(
            Subject subject,
            Rule rule,
            Rule higher,
            Scope scope,
            Reached reached,
            Literal literal) {
        Expression effect = reached.action().effect().orElseThrow();
        boolean whole =
                subject.prover()
                        .lasting(tag -> tag == GUARD)
                        .contradiction(
                                List.of(
                                        promise(reached),
                                        Claim.isFalse(Guards.closed(higher), scope, GUARD)))
                        .isProved();
        String action = reached.action().name().local();
        List<Diagnostic.Note> notes = new ArrayList<>();
        notes.add(
                new Diagnostic.Note(
                        higher.guard().span(),
                        "which makes %s true, so `%s` fires, %s stops,\n%s and `%s` fires: period about %s"
                                .formatted(
                                        whole ? "this guard" : "part of this guard",
                                        higher.label(),
                                        action,
                                        backAgain(effect, reached.scope()),
                                        rule.label(),
                                        period(rule, literal))));
        Span there = literal.condition().span();
        String promised = Wording.shown(effect, reached.scope());
        boolean needsProof =
                !there.equals(higher.guard().span()) && !promised.equals(literal.shown());
        if (needsProof && !there.equals(Span.NONE)) {
            notes.add(
                    new Diagnostic.Note(
                            there, "proof:  %s  implies  %s".formatted(promised, literal.shown())));
        }
        String fact = fact(effect, reached.scope());
        return Diagnostic.error(
                        "TR031",
                        Subject.label(rule),
                        "rule `%s` undoes itself".formatted(rule.label()))
                .label(
                        "action %s promises  %s"
                                .formatted(reached.shown(), Wording.shown(effect, reached.scope())))
                .notes(notes)
                .help(
                        "guard `%s` on something that %s does not change, instead of %s,\nor let `%s` keep the action, or commit `%s` with  until ..."
                                .formatted(
                                        higher.label(),
                                        action,
                                        fact,
                                        higher.label(),
                                        rule.label()));
    }

    private static Diagnostic unproved(Rule rule, Rule higher, Reached reached) {
        return new Diagnostic(
                "TR031",
                Diagnostic.Level.NOTE,
                Subject.label(rule),
                "it is not proved that rule `%s` does not undo itself".formatted(rule.label()),
                "what %s promises may make the guard of `%s` true"
                        .formatted(reached.shown(), higher.label()),
                List.of(new Diagnostic.Note(higher.guard().span(), "too many cases to look at")),
                "");
    }

    private static String fact(Expression effect, Scope scope) {
        Expression at = effect;
        while (Facts.fact(at).isEmpty() && !at.parts().isEmpty()) {
            at = at.parts().getFirst();
        }
        return Wording.shown(at, scope);
    }

    private static String backAgain(Expression effect, Scope scope) {
        String fact = fact(effect, scope);
        if (effect instanceof Expression.Comparison comparison) {
            return switch (comparison.operator()) {
                case LESS, AT_MOST -> fact + " rises again";
                case GREATER, AT_LEAST -> fact + " falls again";
                case EQUAL, NOT_EQUAL -> fact + " changes back";
            };
        }
        return fact + (effect instanceof Expression.Not ? " comes back" : " ceases");
    }

    private static String period(Rule rule, Literal literal) {
        Duration period =
                rule.modifiers()
                        .min()
                        .orElse(Duration.ZERO)
                        .plus(rule.modifiers().cooldown().orElse(Duration.ZERO));
        if (literal.condition() instanceof Expression.ForAtLeast lasting) {
            period = period.plus(lasting.least());
        }
        if (period.compareTo(Duration.ofMinutes(2)) > 0) {
            period = Duration.ofMinutes(period.toMinutes());
        }
        return period.isZero() ? "2 epochs" : Wording.duration(period);
    }
}
