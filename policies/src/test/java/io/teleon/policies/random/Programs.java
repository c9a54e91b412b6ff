package io.teleon.policies.random;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Policy;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Task;
import io.teleon.policies.program.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Random programs, well typed, of about a size.
public final class Programs {

    private final Dice dice;
    private final Expressions expressions;
    private final int size;
    private final List<Declaration.Resource> resources = new ArrayList<>();
    private final List<Declaration.Action> actions = new ArrayList<>();
    private final List<Procedure> procedures = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Declaration.Guardrail> guardrails = new ArrayList<>();

    private final int foresight;

    private Programs(long seed, int size, int foresight) {
        dice = new Dice(seed);
        expressions = new Expressions(dice, foresight);
        this.size = size;
        this.foresight = foresight;
    }

    /// @param size 1 for something to be read, 5 for something big
    public static Program random(long seed, int size) {
        return new Programs(seed, size, 0).program();
    }

    /// One that reads forecasts wherever it can.
    static Program foreseeing(long seed, int size) {
        return new Programs(seed, size, 40).program();
    }

    private static Name name(String local) {
        return new Name("p", local);
    }

    private Program program() {
        facts();
        derived();
        doing();
        for (int i = 0; i < 1 + dice.below(size + 1); i++) {
            procedures.add(procedure(i));
        }
        for (int i = 0; i < 1 + dice.below(2); i++) {
            tasks.add(task(i));
        }
        for (int i = 0; i < dice.below(3); i++) {
            guardrails.add(guardrail(i));
        }
        Policy.Mode mode = dice.percent(70) ? Policy.Mode.AUTO : dice.of(Policy.Mode.values());
        return new Program(
                List.of(new Policy("p", "1", "test", mode)),
                expressions.percepts,
                expressions.events,
                expressions.beliefs,
                expressions.predicates,
                expressions.functions,
                resources,
                actions,
                procedures,
                tasks,
                guardrails,
                expressions.operators);
    }

    private Type thing() {
        return dice.of(Expressions.NODE, Expressions.NODE, Expressions.PATH, Expressions.STATE);
    }

    private void facts() {
        for (int i = 0; i < 2 + dice.below(size + 1); i++) {
            Optional<Type> value =
                    i == 0
                            ? Optional.of(Type.COUNT)
                            : i == 1
                                    ? Optional.empty()
                                    : dice.of(
                                            Optional.<Type>of(Type.COUNT),
                                            Optional.of(Expressions.STATE),
                                            Optional.of(Expressions.NODE),
                                            Optional.empty());
            Optional<String> forecast =
                    value.equals(Optional.of(Type.COUNT)) && (foresight > 0 || dice.percent(50))
                            ? Optional.of("traffic")
                            : Optional.empty();
            expressions.percepts.add(
                    new Declaration.Percept(
                            Expressions.SPAN,
                            name("f" + i),
                            i == 0 ? List.of(Expressions.NODE) : dice.some(1, 2, this::thing),
                            value,
                            Duration.ofSeconds(dice.of(5, 10, 30)),
                            forecast));
        }
        for (int i = 0; i < dice.below(2); i++) {
            expressions.events.add(
                    new Declaration.Event(
                            Expressions.SPAN,
                            name("e" + i),
                            dice.some(1, 2, this::thing),
                            Duration.ofSeconds(dice.of(10, 30))));
        }
        for (int i = 0; i < dice.below(3); i++) {
            expressions.beliefs.add(
                    new Declaration.Belief(
                            Expressions.SPAN,
                            name("b" + i),
                            dice.some(0, 2, this::thing),
                            dice.perhaps(30, () -> Type.COUNT),
                            dice.perhaps(50, expressions::duration)));
        }
    }

    private List<Parameter> parameters(int least, int most) {
        List<Parameter> parameters = new ArrayList<>();
        int count = least + dice.below(most - least + 1);
        for (int i = 0; i < count; i++) {
            parameters.add(new Parameter("P" + i, thing()));
        }
        return parameters;
    }

    private static Expressions.Scope scope(List<Parameter> parameters) {
        return new Expressions.Scope(parameters, false);
    }

    private void derived() {
        for (int i = 0; i < dice.below(size + 1); i++) {
            List<Parameter> parameters = parameters(1, 2);
            Name name = name("q" + i);
            List<Declaration.Clause> clauses = new ArrayList<>();
            boolean recursive = dice.percent(30);
            for (int c = 0; c < 1 + dice.below(2); c++) {
                clauses.add(clause(parameters, Optional.empty()));
            }
            if (recursive) {
                clauses.add(clause(parameters, Optional.of(name)));
            }
            expressions.predicates.add(
                    new Declaration.Predicate(Expressions.SPAN, name, parameters, clauses));
        }
        for (int i = 0; i < dice.below(2); i++) {
            List<Parameter> parameters = parameters(1, 2);
            Expression body = expressions.number(scope(parameters), 2);
            expressions.functions.add(
                    new Declaration.Function(
                            Expressions.SPAN, name("g" + i), parameters, Type.NUMBER, body));
        }
    }

    private Declaration.Clause clause(List<Parameter> parameters, Optional<Name> recursive) {
        Expressions.Scope scope = scope(parameters);
        List<Expression.Variable> free = expressions.bind(scope, dice.below(2));
        Expression body =
                recursive
                        .map(name -> expressions.recursive(scope, name, parameters))
                        .orElseGet(() -> expressions.condition(scope, 2));
        return new Declaration.Clause(Expressions.SPAN, occurring(free, body), body);
    }

    private static List<Expression.Variable> occurring(
            List<Expression.Variable> free, Expression body) {
        return free.stream()
                .filter(v -> body.free().stream().anyMatch(o -> o.slot() == v.slot()))
                .toList();
    }

    private void doing() {
        for (int i = 0; i < dice.below(3); i++) {
            resources.add(
                    new Declaration.Resource(
                            Expressions.SPAN,
                            name("r" + i),
                            dice.some(0, 1, this::thing),
                            1 + dice.below(2)));
        }
        for (int i = 0; i < 2 + dice.below(size); i++) {
            actions.add(action(i));
        }
    }

    private Declaration.Action action(int number) {
        List<Parameter> parameters = parameters(1, 2);
        List<Integer> key = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            if (i == 0 || dice.percent(60)) {
                key.add(i);
            }
        }
        if (dice.percent(40)) {
            parameters.add(new Parameter("R", Type.COUNT));
        }
        Declaration.Kind kind =
                dice.of(
                        Declaration.Kind.DURATIVE,
                        Declaration.Kind.DURATIVE,
                        Declaration.Kind.RATIFY,
                        Declaration.Kind.ONCE);
        Optional<Expression> effect =
                dice.perhaps(50, () -> expressions.condition(scope(parameters), 1));
        boolean low = dice.percent(30);
        return new Declaration.Action(
                Expressions.SPAN,
                name("a" + number),
                parameters,
                kind,
                key,
                dice.perhaps(25, () -> expressions.condition(scope(parameters), 1)),
                effect,
                effect.map(_ -> expressions.duration()),
                low ? List.of() : uses(parameters, key),
                low
                        ? Optional.empty()
                        : dice.perhaps(30, () -> expressions.number(scope(parameters), 1)),
                kind == Declaration.Kind.DURATIVE ? Optional.empty() : undo(parameters),
                dice.of(Declaration.Handover.values()),
                dice.perhaps(50, expressions::duration),
                low ? Declaration.Risk.LOW : dice.of(Declaration.Risk.values()));
    }

    private Optional<Declaration.Undo> undo(List<Parameter> parameters) {
        List<Declaration.Action> commands =
                actions.stream().filter(a -> a.kind() == Declaration.Kind.ONCE).toList();
        if (commands.isEmpty() || dice.percent(50)) {
            return Optional.empty();
        }
        Declaration.Action command = dice.of(commands);
        return Optional.of(
                new Declaration.Undo(
                        Expressions.SPAN,
                        command.name(),
                        expressions.arguments(
                                scope(parameters), Expressions.types(command.parameters()), 0)));
    }

    /// By parameters of the key alone, so that a modification needs nothing else than it has.
    private List<Declaration.Use> uses(List<Parameter> parameters, List<Integer> key) {
        if (resources.isEmpty()) {
            return List.of();
        }
        Expressions.Scope scope = scope(parameters);
        scope.variables.removeIf(v -> !key.contains(v.slot()));
        return dice.some(0, 2, () -> dice.of(resources)).stream()
                .map(resource ->
                        new Declaration.Use(
                                Expressions.SPAN,
                                resource.name(),
                                expressions.arguments(scope, resource.key(), 0)))
                .toList();
    }

    private Procedure procedure(int number) {
        List<Parameter> parameters = parameters(0, 2);
        boolean atomic = dice.percent(20);
        Optional<Procedure.Goal> goal =
                dice.perhaps(
                        35,
                        () ->
                                new Procedure.Goal(
                                        Expressions.SPAN,
                                        dice.of(Procedure.GoalKind.values()),
                                        expressions.condition(scope(parameters), 1),
                                        dice.perhaps(60, expressions::duration)));
        List<Rule> rules = new ArrayList<>();
        int count = 1 + dice.below(size + 1);
        for (int i = 0; i < count; i++) {
            rules.add(rule("l" + i, parameters, number));
        }
        if (dice.percent(60)) {
            rules.add(otherwise(parameters, number));
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            all.add(i);
        }
        return new Procedure(
                Expressions.SPAN,
                name("d" + number),
                atomic,
                parameters,
                goal,
                dice.of(
                        new Procedure.OnUnknown.Hold(expressions.duration()),
                        new Procedure.OnUnknown.Skip(),
                        new Procedure.OnUnknown.Skip(),
                        new Procedure.OnUnknown.Escalate()),
                atomic ? uses(parameters, all) : List.of(),
                rules,
                dice.below(2));
    }

    private Rule otherwise(List<Parameter> parameters, int number) {
        return new Rule(
                Expressions.SPAN,
                "rest",
                List.of(),
                Expressions.always(),
                Optional.empty(),
                Rule.Modifiers.NONE,
                body(scope(parameters), number),
                List.of());
    }

    private Rule rule(String label, List<Parameter> parameters, int number) {
        Expressions.Scope scope = scope(parameters);
        List<Expression.Variable> free = expressions.bind(scope, dice.percent(40) ? 1 : 0);
        Expression guard = expressions.condition(scope, 2);
        List<Expression.Variable> occurring = occurring(free, guard);
        scope.variables.removeIf(v -> free.contains(v) && !occurring.contains(v));
        Optional<Rule.Choose> choose =
                occurring.isEmpty()
                        ? Optional.empty()
                        : dice.perhaps(
                                50,
                                () ->
                                        new Rule.Choose(
                                                dice.of(Rule.Direction.values()),
                                                expressions.number(scope, 1)));
        return new Rule(
                Expressions.SPAN,
                label,
                occurring,
                guard,
                choose,
                modifiers(scope),
                body(scope, number),
                updates(scope));
    }

    private Rule.Modifiers modifiers(Expressions.Scope scope) {
        return new Rule.Modifiers(
                dice.perhaps(15, () -> expressions.condition(scope, 1)),
                dice.perhaps(12, () -> expressions.condition(scope, 1)),
                dice.perhaps(12, expressions::duration),
                dice.perhaps(12, expressions::duration),
                dice.perhaps(12, expressions::duration),
                dice.perhaps(15, () -> new Rule.AtMost(1 + dice.below(2), expressions.duration())),
                false);
    }

    private Rule.Body body(Expressions.Scope scope, int number) {
        return switch (dice.below(8)) {
            case 0 -> new Rule.Body.Nothing();
            case 1, 2 ->
                    new Rule.Body.Sequence(
                            dice.percent(40),
                            dice.some(
                                    1,
                                    3,
                                    () ->
                                            new Rule.Step(
                                                    call(scope, number),
                                                    dice.perhaps(50, expressions::duration))));
            default -> new Rule.Body.Parallel(dice.some(1, 2, () -> call(scope, number)));
        };
    }

    /// A procedure calls only those before it.
    private Rule.Invocation call(Expressions.Scope scope, int number) {
        if (number > 0 && dice.percent(45)) {
            Procedure procedure = procedures.get(dice.below(number));
            return new Rule.Invocation(
                    Expressions.SPAN,
                    Rule.Target.PROCEDURE,
                    procedure.name(),
                    expressions.arguments(scope, Expressions.types(procedure.parameters()), 1),
                    Optional.empty(),
                    false);
        }
        Declaration.Action action = dice.of(actions);
        return new Rule.Invocation(
                Expressions.SPAN,
                Rule.Target.ACTION,
                action.name(),
                expressions.arguments(scope, Expressions.types(action.parameters()), 1),
                dice.perhaps(
                        10,
                        () -> new Rule.Approval("lead", dice.perhaps(60, expressions::duration))),
                dice.percent(8));
    }

    private List<Rule.Update> updates(Expressions.Scope scope) {
        List<Rule.Update> updates = new ArrayList<>();
        if (!expressions.beliefs.isEmpty() && dice.percent(30)) {
            Declaration.Belief belief = dice.of(expressions.beliefs);
            List<Expression> key = expressions.arguments(scope, belief.key(), 1);
            updates.add(
                    dice.percent(65)
                            ? new Rule.Update.Remember(
                                    Expressions.SPAN,
                                    belief.name(),
                                    key,
                                    belief.value().map(_ -> expressions.number(scope, 1)),
                                    dice.perhaps(30, expressions::duration))
                            : new Rule.Update.Forget(Expressions.SPAN, belief.name(), key));
        }
        if (dice.percent(15)) {
            updates.add(
                    new Rule.Update.Notify(
                            Expressions.SPAN,
                            "noc",
                            scope.variables.stream().map(v -> (Expression) v).toList()));
        }
        return updates;
    }

    private Task task(int number) {
        Procedure procedure = procedures.get(Math.max(0, procedures.size() - 1 - number));
        Expressions.Scope scope = scope(List.of());
        List<Expression.Variable> variables = new ArrayList<>();
        procedure.parameters().forEach(p -> variables.add(scope.add("T" + p.name(), p.type())));
        Expression where =
                dice.percent(35) ? Expressions.always() : expressions.condition(scope, 1);
        return new Task(
                Expressions.SPAN,
                name("t" + number),
                variables,
                where,
                procedure.name(),
                List.copyOf(variables),
                dice.perhaps(50, () -> expressions.number(scope, 1)),
                dice.perhaps(25, () -> 1 + dice.below(2)));
    }

    private Declaration.Guardrail guardrail(int number) {
        Expression circumstance =
                dice.percent(50)
                        ? new Expression.Comparison(
                                Expressions.SPAN,
                                Expressions.BOOL,
                                Expression.Comparison.Operator.AT_MOST,
                                new Expression.Circumstance(
                                        Expressions.SPAN,
                                        Type.COUNT,
                                        "blast_in",
                                        List.of(Expressions.number(dice.of(5, 10, 30)))),
                                Expressions.number(2 + dice.below(8)))
                        : new Expression.Comparison(
                                Expressions.SPAN,
                                Expressions.BOOL,
                                Expression.Comparison.Operator.AT_LEAST,
                                new Expression.Circumstance(
                                        Expressions.SPAN, Type.COUNT, "severity", List.of()),
                                Expressions.number(dice.below(3)));
        Expression require =
                dice.percent(70) ? circumstance : expressions.condition(scope(List.of()), 1);
        return new Declaration.Guardrail(
                Expressions.SPAN,
                name("w" + number),
                dice.percent(30) ? List.of() : List.of(dice.of(actions).name()),
                require,
                switch (dice.below(3)) {
                    case 0 -> new Declaration.Otherwise.Deny();
                    case 1 -> new Declaration.Otherwise.Defer();
                    default -> new Declaration.Otherwise.Ask("lead", expressions.duration());
                });
    }
}
