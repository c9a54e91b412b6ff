package io.teleon.policies.engine;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Shape;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one program says otherwise than another, as far as what an engine remembers hangs on it.
/// Texts are compared word by word, without their layout ([Shape]).
final class ProgramChange {

    private final Map<Name, Procedure> oldProcedures;
    private final Map<Name, Procedure> newProcedures;
    private final Map<Name, Task> oldTasks = new TreeMap<>();
    private final Map<Name, Task> newTasks = new TreeMap<>();
    private final Map<Name, Declaration.Action> oldActions;
    private final Map<Name, Declaration.Action> newActions;
    private final Set<Name> meanOtherwise = new TreeSet<>();
    private final boolean nothing;

    ProgramChange(Program old, Program next) {
        oldProcedures = old.proceduresByName();
        newProcedures = next.proceduresByName();
        old.tasks().forEach(task -> oldTasks.put(task.name(), task));
        next.tasks().forEach(task -> newTasks.put(task.name(), task));
        oldActions = old.actionsByName();
        newActions = next.actionsByName();
        nothing = Shape.of(old).equals(Shape.of(next));
        findMeanings(old, next);
    }

    /// Whether both say the same.
    boolean isNothing() {
        return nothing;
    }

    // --- tasks

    /// Why tasks of this name do not go on, if they do not.
    Optional<String> task(Name name) {
        Task was = oldTasks.get(name);
        Task is = newTasks.get(name);
        if (was == null || is == null) {
            return Optional.of("the new program has no such task");
        }
        return types(was.variables()).equals(types(is.variables()))
                ? Optional.empty()
                : Optional.of("it is there for each of other things");
    }

    Optional<Task> oldTask(Name name) {
        return Optional.ofNullable(oldTasks.get(name));
    }

    Optional<Task> newTask(Name name) {
        return Optional.ofNullable(newTasks.get(name));
    }

    private static List<Type> types(List<Expression.Variable> variables) {
        return variables.stream().map(Expression.Variable::type).toList();
    }

    // --- procedures and rules

    /// Why what runs of a procedure does not go on, if it does not.
    Optional<String> procedure(Name name) {
        Procedure was = oldProcedures.get(name);
        Procedure is = newProcedures.get(name);
        if (was == null || is == null) {
            return Optional.of("the new program has no such procedure");
        }
        return parameterTypes(was.parameters()).equals(parameterTypes(is.parameters()))
                ? Optional.empty()
                : Optional.of("it takes other arguments");
    }

    private static List<Type> parameterTypes(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::type).toList();
    }

    /// Whether the procedures have the same labels in the same order.
    boolean hasSameLabels(Name procedure) {
        return labels(oldProcedures, procedure).equals(labels(newProcedures, procedure));
    }

    private static List<String> labels(Map<Name, Procedure> procedures, Name name) {
        return Optional.ofNullable(procedures.get(name)).stream()
                .flatMap(procedure -> procedure.rules().stream())
                .map(Rule::label)
                .toList();
    }

    private static List<Parameter> parameters(Map<Name, Procedure> procedures, Name name) {
        return Optional.ofNullable(procedures.get(name))
                .map(Procedure::parameters)
                .orElse(List.of());
    }

    /// Why a rule is not the one that it was, if it is not.
    Optional<String> rule(Name procedure, String label) {
        Optional<Rule> was = rule(oldProcedures, procedure, label);
        Optional<Rule> is = rule(newProcedures, procedure, label);
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.of("the new program has no rule of that label");
        }
        // The same words mean something else where the parameters changed places.
        boolean same =
                parameters(oldProcedures, procedure).equals(parameters(newProcedures, procedure))
                        && Shape.of(was.get()).equals(Shape.of(is.get()));
        return same ? Optional.empty() : Optional.of("its text changed");
    }

    Optional<Rule> oldRule(Name procedure, String label) {
        return rule(oldProcedures, procedure, label);
    }

    Optional<Rule> newRule(Name procedure, String label) {
        return rule(newProcedures, procedure, label);
    }

    private static Optional<Rule> rule(
            Map<Name, Procedure> procedures, Name procedure, String label) {
        return Optional.ofNullable(procedures.get(procedure)).stream()
                .flatMap(p -> p.rules().stream())
                .filter(rule -> rule.label().equals(label))
                .findFirst();
    }

    // --- actions

    /// Why an instance of an action cannot go on, if it cannot.
    Optional<String> action(Name name) {
        Declaration.Action was = oldActions.get(name);
        Declaration.Action is = newActions.get(name);
        if (was == null || is == null) {
            return Optional.of("the new program has no such action");
        }
        if (was.kind() != is.kind()) {
            return Optional.of("it was " + was.kind() + " and is " + is.kind());
        }
        if (!was.key().equals(is.key())) {
            return Optional.of("its key changed");
        }
        return parameterTypes(was.parameters()).equals(parameterTypes(is.parameters()))
                ? Optional.empty()
                : Optional.of("it takes other arguments");
    }

    /// Whether an action promises an effect that it did not promise before.
    boolean promisesNow(Name action) {
        Declaration.Action was = oldActions.get(action);
        Declaration.Action is = newActions.get(action);
        return was != null && is != null && was.effect().isEmpty() && is.effect().isPresent();
    }

    // --- meanings

    /// Whether an expression, written the same in both, also means the same: nothing that it names
    /// is declared otherwise, nor what that names in turn.
    boolean meansTheSame(Expression expression) {
        return names(expression).stream().noneMatch(meanOtherwise::contains);
    }

    private void findMeanings(Program old, Program next) {
        Map<Name, Declaration> were = meanings(old);
        Map<Name, Declaration> are = meanings(next);
        were.forEach((name, declaration) -> {
            Declaration now = are.get(name);
            if (now == null || !Shape.of(declaration).equals(Shape.of(now))) {
                meanOtherwise.add(name);
            }
        });
        // What is new is named by nothing that is written as before.
        boolean more = true;
        while (more) {
            more = false;
            for (Declaration declaration : are.values()) {
                if (!meanOtherwise.contains(declaration.name())
                        && bodies(declaration).stream().anyMatch(body -> !meansTheSame(body))) {
                    meanOtherwise.add(declaration.name());
                    more = true;
                }
            }
        }
    }

    /// What expressions name.
    private static Map<Name, Declaration> meanings(Program program) {
        Map<Name, Declaration> meanings = new TreeMap<>();
        program.percepts().forEach(p -> meanings.put(p.name(), p));
        program.beliefs().forEach(b -> meanings.put(b.name(), b));
        program.events().forEach(e -> meanings.put(e.name(), e));
        program.predicates().forEach(p -> meanings.put(p.name(), p));
        program.functions().forEach(f -> meanings.put(f.name(), f));
        return meanings;
    }

    private static List<Expression> bodies(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Predicate predicate ->
                    predicate.clauses().stream().map(Declaration.Clause::body).toList();
            case Declaration.Function function -> List.of(function.body());
            case Declaration.Percept _,
                    Declaration.Event _,
                    Declaration.Belief _,
                    Declaration.Resource _,
                    Declaration.Action _,
                    Declaration.Guardrail _ ->
                    List.of();
        };
    }

    private static Set<Name> names(Expression expression) {
        Set<Name> names = new TreeSet<>();
        collect(expression, names);
        return names;
    }

    private static void collect(Expression expression, Set<Name> names) {
        switch (expression) {
            case Expression.Read read -> names.add(read.fact());
            case Expression.Holds holds -> names.add(holds.relation());
            case Expression.Call call -> names.add(call.callee());
            case Expression.EventCount count -> names.add(count.event());
            case Expression.Age age -> names.add(age.fact());
            default -> {}
        }
        expression.parts().forEach(part -> collect(part, names));
    }
}
