package io.teleon.policies.check;

import io.teleon.policies.entail.Claim;
import io.teleon.policies.entail.Scope;
import io.teleon.policies.entail.Term;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import io.teleon.policies.syntax.Diagnostic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// TR036: a task that ends, because its `where` no longer holds, while one of its rules is
/// committed or contains something dangerous: what the rule does would end early.
///
/// Only conditions count that change with what the task itself looks at. Others say where a policy
/// applies, and when that changes its actions are meant to end.
final class TaskEnd implements Check {

    private static final Duration SLOW = Duration.ofMinutes(5);

    @Override
    public List<Diagnostic> check(Subject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Task task : subject.program().tasks()) {
            Procedure procedure = subject.procedure(task.procedure());
            boolean sticky =
                    procedure
                            .goal()
                            .filter(goal -> goal.kind() == Procedure.GoalKind.ACHIEVE)
                            .isPresent();
            if (!sticky && mayFall(subject, task, procedure)) {
                for (Rule rule : procedure.rules()) {
                    if (mustLast(subject, procedure, rule)
                            && !keeps(subject, task, procedure, rule)) {
                        found.add(finding(task, rule));
                    }
                }
            }
        }
        return found;
    }

    private static boolean mayFall(Subject subject, Task task, Procedure procedure) {
        Set<Name> read = new TreeSet<>();
        for (Rule rule : procedure.rules()) {
            read.addAll(subject.facts().of(rule.guard()));
            for (Reached reached : subject.reached(procedure, rule)) {
                reached.action().effect().ifPresent(e -> read.addAll(subject.facts().of(e)));
            }
        }
        for (Name fact : subject.facts().of(task.where())) {
            boolean quick =
                    subject.percept(fact).map(p -> p.fresh().compareTo(SLOW) <= 0).orElse(true);
            if (quick && read.contains(fact)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mustLast(Subject subject, Procedure procedure, Rule rule) {
        boolean committed =
                rule.modifiers().min().isPresent() || rule.modifiers().untilHolds().isPresent();
        return !Subject.calls(rule).isEmpty()
                && (committed
                        || subject.reached(procedure, rule).stream()
                                .anyMatch(r ->
                                        r.action().kind() == Declaration.Kind.DURATIVE
                                                && r.action().risk() == Declaration.Risk.HIGH));
    }

    /// Whether `where` holds as long as the rule may fire: because of what it remembers when it
    /// begins, or, where nothing makes it outlast its guard, because of the guard.
    private static boolean keeps(Subject subject, Task task, Procedure procedure, Rule rule) {
        Scope scope = Subject.scope(procedure, rule);
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.isFalse(task.where(), asInProcedure(task, procedure), 0));
        Effects.remembered(rule).forEach(e -> claims.add(Claim.isTrue(e, scope, 1)));
        boolean outlasts =
                rule.modifiers().whileHolds().isPresent()
                        || rule.modifiers().untilHolds().isPresent()
                        || rule.modifiers().min().isPresent();
        if (!outlasts) {
            claims.add(Claim.isTrue(rule.guard(), scope, 2));
        }
        return subject.prover().contradiction(claims).isProved();
    }

    /// The task's variables stand for the parameters they are passed as.
    private static Scope asInProcedure(Task task, Procedure procedure) {
        Scope scope = Scope.EMPTY;
        for (Expression.Variable variable : task.variables()) {
            scope =
                    scope.with(
                            variable.slot(),
                            new Term.Named(
                                    variable.name() + "@" + task.name(),
                                    variable.name(),
                                    variable.type()));
        }
        Scope parameters = Scope.of(procedure.parameters());
        for (int slot = 0; slot < task.arguments().size(); slot++) {
            Optional<Term> parameter = parameters.term(slot);
            if (task.arguments().get(slot) instanceof Expression.Variable variable
                    && parameter.isPresent()) {
                scope = scope.with(variable.slot(), parameter.get());
            }
        }
        return scope;
    }

    private static Diagnostic finding(Task task, Rule rule) {
        return Diagnostic.warning(
                        "TR036",
                        task.where().span(),
                        "task `%s` may end while rule `%s` still has to last"
                                .formatted(task.name().local(), rule.label()))
                .label("not proved to hold as long as `%s` fires".formatted(rule.label()))
                .notes(
                        List.of(
                                new Diagnostic.Note(
                                        Subject.label(rule),
                                        "what this does would be withdrawn with the task")))
                .help(
                        "make `where` as wide as the longest commitment:  ... or some_belief(...) , remembered by the rule");
    }
}
