package io.teleon.policies.random;

import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Aggregate;
import io.teleon.policies.program.Expression.Comparison;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Random expressions over what is declared so far.
final class Expressions {

    static final Span SPAN = Span.NONE;
    static final Type BOOL = new Type.Bool();
    static final Type NODE = new Type.Entity("node");
    static final Type PATH = new Type.Entity("path");
    static final Type STATE = new Type.Enumeration("state", List.of("up", "down"));

    /// Variables of one declaration: those that may be used, and the next slot.
    static final class Scope {
        final List<Expression.Variable> variables = new ArrayList<>();
        final boolean circumstances;
        int slots;

        Scope(List<Parameter> parameters, boolean circumstances) {
            parameters.forEach(p -> add(p.name(), p.type()));
            this.circumstances = circumstances;
        }

        Expression.Variable add(String name, Type type) {
            Expression.Variable variable = new Expression.Variable(SPAN, type, name, slots++);
            variables.add(variable);
            return variable;
        }
    }

    final List<Declaration.Percept> percepts = new ArrayList<>();
    final List<Declaration.Event> events = new ArrayList<>();
    final List<Declaration.Belief> beliefs = new ArrayList<>();
    final List<Declaration.Predicate> predicates = new ArrayList<>();
    final List<Declaration.Function> functions = new ArrayList<>();
    int operators;
    private final Dice dice;

    /// How many of a hundred numbers are forecasts besides.
    private final int foresight;

    Expressions(Dice dice, int foresight) {
        this.dice = dice;
        this.foresight = foresight;
    }

    Duration duration() {
        return Duration.ofSeconds(dice.of(1, 2, 3, 5, 8, 13, 30));
    }

    static Expression number(double x) {
        return new Expression.Constant(SPAN, Type.NUMBER, Value.of(x));
    }

    static Expression always() {
        return new Expression.Always(SPAN, BOOL);
    }

    private List<Expression.Variable> variables(Scope scope, Type type) {
        return scope.variables.stream().filter(v -> v.type().equals(type)).toList();
    }

    /// Something of a type that is no number and no condition.
    Expression thing(Scope scope, Type type, int depth) {
        List<Expression.Variable> variables = variables(scope, type);
        List<Declaration.Percept> reads =
                percepts.stream().filter(p -> p.value().equals(Optional.of(type))).toList();
        if (depth > 0 && !reads.isEmpty() && dice.percent(8)) {
            return read(scope, dice.of(reads), depth - 1);
        }
        if (!variables.isEmpty() && !dice.percent(10)) {
            return dice.of(variables);
        }
        return new Expression.Constant(SPAN, type, constant(type));
    }

    Value constant(Type type) {
        return switch (type) {
            case Type.Entity(String name) ->
                    new Value.Entity(name, name.charAt(0) + "" + dice.below(3));
            case Type.Enumeration words -> new Value.Word(dice.of(words.words()));
            case Type.Bool _ -> new Value.Bool(dice.percent(50));
            case Type.Quantity _ -> Value.of(dice.below(6));
            case Type.Text _ -> new Value.Text(dice.of("a", "b"));
        };
    }

    List<Expression> arguments(Scope scope, List<Type> types, int depth) {
        return types.stream()
                .map(type ->
                        type instanceof Type.Quantity
                                ? number(scope, depth)
                                : thing(scope, type, depth))
                .toList();
    }

    static List<Type> types(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::type).toList();
    }

    private Expression.Read read(Scope scope, Declaration.Percept percept, int depth) {
        return new Expression.Read(
                SPAN,
                percept.value().orElseThrow(),
                percept.name(),
                arguments(scope, percept.key(), depth));
    }

    private List<Declaration.Percept> numeric() {
        return percepts.stream()
                .filter(p -> p.value().filter(t -> t instanceof Type.Quantity).isPresent())
                .toList();
    }

    private List<Declaration.Percept> forecastable() {
        return numeric().stream().filter(p -> p.forecast().isPresent()).toList();
    }

    /// A number.
    Expression number(Scope scope, int depth) {
        if (foresight > 0 && dice.percent(foresight)) {
            return forecast(scope, 0);
        }
        if (depth <= 0) {
            List<Expression.Variable> variables =
                    scope.variables.stream()
                            .filter(v -> v.type() instanceof Type.Quantity)
                            .toList();
            if (!variables.isEmpty() && dice.percent(70)) {
                return dice.of(variables);
            }
            return dice.percent(40) ? number(dice.below(6)) : read(scope, dice.of(numeric()), 0);
        }
        int d = depth - 1;
        return switch (dice.below(18)) {
            case 0 -> number(dice.below(6));
            case 1 ->
                    new Expression.Arithmetic(
                            SPAN,
                            Type.NUMBER,
                            dice.of(Expression.Arithmetic.Operator.values()),
                            number(scope, d),
                            number(scope, d));
            case 2 -> builtin(scope, d);
            case 3 ->
                    new Expression.Conditional(
                            SPAN,
                            Type.NUMBER,
                            condition(scope, d),
                            number(scope, d),
                            number(scope, d));
            case 4, 5 -> aggregate(scope, d);
            case 6 -> events(scope, d);
            case 7, 8 -> over(scope, d);
            case 9 -> forecast(scope, d);
            case 10 -> age(scope, d);
            case 11 -> call(scope, d);
            case 12 -> belief(scope, d);
            default -> read(scope, dice.of(numeric()), d);
        };
    }

    private Expression belief(Scope scope, int depth) {
        List<Declaration.Belief> some =
                beliefs.stream().filter(b -> b.value().isPresent()).toList();
        if (some.isEmpty()) {
            return number(scope, depth);
        }
        Declaration.Belief belief = dice.of(some);
        return new Expression.Read(
                SPAN,
                belief.value().orElseThrow(),
                belief.name(),
                arguments(scope, belief.key(), depth));
    }

    private Expression builtin(Scope scope, int depth) {
        var function = dice.of(Expression.Builtin.Function.values());
        int count = function == Expression.Builtin.Function.ABS ? 1 : 2;
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(number(scope, depth));
        }
        return new Expression.Builtin(SPAN, Type.NUMBER, function, arguments);
    }

    private Aggregate aggregate(Scope scope, int depth) {
        return aggregate(scope, depth, dice.of(Aggregate.Kind.values()));
    }

    private Aggregate aggregate(Scope scope, int depth, Aggregate.Kind kind) {
        int outside = scope.variables.size();
        List<Expression.Variable> variables = bind(scope, 1 + dice.below(2));
        Expression condition = condition(scope, depth);
        Optional<Expression> of =
                kind == Aggregate.Kind.COUNT ? Optional.empty() : Optional.of(number(scope, depth));
        unbind(scope, outside);
        return new Aggregate(SPAN, Type.COUNT, kind, variables, of, condition);
    }

    List<Expression.Variable> bind(Scope scope, int count) {
        List<Expression.Variable> variables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            variables.add(scope.add("V" + scope.slots, dice.of(NODE, NODE, PATH, STATE)));
        }
        return variables;
    }

    static void unbind(Scope scope, int outside) {
        while (scope.variables.size() > outside) {
            scope.variables.removeLast();
        }
    }

    private Expression events(Scope scope, int depth) {
        if (events.isEmpty()) {
            return number(scope, depth);
        }
        Declaration.Event event = dice.of(events);
        List<Optional<Expression>> pattern =
                event.arguments().stream()
                        .map(type -> dice.perhaps(75, () -> thing(scope, type, depth)))
                        .toList();
        return new Expression.EventCount(SPAN, Type.COUNT, event.name(), pattern, duration());
    }

    private Expression over(Scope scope, int depth) {
        Expression.Read read = read(scope, dice.of(numeric()), depth);
        return new Expression.Over(
                SPAN,
                Type.NUMBER,
                operators++,
                read,
                duration(),
                dice.of(Expression.Over.Statistic.values()));
    }

    private Expression forecast(Scope scope, int depth) {
        if (forecastable().isEmpty()) {
            return foresight > 0 ? number(dice.below(6)) : number(scope, depth);
        }
        Expression.Read read = read(scope, dice.of(forecastable()), depth);
        Duration horizon = Duration.ofSeconds(dice.of(10, 15, 20, 35, 60));
        return switch (dice.below(4)) {
            case 0 ->
                    new Expression.Probability(
                            SPAN, Type.RATIO, read, order(), number(0.3 + dice.below(6)), horizon);
            case 1 ->
                    new Expression.TimeTo(
                            SPAN,
                            Type.DURATION,
                            read,
                            order(),
                            number(0.3 + dice.below(6)),
                            dice.of(
                                    Expression.Forecast.Field.P10,
                                    Expression.Forecast.Field.P50,
                                    Expression.Forecast.Field.P90));
            default ->
                    new Expression.Forecast(
                            SPAN,
                            Type.NUMBER,
                            read,
                            horizon,
                            dice.of(Expression.Forecast.Field.values()));
        };
    }

    private Expression age(Scope scope, int depth) {
        Declaration.Percept percept = dice.of(percepts);
        return new Expression.Age(
                SPAN, Type.DURATION, percept.name(), arguments(scope, percept.key(), depth));
    }

    private Expression call(Scope scope, int depth) {
        if (functions.isEmpty()) {
            return number(scope, depth);
        }
        Declaration.Function function = dice.of(functions);
        return new Expression.Call(
                SPAN,
                function.value(),
                function.name(),
                arguments(scope, types(function.parameters()), depth));
    }

    Comparison.Operator order() {
        return dice.of(
                Comparison.Operator.LESS,
                Comparison.Operator.AT_MOST,
                Comparison.Operator.GREATER,
                Comparison.Operator.AT_LEAST);
    }

    /// A condition.
    Expression condition(Scope scope, int depth) {
        if (depth <= 0) {
            return dice.percent(50) ? compare(scope, 0) : holds(scope, 0);
        }
        int d = depth - 1;
        return switch (dice.below(19)) {
            case 0, 1 -> new Expression.And(SPAN, BOOL, dice.some(2, 3, () -> condition(scope, d)));
            case 2 -> new Expression.Or(SPAN, BOOL, dice.some(2, 3, () -> condition(scope, d)));
            case 3, 4 -> new Expression.Not(SPAN, BOOL, condition(scope, d));
            case 5 -> quantified(scope, d);
            case 6, 7, 8 -> temporal(scope, d);
            case 9 -> new Expression.Known(SPAN, BOOL, number(scope, d));
            case 10, 11 -> ask(scope, d);
            case 12 ->
                    new Expression.Comparison(
                            SPAN,
                            BOOL,
                            dice.of(Comparison.Operator.values()),
                            aggregate(scope, d, Aggregate.Kind.COUNT),
                            number(dice.below(3)));
            case 13 ->
                    new Expression.Conditional(
                            SPAN,
                            BOOL,
                            condition(scope, d),
                            condition(scope, d),
                            condition(scope, d));
            case 14, 15, 16 -> holds(scope, d);
            default -> compare(scope, d);
        };
    }

    private Expression compare(Scope scope, int depth) {
        List<Declaration.Percept> words =
                percepts.stream().filter(p -> p.value().equals(Optional.of(STATE))).toList();
        if (dice.percent(30) && !words.isEmpty()) {
            return new Expression.Comparison(
                    SPAN,
                    BOOL,
                    dice.of(Comparison.Operator.EQUAL, Comparison.Operator.NOT_EQUAL),
                    read(scope, dice.of(words), depth),
                    thing(scope, STATE, depth));
        }
        return new Expression.Comparison(
                SPAN,
                BOOL,
                dice.percent(85) ? order() : dice.of(Comparison.Operator.values()),
                number(scope, depth),
                dice.percent(80) ? number(dice.below(6)) : number(scope, depth));
    }

    private Expression holds(Scope scope, int depth) {
        List<Declaration.Percept> relations =
                percepts.stream().filter(p -> p.value().isEmpty()).toList();
        List<Declaration.Belief> plain = beliefs.stream().filter(b -> b.value().isEmpty()).toList();
        if (relations.isEmpty() || (!plain.isEmpty() && dice.percent(25))) {
            if (plain.isEmpty()) {
                return compare(scope, depth);
            }
            Declaration.Belief belief = dice.of(plain);
            return new Expression.Holds(
                    SPAN, BOOL, belief.name(), arguments(scope, belief.key(), depth));
        }
        Declaration.Percept relation = dice.of(relations);
        return new Expression.Holds(
                SPAN, BOOL, relation.name(), arguments(scope, relation.key(), depth));
    }

    private Expression ask(Scope scope, int depth) {
        if (predicates.isEmpty()) {
            return holds(scope, depth);
        }
        Declaration.Predicate predicate = dice.of(predicates);
        return new Expression.Call(
                SPAN,
                BOOL,
                predicate.name(),
                arguments(scope, types(predicate.parameters()), depth));
    }

    private Expression quantified(Scope scope, int depth) {
        int outside = scope.variables.size();
        List<Expression.Variable> variables = bind(scope, 1 + dice.below(2));
        Expression result =
                dice.percent(50)
                        ? new Expression.Exists(SPAN, BOOL, variables, condition(scope, depth))
                        : new Expression.Forall(
                                SPAN,
                                BOOL,
                                variables,
                                condition(scope, depth),
                                condition(scope, depth));
        unbind(scope, outside);
        return result;
    }

    private Expression temporal(Scope scope, int depth) {
        Expression on = condition(scope, depth);
        Expression off = condition(scope, depth);
        Expression both = new Expression.And(SPAN, BOOL, List.of(on, off));
        if (both.free().stream().anyMatch(v -> v.type() instanceof Type.Quantity)) {
            return on;
        }
        Duration least = duration();
        return switch (dice.below(3)) {
            case 0 ->
                    new Expression.ForAtLeast(
                            SPAN, BOOL, operators++, on.free(), on, least, Optional.empty());
            case 1 ->
                    new Expression.ForAtLeast(
                            SPAN,
                            BOOL,
                            operators++,
                            on.free(),
                            on,
                            least,
                            Optional.of(least.multipliedBy(1 + dice.below(3))));
            default -> new Expression.Latched(SPAN, BOOL, operators++, both.free(), on, off);
        };
    }

    /// A clause of a predicate that asks itself, and nothing against itself.
    Expression recursive(Scope scope, Name name, List<Parameter> parameters) {
        return new Expression.And(
                SPAN,
                BOOL,
                List.of(
                        condition(scope, 1),
                        new Expression.Call(
                                SPAN, BOOL, name, arguments(scope, types(parameters), 0))));
    }
}
