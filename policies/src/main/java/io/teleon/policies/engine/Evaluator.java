package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Comparison;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers expressions at one time (SEMANTICS 2). While an answer is being made what it rests on is
/// noted ([Watching]).
final class Evaluator {

    /// Answers what only a transition knows.
    interface Circumstance {
        Optional<Value> answer(String function, List<Value> arguments);
    }

    private final Map<Name, Declaration.Function> functions;
    private final Facts facts;
    private final TemporalCells cells;
    private final Watching watching;
    private final Assignments assignments;
    private final Answers answers;
    private final Counting counting;
    private final Series series;
    private BiConsumer<Fact, Long> reader = (_, _) -> {};
    private BiConsumer<Expression.Forecast.Field, Value> forecastReader = (_, _) -> {};
    private Consumer<Slot> forecasts = _ -> {};
    private boolean tracing;

    /// Whether forecasts that may not drive action are read as unknown.
    private boolean alone;

    private Circumstance circumstance = (_, _) -> Optional.empty();
    private long now;

    Evaluator(Program program, Facts facts, TemporalCells cells, Watching watching) {
        this.functions = new HashMap<>(program.functionsByName());
        this.facts = facts;
        this.cells = cells;
        this.watching = watching;
        this.assignments = new Assignments(this, facts, watching);
        this.answers = new Answers(program, this, watching);
        this.counting = new Counting(this);
        this.series = new Series(this, facts, watching);
    }

    /// Begins an epoch.
    void at(long time) {
        now = time;
        answers.begin();
    }

    long now() {
        return now;
    }

    Answers answers() {
        return answers;
    }

    Watching watching() {
        return watching;
    }

    /// All values that a variable can have now, in their order.
    List<Value> domain(Expression.Variable variable) {
        return facts.domains().of(variable.type());
    }

    /// Answers with every fact that is read on the way told to a reader, and nothing remembered.
    Truth traced(Expression condition, Environment environment, BiConsumer<Fact, Long> told) {
        reader = told;
        tracing = true;
        boolean before = answers.bypass(true);
        watching.pause();
        try {
            return truth(condition, environment);
        } finally {
            watching.resume();
            answers.bypass(before);
            reader = (_, _) -> {};
            tracing = false;
        }
    }

    /// Answers with every reading of a forecast on the way told to a reader.
    void tracedForecasts(
            Expression condition,
            Environment environment,
            BiConsumer<Expression.Forecast.Field, Value> told) {
        forecastReader = told;
        traced(condition, environment, (_, _) -> {});
        forecastReader = (_, _) -> {};
    }

    /// Answers with every forecast that is asked for told to a reader, usable or not.
    void forecastsAsked(Expression condition, Environment environment, Consumer<Slot> told) {
        forecasts = told;
        try {
            traced(condition, environment, (_, _) -> {});
        } finally {
            forecasts = _ -> {};
        }
    }

    void tellForecast(Slot slot) {
        forecasts.accept(slot);
    }

    /// Answers a condition about a transition.
    Truth about(Circumstance transition, Supplier<Truth> condition) {
        circumstance = transition;
        try {
            return condition.get();
        } finally {
            circumstance = (_, _) -> Optional.empty();
        }
    }

    /// Answers by what is measured alone: as if no forecast had ever been read that may not drive
    /// action.
    <T> T alone(Supplier<T> answer) {
        boolean before = answers.bypass(true);
        boolean already = alone;
        alone = true;
        try {
            return answer.get();
        } finally {
            alone = already;
            answers.bypass(before);
        }
    }

    boolean isAlone() {
        return alone;
    }

    // --- outside of the decision of a task nothing fails: what asks for too much is unknown

    Truth truthOrUnknown(Expression condition, Environment environment) {
        try {
            return truth(condition, environment);
        } catch (TaskFault _) {
            return Truth.UNKNOWN;
        }
    }

    Optional<Value> valueOrUnknown(Expression expression, Environment environment) {
        return orUnknown(() -> value(expression, environment));
    }

    Optional<List<Value>> valuesOrUnknown(List<Expression> expressions, Environment environment) {
        return orUnknown(() -> values(expressions, environment));
    }

    private static <T> Optional<T> orUnknown(Supplier<Optional<T>> answer) {
        try {
            return answer.get();
        } catch (TaskFault _) {
            return Optional.empty();
        }
    }

    // --- conditions

    Truth truth(Expression expression, Environment environment) {
        return switch (expression) {
            case Expression.Always _ -> Truth.TRUE;
            case Expression.And and -> all(and.parts(), environment, Truth.FALSE);
            case Expression.Or or -> all(or.parts(), environment, Truth.TRUE);
            case Expression.Comparison comparison -> comparison(comparison, environment);
            case Expression.Holds holds -> holds(holds, environment);
            case Expression.Not not -> truth(not.condition(), environment).not();
            case Expression.Exists exists ->
                    exists(exists.variables(), exists.condition(), environment);
            case Expression.Forall forall -> forall(forall, environment);
            case Expression.Call call ->
                    functions.containsKey(call.callee())
                            ? bool(value(call, environment))
                            : values(call.arguments(), environment)
                                    .map(arguments -> answers.ask(call.callee(), arguments))
                                    .orElse(Truth.UNKNOWN);
            case Expression.ForAtLeast lasting -> {
                if (tracing) {
                    truth(lasting.condition(), environment);
                }
                yield cells.read(
                        lasting.operator(), environment.get(lasting.cell()), alone, watching);
            }
            case Expression.Latched latched -> {
                if (tracing) {
                    truth(latched.on(), environment);
                    truth(latched.off(), environment);
                }
                yield cells.read(
                        latched.operator(), environment.get(latched.cell()), alone, watching);
            }
            case Expression.Known known ->
                    known.of().type() instanceof Type.Bool
                            ? Truth.of(truth(known.of(), environment) != Truth.UNKNOWN)
                            : Truth.of(value(known.of(), environment).isPresent());
            case Expression.Conditional choice ->
                    switch (truth(choice.condition(), environment)) {
                        case TRUE -> truth(choice.then(), environment);
                        case FALSE -> truth(choice.otherwise(), environment);
                        case UNKNOWN -> {
                            Truth then = truth(choice.then(), environment);
                            yield then == truth(choice.otherwise(), environment)
                                    ? then
                                    : Truth.UNKNOWN;
                        }
                    };
            default -> bool(value(expression, environment));
        };
    }

    /// An `and`, which one FALSE decides, or an `or`, which one TRUE does; the answer rests on that
    /// one alone then.
    private Truth all(List<Expression> parts, Environment environment, Truth decisive) {
        int base = watching.mark();
        Truth all = decisive.not();
        for (int i = 0; i < parts.size(); i++) {
            int mark = watching.mark();
            Truth part = truth(parts.get(i), environment);
            if (part == decisive) {
                watching.drop(base, mark);
                return decisive;
            }
            if (part == Truth.UNKNOWN) {
                all = Truth.UNKNOWN;
            }
        }
        return all;
    }

    private static Truth bool(Optional<Value> value) {
        return value.map(v -> Truth.of(v.equals(new Value.Bool(true)))).orElse(Truth.UNKNOWN);
    }

    private Truth holds(Expression.Holds holds, Environment environment) {
        FactTable table = facts.table(holds.relation());
        Slot slot = slot(table, holds.arguments(), environment);
        if (slot == null) {
            return Truth.UNKNOWN;
        }
        if (watching.isNoted()) {
            slot.read(now);
            watching.read(slot);
            if (!slot.isStored()) {
                table.readCompleteness(watching, now);
            }
        }
        return slot.holds(now);
    }

    private Truth forall(Expression.Forall forall, Environment environment) {
        Expression counter =
                new Expression.And(
                        forall.span(),
                        forall.type(),
                        List.of(
                                forall.where(),
                                new Expression.Not(forall.span(), forall.type(), forall.holds())));
        return exists(forall.variables(), counter, environment).not();
    }

    /// Where it is true it rests on one assignment, and on that being one.
    Truth exists(
            List<Expression.Variable> variables, Expression condition, Environment environment) {
        if (variables.isEmpty()) {
            return truth(condition, environment);
        }
        Truth any = Truth.FALSE;
        List<List<Value>> assigned = assignments.of(variables, condition, environment);
        int base = watching.mark();
        for (int i = 0; i < assigned.size(); i++) {
            int mark = watching.mark();
            any = any.or(truth(condition, environment.with(variables, assigned.get(i))));
            if (any == Truth.TRUE) {
                watching.drop(base, mark);
                break;
            }
        }
        return any;
    }

    /// All assignments for which a condition is not false, with its truth, in their order.
    Map<List<Value>, Truth> solutions(
            List<Expression.Variable> variables, Expression condition, Environment environment) {
        Map<List<Value>, Truth> solutions = new LinkedHashMap<>();
        for (List<Value> assigned : assignments.of(variables, condition, environment)) {
            Truth truth = truth(condition, environment.with(variables, assigned));
            if (truth != Truth.FALSE) {
                solutions.put(assigned, truth);
            }
        }
        return solutions;
    }

    /// All assignments that could make a condition anything but false, in their order.
    List<List<Value>> candidates(List<Expression.Variable> variables, Expression condition) {
        return assignments.of(variables, condition, Environment.empty());
    }

    private Truth comparison(Comparison comparison, Environment environment) {
        if (comparison.left() instanceof Expression.Aggregate aggregate
                && aggregate.kind() == Expression.Aggregate.Kind.COUNT) {
            return value(comparison.right(), environment)
                    .map(right ->
                            counting.compare(
                                    aggregate, comparison.operator(), right, true, environment))
                    .orElse(Truth.UNKNOWN);
        }
        if (comparison.right() instanceof Expression.Aggregate aggregate
                && aggregate.kind() == Expression.Aggregate.Kind.COUNT) {
            return value(comparison.left(), environment)
                    .map(left ->
                            counting.compare(
                                    aggregate, comparison.operator(), left, false, environment))
                    .orElse(Truth.UNKNOWN);
        }
        if (comparison.left() instanceof Expression.Read read) {
            Optional<Value> right = value(comparison.right(), environment);
            return compareRead(read, comparison.operator(), right, environment);
        }
        Optional<Value> left = value(comparison.left(), environment);
        Optional<Value> right = value(comparison.right(), environment);
        return left.isPresent() && right.isPresent()
                ? Truth.of(compare(left.get(), comparison.operator(), right.get()))
                : Truth.UNKNOWN;
    }

    /// What is read is told only when it leaves the range of values that compare alike: telemetry
    /// that moves about on one side of a threshold wakes nobody.
    private Truth compareRead(
            Expression.Read read,
            Comparison.Operator operator,
            Optional<Value> right,
            Environment environment) {
        Slot slot = slot(facts.table(read.fact()), read.arguments(), environment);
        if (slot == null) {
            return Truth.UNKNOWN;
        }
        Optional<Value> left = slot.known(now);
        boolean known = left.isPresent() && right.isPresent();
        boolean holds = known && compare(left.get(), operator, right.get());
        if (watching.isNoted()) {
            slot.read(now);
            if (known && right.get() instanceof Value.Quantity(double bound)) {
                Comparison.Operator alike = holds ? operator : Comparisons.not(operator);
                double amount = Numbers.amount(left.get());
                watching.read(
                        slot,
                        Comparisons.least(alike, bound, amount),
                        Comparisons.greatest(alike, bound, amount));
            } else {
                watching.read(slot);
            }
        }
        return known ? Truth.of(holds) : Truth.UNKNOWN;
    }

    static boolean compare(Value left, Comparison.Operator operator, Value right) {
        int order = left.compareTo(right);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    // --- values

    Optional<List<Value>> values(List<Expression> expressions, Environment environment) {
        if (expressions.size() == 1) {
            return value(expressions.getFirst(), environment).map(List::of);
        }
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            Optional<Value> value = value(expression, environment);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    /// The slot of a fact; none where one of the arguments is unknown. It can be kept only while
    /// what is read is noted.
    @Nullable Slot slot(FactTable table, List<Expression> arguments, Environment environment) {
        if (arguments.size() == 1 && !tracing) {
            Optional<Value> only = value(arguments.getFirst(), environment);
            if (only.isEmpty()) {
                return null;
            }
            return watching.isNoted() ? table.slot(only.get()) : table.peek(only.get());
        }
        Optional<List<Value>> key = values(arguments, environment);
        if (key.isEmpty()) {
            return null;
        }
        if (tracing) {
            reader.accept(new Fact(table.name, key.get()), now);
        }
        return watching.isNoted() ? table.slot(key.get()) : table.peek(key.get());
    }

    Optional<Value> value(Expression expression, Environment environment) {
        return switch (expression) {
            case Expression.Constant constant -> Optional.of(constant.value());
            case Expression.Variable variable -> Optional.of(environment.get(variable));
            case Expression.Read read -> {
                Slot slot = slot(facts.table(read.fact()), read.arguments(), environment);
                if (slot == null) {
                    yield Optional.empty();
                }
                if (watching.isNoted()) {
                    slot.read(now);
                    watching.read(slot);
                }
                yield slot.known(now);
            }
            case Expression.Call call ->
                    functions.containsKey(call.callee())
                            ? call(call, environment)
                            : truthValue(truth(call, environment));
            case Expression.Arithmetic arithmetic ->
                    Numbers.arithmetic(
                            arithmetic.operator(),
                            value(arithmetic.left(), environment),
                            value(arithmetic.right(), environment));
            case Expression.Builtin builtin ->
                    values(builtin.arguments(), environment)
                            .flatMap(arguments -> Numbers.builtin(builtin.function(), arguments));
            case Expression.Conditional choice ->
                    switch (truth(choice.condition(), environment)) {
                        case TRUE -> value(choice.then(), environment);
                        case FALSE -> value(choice.otherwise(), environment);
                        case UNKNOWN -> {
                            Optional<Value> then = value(choice.then(), environment);
                            yield then.equals(value(choice.otherwise(), environment))
                                    ? then
                                    : Optional.empty();
                        }
                    };
            case Expression.Aggregate aggregate -> counting.value(aggregate, environment);
            case Expression.EventCount count -> series.events(count, environment);
            case Expression.Over over -> series.over(over, environment);
            case Expression.Forecast forecast ->
                    series.forecast(forecast, environment)
                            .map(value -> {
                                forecastReader.accept(forecast.field(), value);
                                return value;
                            });
            case Expression.Probability probability -> series.probability(probability, environment);
            case Expression.TimeTo time -> series.timeTo(time, environment);
            case Expression.Age age -> series.age(age, environment);
            case Expression.Circumstance asked ->
                    values(asked.arguments(), environment)
                            .flatMap(arguments -> circumstance.answer(asked.name(), arguments));
            case Expression.Always _,
                    Expression.And _,
                    Expression.Or _,
                    Expression.Not _,
                    Expression.Exists _,
                    Expression.Forall _,
                    Expression.Comparison _,
                    Expression.Holds _,
                    Expression.ForAtLeast _,
                    Expression.Latched _,
                    Expression.Known _ ->
                    truthValue(truth(expression, environment));
        };
    }

    private static Optional<Value> truthValue(Truth truth) {
        return truth == Truth.UNKNOWN
                ? Optional.empty()
                : Optional.of(new Value.Bool(truth == Truth.TRUE));
    }

    private Optional<Value> call(Expression.Call call, Environment environment) {
        Declaration.Function function =
                Optional.ofNullable(functions.get(call.callee())).orElseThrow();
        return values(call.arguments(), environment)
                .flatMap(arguments -> value(function.body(), Environment.of(arguments)));
    }
}
