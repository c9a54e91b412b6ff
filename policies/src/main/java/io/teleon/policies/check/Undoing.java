package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Term;
import io.teleon.policies.entail.Verdict;
import io.teleon.policies.entail.Wording;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import io.teleon.policies.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// TR035: what is committed cannot be undone, or two things that are kept up at the same time
/// contradict one another.
final class Undoing implements Check {

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Declaration.Action action : subject.program().actions()) {
            undo(subject, action).ifPresent(found::add);
        }
        for (Procedure procedure : subject.program().procedures()) {
            for (Rule rule : procedure.rules()) {
                if (rule.body() instanceof Rule.Body.Parallel) {
                    parallel(subject, procedure, rule).ifPresent(found::add);
                }
            }
        }
        betweenTasks(subject, found);
        return found;
    }

    // --- undo

    private static Optional<Diagnostic> undo(Subject subject, Declaration.Action action) {
        if (action.kind() == Declaration.Kind.RATIFY && action.undo().isEmpty()) {
            return Optional.of(
                    Diagnostic.error(
                                    "TR035",
                                    action.span(),
                                    "action `%s` commits something that nothing undoes"
                                            .formatted(action.name().local()))
                            .help("write  undo some_action(...)  or make it `once`"));
        }
        if (action.undo().isEmpty() || action.effect().isEmpty()) {
            return Optional.empty();
        }
        Declaration.Undo undo = action.undo().get();
        Declaration.Action undoing = subject.action(undo.action());
        if (undoing.requires().isEmpty()) {
            return Optional.empty();
        }
        Scope scope = Scope.of(action.parameters());
        Scope inner = Scope.ofCall(undo.arguments(), scope);
        Expression requires = undoing.requires().get();
        Verdict verdict =
                subject.prover()
                        .contradiction(
                                List.of(
                                        Claim.isTrue(action.effect().get(), scope, 0),
                                        Claim.isTrue(requires, inner, 1)));
        return verdict.isProved()
                ? Optional.of(
                        Diagnostic.error(
                                        "TR035",
                                        undo.span(),
                                        "action `%s` cannot be undone by `%s`"
                                                .formatted(
                                                        action.name().local(),
                                                        undoing.name().local()))
                                .label(
                                        "it requires  %s , the effect is  %s"
                                                .formatted(
                                                        Wording.shown(requires, inner),
                                                        Wording.shown(
                                                                action.effect().get(), scope)))
                                .notes(
                                        List.of(
                                                new Diagnostic.Note(
                                                        requires.span(),
                                                        "never so after the effect"))))
                : Optional.empty();
    }

    // --- contradictions in one rule

    private static Optional<Diagnostic> parallel(Subject subject, Procedure procedure, Rule rule) {
        List<Reached> lasting =
                subject.reached(procedure, rule).stream()
                        .filter(r -> r.direct() && isKeptUp(r.action()))
                        .toList();
        for (int a = 0; a < lasting.size(); a++) {
            for (int b = a + 1; b < lasting.size(); b++) {
                Reached one = lasting.get(a);
                Reached other = lasting.get(b);
                if (contradict(subject, one, other.action(), other.scope())) {
                    return Optional.of(finding(one, other, "in the same rule"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isKeptUp(Declaration.Action action) {
        return action.kind() == Declaration.Kind.DURATIVE && action.effect().isPresent();
    }

    private static boolean contradict(
            Subject subject, Reached one, Declaration.Action action, Scope scope) {
        Verdict verdict =
                subject.prover()
                        .contradiction(
                                List.of(
                                        Claim.isTrue(
                                                one.action().effect().orElseThrow(),
                                                one.scope(),
                                                0),
                                        Claim.isTrue(action.effect().orElseThrow(), scope, 1)));
        return verdict instanceof Verdict.Proved(Set<Integer> tags) && tags.size() == 2;
    }

    private static Diagnostic finding(Reached one, Reached other, String where) {
        return Diagnostic.error(
                        "TR035",
                        other.call().span(),
                        "%s and %s work against each other %s"
                                .formatted(one.shown(), other.shown(), where))
                .label(
                        "promises  "
                                + Wording.shown(
                                        other.action().effect().orElseThrow(), other.scope()))
                .notes(
                        List.of(
                                new Diagnostic.Note(
                                        one.call().span(),
                                        "promises  "
                                                + Wording.shown(
                                                        one.action().effect().orElseThrow(),
                                                        one.scope()))));
    }

    // --- contradictions between tasks

    /// Actions of different tasks that contradict one another on the same things, and share no
    /// resource that would keep them apart.
    private static void betweenTasks(Subject subject, List<Diagnostic> found) {
        Map<Name, List<Reached>> byProcedure = new LinkedHashMap<>();
        for (Task task : subject.program().tasks()) {
            byProcedure.computeIfAbsent(task.procedure(), name -> keptUp(subject, name));
        }
        List<List<Reached>> all = List.copyOf(byProcedure.values());
        for (int a = 0; a < all.size(); a++) {
            for (int b = a + 1; b < all.size(); b++) {
                for (Reached one : all.get(a)) {
                    for (Reached other : all.get(b)) {
                        if (!shareResource(one.action(), other.action())
                                && subject.facts().of(one.action().effect().orElseThrow()).stream()
                                        .anyMatch(
                                                subject.facts()
                                                                .of(
                                                                        other.action()
                                                                                .effect()
                                                                                .orElseThrow())
                                                        ::contains)
                                && contradict(
                                        subject,
                                        one,
                                        other.action(),
                                        matched(one, other.action()))) {
                            found.add(finding(one, other, "on the same things"));
                        }
                    }
                }
            }
        }
    }

    private static List<Reached> keptUp(Subject subject, Name name) {
        Procedure procedure = subject.procedure(name);
        Map<Name, Reached> byAction = new LinkedHashMap<>();
        for (Rule rule : procedure.rules()) {
            for (Reached reached : subject.reached(procedure, rule)) {
                if (isKeptUp(reached.action())) {
                    byAction.putIfAbsent(reached.action().name(), reached);
                }
            }
        }
        return List.copyOf(byAction.values());
    }

    private static boolean shareResource(Declaration.Action one, Declaration.Action other) {
        return one.uses().stream()
                .anyMatch(mine ->
                        other.uses().stream()
                                .anyMatch(theirs -> theirs.resource().equals(mine.resource())));
    }

    /// The other action on the things of this one: its parameters stand for what is found in the
    /// same place of the same fact.
    private static Scope matched(Reached one, Declaration.Action other) {
        Scope scope = Scope.EMPTY;
        for (int slot = 0; slot < other.parameters().size(); slot++) {
            scope =
                    scope.with(
                            slot,
                            new Term.Named(
                                    other.parameters().get(slot).name() + "'",
                                    other.parameters().get(slot).name(),
                                    other.parameters().get(slot).type()));
        }
        List<Expression> mine = readings(one.action().effect().orElseThrow());
        for (Expression theirs : readings(other.effect().orElseThrow())) {
            for (Expression own : mine) {
                if (Facts.fact(own).equals(Facts.fact(theirs))) {
                    for (int i = 0; i < own.parts().size() && i < theirs.parts().size(); i++) {
                        if (theirs.parts().get(i) instanceof Expression.Variable variable) {
                            scope =
                                    scope.with(
                                            variable.slot(),
                                            one.scope().resolve(own.parts().get(i)));
                        }
                    }
                }
            }
        }
        return scope;
    }

    private static List<Expression> readings(Expression expression) {
        List<Expression> readings = new ArrayList<>();
        List<Expression> todo = new ArrayList<>(List.of(expression));
        while (!todo.isEmpty()) {
            Expression next = todo.removeLast();
            if (Facts.fact(next).isPresent()) {
                readings.add(next);
            }
            todo.addAll(next.parts());
        }
        return readings;
    }
}
