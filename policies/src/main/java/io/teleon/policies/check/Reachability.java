package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Literal;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Verdict;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// TR011: a rule that never gets its turn, because whenever its guard holds a higher one does.
///
/// Rules that can be exhausted or wait for a person do not count among the higher ones: to come to
/// the next rule when one does not help is what the order of rules is for.
final class Reachability implements Check {

    private static final int MOST_SHOWN = 3;
    private static final int MOST_TRIED = 30;

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (int i = 0; i < procedure.rules().size(); i++) {
                boolean spent = subject.prover().isExhausted();
                Optional<Diagnostic> finding = examine(subject, procedure, i);
                finding.ifPresent(found::add);
                if (spent && finding.isPresent()) {
                    // No step is left for any other rule: it is said once.
                    return found;
                }
            }
        }
        return found;
    }

    private static Optional<Diagnostic> examine(Subject subject, Procedure procedure, int place) {
        Rule rule = procedure.rules().get(place);
        Verdict alone =
                subject.prover()
                        .contradiction(
                                List.of(
                                        Claim.isTrue(
                                                rule.guard(),
                                                Subject.scope(procedure, rule),
                                                place)));
        if (alone.isProved()) {
            return Optional.of(
                    Diagnostic.warning(
                                    "TR011",
                                    Subject.label(rule),
                                    "rule `%s` can never fire".formatted(rule.label()))
                            .label("its guard contradicts itself")
                            .notes(
                                    List.of(
                                            new Diagnostic.Note(
                                                    rule.guard().span(), "this is never true"))));
        }
        Verdict idle =
                contradiction(
                        subject, procedure, place, r -> r.body() instanceof Rule.Body.Nothing);
        if (idle instanceof Verdict.Proved proved) {
            return Optional.of(finding(subject, procedure, place, proved, true));
        }
        // The last resort is there for whatever fails above it.
        Verdict any =
                Subject.isOtherwise(rule)
                        ? idle
                        : contradiction(subject, procedure, place, r -> !waits(r));
        return switch (any) {
            case Verdict.Proved proved ->
                    Optional.of(finding(subject, procedure, place, proved, false));
            case Verdict.GaveUp _ ->
                    Optional.of(
                            new Diagnostic(
                                    "TR011",
                                    Diagnostic.Level.NOTE,
                                    Subject.label(rule),
                                    "it is not proved that rule `%s` can fire"
                                            .formatted(rule.label()),
                                    "the guards are too many to compare",
                                    List.of(),
                                    ""));
            case Verdict.Open _ -> Optional.empty();
        };
    }

    private static boolean waits(Rule rule) {
        return Subject.calls(rule).stream().anyMatch(call -> call.approval().isPresent());
    }

    private static Verdict contradiction(
            Subject subject, Procedure procedure, int place, Predicate<Rule> counts) {
        Rule rule = procedure.rules().get(place);
        // What is harmless may fire below a guard that is unknown, and `skip` passes over those:
        // there a higher guard has to be true, not only different from false.
        boolean passes =
                procedure.onUnknown() instanceof Procedure.OnUnknown.Skip
                        || subject.isHarmless(rule);
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.isTrue(rule.guard(), Subject.scope(procedure, rule), place));
        Scope parameters = Scope.of(procedure.parameters());
        for (int j = 0; j < place; j++) {
            Rule higher = procedure.rules().get(j);
            if (!Subject.isLimited(higher) && counts.test(higher)) {
                claims.add(
                        passes
                                ? Claim.isNotTrue(Guards.closed(higher), parameters, j)
                                : Claim.isFalse(Guards.closed(higher), parameters, j));
            }
        }
        if (claims.size() == 1) {
            return new Verdict.Open(List.of());
        }
        Verdict verdict = subject.prover().contradiction(claims);
        return verdict instanceof Verdict.Proved proved
                ? shortest(subject, claims, proved)
                : verdict;
    }

    /// A proof says which claims it used; some of them may not have been needed.
    private static Verdict shortest(Subject subject, List<Claim> claims, Verdict.Proved proved) {
        Verdict.Proved best = proved;
        for (int tag : proved.tags().stream().limit(MOST_TRIED).toList()) {
            Set<Integer> tags = best.tags();
            List<Claim> fewer =
                    claims.stream().filter(c -> tags.contains(c.tag()) && c.tag() != tag).toList();
            if (tags.contains(tag)
                    && !fewer.isEmpty()
                    && subject.prover().contradiction(fewer) instanceof Verdict.Proved shorter) {
                best = shorter;
            }
        }
        return best;
    }

    private static Diagnostic finding(
            Subject subject, Procedure procedure, int place, Verdict.Proved proved, boolean never) {
        Rule rule = procedure.rules().get(place);
        List<Rule> higher =
                proved.tags().stream()
                        .filter(tag -> tag != place)
                        .map(procedure.rules()::get)
                        .toList();
        String names = Wording.list(higher.stream().map(r -> "`" + r.label() + "`").toList());
        List<Diagnostic.Note> notes = new ArrayList<>();
        List<String> guards = new ArrayList<>();
        for (Rule one : higher) {
            guards.add(meaning(subject, procedure, one));
            notes.add(new Diagnostic.Note(Subject.label(one), "this rule is asked first"));
        }
        return Diagnostic.warning(
                        "TR011",
                        Subject.label(rule),
                        never
                                ? "rule `%s` can never fire".formatted(rule.label())
                                : "rule `%s` fires only when %s %s failed"
                                        .formatted(
                                                rule.label(),
                                                names,
                                                higher.size() == 1 ? "has" : "have"))
                .label(
                        higher.size() == 1
                                ? "whenever its guard holds, that of %s does".formatted(names)
                                : "whenever its guard holds, that of one of %s does"
                                        .formatted(names))
                .notes(notes)
                .help(
                        "proof:  %s\nimplies  %s\nput the narrower guard above the wider one"
                                .formatted(
                                        meaning(subject, procedure, rule),
                                        String.join("\nor  ", guards)));
    }

    /// A guard, and what it is when its predicates are written out.
    private static String meaning(Subject subject, Procedure procedure, Rule rule) {
        Scope scope = Subject.scope(procedure, rule);
        String guard = Wording.shown(rule.guard(), scope);
        Optional<List<List<Literal>>> disjuncts =
                subject.prover().disjuncts(List.of(Claim.isTrue(rule.guard(), scope, 0)));
        if (disjuncts.isEmpty() || disjuncts.get().size() > MOST_SHOWN) {
            return guard;
        }
        String meaning =
                disjuncts.get().stream()
                        .map(d -> d.stream().filter(l -> !l.isName()).toList())
                        .map(Guards::shown)
                        .distinct()
                        .collect(Collectors.joining(" or "));
        return meaning.equals(guard) || meaning.isEmpty() ? guard : guard + ", that is  " + meaning;
    }
}
