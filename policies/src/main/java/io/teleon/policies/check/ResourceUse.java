package io.teleon.policies.check;

import io.teleon.policies.entail.Scope;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// TR034: two things at once that cannot share a resource, or an atomic procedure that does not
/// take all it needs at its beginning.
///
/// A task that holds a resource shares it among its own actions. An action with `handover
/// make_first` is made to run beside another one on it; two with `break_first` are not.
final class ResourceUse implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Procedure procedure : subject.program().procedures()) {
            for (Rule rule : procedure.rules()) {
                if (rule.body() instanceof Rule.Body.Parallel(List<Rule.Invocation> calls)) {
                    parallel(subject, procedure, rule, calls, found);
                }
            }
            if (procedure.atomic()) {
                atomic(subject, procedure, found);
            }
        }
        return found;
    }

    private static void parallel(
            Subject subject,
            Procedure procedure,
            Rule rule,
            List<Rule.Invocation> calls,
            List<Diagnostic> found) {
        List<List<Reached>> reached = new ArrayList<>();
        for (Rule.Invocation call : calls) {
            reached.add(subject.reached(procedure, rule, call));
        }
        for (int a = 0; a < calls.size(); a++) {
            for (int b = a + 1; b < calls.size(); b++) {
                clash(subject, reached.get(a), reached.get(b), found);
            }
        }
    }

    private static void clash(
            Subject subject, List<Reached> left, List<Reached> right, List<Diagnostic> found) {
        for (Reached one : left) {
            for (Reached other : right) {
                if (!isExclusive(one) || !isExclusive(other) || isSame(one, other)) {
                    continue;
                }
                for (Reached.Used mine : one.uses()) {
                    for (Reached.Used theirs : other.uses()) {
                        if (mine.key().equals(theirs.key())
                                && subject.resource(mine.use().resource()).capacity() == 1) {
                            found.add(finding(one, other, mine));
                            return;
                        }
                    }
                }
            }
        }
    }

    private static boolean isExclusive(Reached reached) {
        return reached.action().handover() == Declaration.Handover.BREAK_FIRST;
    }

    private static boolean isSame(Reached one, Reached other) {
        return one.action().name().equals(other.action().name())
                && one.instance().equals(other.instance());
    }

    private static Diagnostic finding(Reached one, Reached other, Reached.Used used) {
        return Diagnostic.error(
                        "TR034",
                        other.call().span(),
                        "%s and %s need %s at the same time"
                                .formatted(one.shown(), other.shown(), used.shown()))
                .label("this call")
                .notes(
                        List.of(
                                new Diagnostic.Note(one.call().span(), "and this one"),
                                new Diagnostic.Note(used.use().span(), "used here")))
                .help("do one after the other:  seq { ...; ... }");
    }

    private static void atomic(Subject subject, Procedure procedure, List<Diagnostic> found) {
        Set<String> taken = new TreeSet<>();
        for (Declaration.Use use : procedure.uses()) {
            Reached.Used.of(use, Scope.of(procedure.parameters()))
                    .ifPresent(u -> taken.add(u.key()));
        }
        for (Rule rule : procedure.rules()) {
            for (Reached reached : subject.reached(procedure, rule)) {
                for (Reached.Used used : reached.uses()) {
                    if (taken.add(used.key())) {
                        found.add(
                                Diagnostic.error(
                                                "TR034",
                                                reached.call().span(),
                                                "atomic procedure `%s` does not hold %s, which %s needs"
                                                        .formatted(
                                                                procedure.name().local(),
                                                                used.shown(),
                                                                reached.shown()))
                                        .label(
                                                "waits here for %s while it holds the others"
                                                        .formatted(used.shown()))
                                        .notes(
                                                List.of(
                                                        new Diagnostic.Note(
                                                                used.use().span(), "used here")))
                                        .help(
                                                "add it to the `uses` of the procedure, or make it not atomic"));
                    }
                }
            }
        }
    }
}
