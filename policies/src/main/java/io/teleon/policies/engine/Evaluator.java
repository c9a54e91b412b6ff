package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Comparison;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Parameter;
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
import java.util.function.Function;

/// Answers expressions at one time (SEMANTICS 2). Within an epoch facts do not change, so what a
/// predicate answered once it answers again.
final class Evaluator {

    /// Answers what only a transition knows.
    interface Circumstance {
        Optional<Value> answer(String function, List<Value> arguments);
    }

    private record Instance(Name predicate, List<Value> arguments) {}

    private final Map<Name, Declaration.Predicate> predicates;
    private final Map<Name, Declaration.Function> functions;
    private final Map<Name, Integer> groups;
    private final Facts facts;
    private final TemporalCells cells;
    private final Assignments assignments;
    private final Map<Instance, Truth> answered = new HashMap<>();
    private final Map<Integer, Map<Instance, Truth>> open = new HashMap<>();
    private BiConsumer<Fact, Long> reader = (_, _) -> {};
    private BiConsumer<Expression.Forecast.Field, Value> forecastReader = (_, _) -> {};
    private boolean tracing;
    private Circumstance circumstance = (_, _) -> Optional.empty();
    private long now;

    Evaluator(Program program, Facts facts, TemporalCells cells) {
        this.predicates = program.predicatesByName();
        this.functions = program.functionsByName();
        this.groups = RecursiveGroups.of(program);
        this.facts = facts;
        this.cells = cells;
        this.assignments = new Assignments(this, facts);
    }

    /// Begins an epoch.
    void at(long time) {
        now = time;
        answered.clear();
    }

    long now() {
        return now;
    }

    /// All values that a variable can have now, in their order.
    List<Value> domain(Expression.Variable variable) {
        return facts.domains().of(variable.type());
    }

    /// Answers with every fact that is read on the way told to a reader, and nothing remembered.
    Truth traced(Expression condition, Environment environment, BiConsumer<Fact, Long> told) {
        reader = told;
        tracing = true;
        try {
            return truth(condition, environment);
        } finally {
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

    /// Answers a condition about a transition.
    Truth about(Circumstance transition, Expression condition) {
        circumstance = transition;
        try {
            return truth(condition, new Environment());
        } finally {
            circumstance = (_, _) -> Optional.empty();
        }
    }

    // --- conditions

    Truth truth(Expression expression, Environment environment) {
        return switch (expression) {
            case Expression.Always _ -> Truth.TRUE;
            case Expression.And and -> {
                Truth all = Truth.TRUE;
                for (Expression part : and.parts()) {
                    all = all.and(truth(part, environment));
                    if (all == Truth.FALSE) {
                        break;
                    }
                }
                yield all;
            }
            case Expression.Or or -> {
                Truth any = Truth.FALSE;
                for (Expression part : or.parts()) {
                    any = any.or(truth(part, environment));
                    if (any == Truth.TRUE) {
                        break;
                    }
                }
                yield any;
            }
            case Expression.Not not -> truth(not.condition(), environment).not();
            case Expression.Exists exists ->
                    exists(exists.variables(), exists.condition(), environment);
            case Expression.Forall forall -> {
                Expression counter =
                        new Expression.And(
                                forall.span(),
                                forall.type(),
                                List.of(
                                        forall.where(),
                                        new Expression.Not(
                                                forall.span(), forall.type(), forall.holds())));
                yield exists(forall.variables(), counter, environment).not();
            }
            case Expression.Comparison comparison -> comparison(comparison, environment);
            case Expression.Holds holds ->
                    fact(holds.relation(), holds.arguments(), environment)
                            .map(fact -> {
                                read(fact);
                                return facts.holds(fact, now);
                            })
                            .orElse(Truth.UNKNOWN);
            case Expression.Call call ->
                    functions.containsKey(call.callee())
                            ? bool(value(call, environment))
                            : predicate(call, environment);
            case Expression.ForAtLeast lasting -> {
                if (tracing) {
                    truth(lasting.condition(), environment);
                }
                yield cells.lasting(lasting, environment.get(lasting.cell()), now);
            }
            case Expression.Latched latched -> {
                if (tracing) {
                    truth(latched.on(), environment);
                    truth(latched.off(), environment);
                }
                yield cells.latched(latched, environment.get(latched.cell()));
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

    private static Truth bool(Optional<Value> value) {
        return value.map(v -> Truth.of(v.equals(new Value.Bool(true)))).orElse(Truth.UNKNOWN);
    }

    private Truth exists(
            List<Expression.Variable> variables, Expression condition, Environment environment) {
        Truth any = Truth.FALSE;
        for (List<Value> assigned : assignments.of(variables, condition, environment)) {
            any = any.or(truth(condition, environment.with(variables, assigned)));
            if (any == Truth.TRUE) {
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

    private Truth comparison(Comparison comparison, Environment environment) {
        if (comparison.left() instanceof Expression.Aggregate aggregate
                && aggregate.kind() == Expression.Aggregate.Kind.COUNT) {
            return value(comparison.right(), environment)
                    .map(right ->
                            counted(aggregate, comparison.operator(), right, true, environment))
                    .orElse(Truth.UNKNOWN);
        }
        if (comparison.right() instanceof Expression.Aggregate aggregate
                && aggregate.kind() == Expression.Aggregate.Kind.COUNT) {
            return value(comparison.left(), environment)
                    .map(left ->
                            counted(aggregate, comparison.operator(), left, false, environment))
                    .orElse(Truth.UNKNOWN);
        }
        Optional<Value> left = value(comparison.left(), environment);
        Optional<Value> right = value(comparison.right(), environment);
        return left.isPresent() && right.isPresent()
                ? Truth.of(compare(left.get(), comparison.operator(), right.get()))
                : Truth.UNKNOWN;
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

    /// A count lies between those that are true and those that may be: decided only where all of
    /// these numbers agree.
    private Truth counted(
            Expression.Aggregate aggregate,
            Comparison.Operator operator,
            Value bound,
            boolean countLeft,
            Environment environment) {
        int least = 0;
        int most = 0;
        for (Truth truth :
                solutions(aggregate.variables(), aggregate.condition(), environment).values()) {
            most++;
            least += truth == Truth.TRUE ? 1 : 0;
        }
        boolean someTrue = false;
        boolean someFalse = false;
        for (int count = least; count <= most; count++) {
            Value number = Value.of(count);
            boolean holds =
                    countLeft ? compare(number, operator, bound) : compare(bound, operator, number);
            someTrue |= holds;
            someFalse |= !holds;
        }
        return someTrue && someFalse ? Truth.UNKNOWN : Truth.of(someTrue);
    }

    // --- predicates

    private Truth predicate(Expression.Call call, Environment environment) {
        Optional<List<Value>> arguments = values(call.arguments(), environment);
        if (arguments.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Instance instance = new Instance(call.callee(), arguments.get());
        Truth known = answered.get(instance);
        if (known != null && !tracing) {
            return known;
        }
        Integer group = groups.get(call.callee());
        Truth answer = group == null ? body(instance) : recursive(group, instance);
        if (!tracing && open.isEmpty()) {
            answered.put(instance, answer);
        }
        return answer;
    }

    private Truth body(Instance instance) {
        Declaration.Predicate predicate =
                Optional.ofNullable(predicates.get(instance.predicate())).orElseThrow();
        Environment inside = Environment.of(instance.arguments());
        Truth any = Truth.FALSE;
        for (Declaration.Clause clause : predicate.clauses()) {
            any = any.or(exists(clause.free(), clause.body(), inside));
            if (any == Truth.TRUE) {
                break;
            }
        }
        return any;
    }

    /// The least fixpoint of a group of predicates that ask one another: everything begins false
    /// and is asked again until nothing changes.
    private Truth recursive(int group, Instance asked) {
        Map<Instance, Truth> there = open.get(group);
        if (there != null) {
            Truth soFar = there.putIfAbsent(asked, Truth.FALSE);
            return soFar == null ? Truth.FALSE : soFar;
        }
        Map<Instance, Truth> table = new LinkedHashMap<>();
        table.put(asked, Truth.FALSE);
        open.put(group, table);
        boolean wasTracing = tracing;
        try {
            boolean changed = true;
            while (changed) {
                changed = false;
                int size = table.size();
                for (Instance instance : List.copyOf(table.keySet())) {
                    Truth truth = body(instance);
                    changed |= !truth.equals(table.put(instance, truth));
                }
                // What was asked for the first time has not been answered yet.
                changed |= table.size() > size;
                if (table.size() > 100_000) {
                    throw new TaskFault("a recursive predicate asks more than 100 000 of its own");
                }
            }
        } finally {
            open.remove(group);
            tracing = wasTracing;
        }
        if (!tracing && open.isEmpty()) {
            answered.putAll(table);
        }
        return Optional.ofNullable(table.get(asked)).orElse(Truth.UNKNOWN);
    }

    // --- values

    Optional<List<Value>> values(List<Expression> expressions, Environment environment) {
        List<Value> values = new ArrayList<>();
        for (Expression expression : expressions) {
            Optional<Value> value = value(expression, environment);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private Optional<Fact> fact(Name name, List<Expression> arguments, Environment environment) {
        return values(arguments, environment).map(key -> new Fact(name, key));
    }

    private void read(Fact fact) {
        if (tracing) {
            reader.accept(fact, now);
        }
    }

    Optional<Value> value(Expression expression, Environment environment) {
        return switch (expression) {
            case Expression.Constant constant -> Optional.of(constant.value());
            case Expression.Variable variable -> Optional.of(environment.get(variable));
            case Expression.Read read ->
                    fact(read.fact(), read.arguments(), environment)
                            .flatMap(fact -> {
                                read(fact);
                                return facts.value(fact, now);
                            });
            case Expression.Call call ->
                    functions.containsKey(call.callee())
                            ? call(call, environment)
                            : truthValue(truth(call, environment));
            case Expression.Arithmetic arithmetic -> arithmetic(arithmetic, environment);
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
            case Expression.Aggregate aggregate -> aggregate(aggregate, environment);
            case Expression.EventCount count -> events(count, environment);
            case Expression.Over over -> over(over, environment);
            case Expression.Forecast forecast ->
                    fact(forecast.read().fact(), forecast.read().arguments(), environment)
                            .flatMap(facts::forecast)
                            .flatMap(f ->
                                    Forecasts.field(
                                            f,
                                            forecast.field(),
                                            Micros.of(forecast.horizon()),
                                            now))
                            .map(value -> {
                                forecastReader.accept(forecast.field(), value);
                                return value;
                            });
            case Expression.Probability probability ->
                    forecastBound(
                            probability.read(),
                            probability.bound(),
                            environment,
                            (f, bound) ->
                                    Forecasts.probability(
                                            f,
                                            probability.operator(),
                                            bound,
                                            Micros.of(probability.horizon()),
                                            now));
            case Expression.TimeTo time ->
                    forecastBound(
                            time.read(),
                            time.bound(),
                            environment,
                            (f, bound) ->
                                    Forecasts.timeTo(
                                            f, time.operator(), bound, time.quantile(), now));
            case Expression.Age age ->
                    fact(age.fact(), age.arguments(), environment)
                            .flatMap(fact -> facts.age(fact, now))
                            .map(micros -> Value.of(Micros.seconds(micros)));
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

    private Optional<Value> arithmetic(Expression.Arithmetic arithmetic, Environment environment) {
        return Numbers.arithmetic(
                arithmetic.operator(),
                value(arithmetic.left(), environment),
                value(arithmetic.right(), environment));
    }

    private Optional<Value> aggregate(Expression.Aggregate aggregate, Environment environment) {
        List<Value> values = new ArrayList<>();
        for (Map.Entry<List<Value>, Truth> solution :
                solutions(aggregate.variables(), aggregate.condition(), environment).entrySet()) {
            if (solution.getValue() == Truth.UNKNOWN) {
                return Optional.empty();
            }
            Environment inside = environment.with(aggregate.variables(), solution.getKey());
            Optional<Value> value =
                    aggregate.of().isPresent()
                            ? value(aggregate.of().get(), inside)
                            : Optional.of(Value.of(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Numbers.aggregate(aggregate.kind(), values);
    }

    private Optional<Value> events(Expression.EventCount count, Environment environment) {
        List<Optional<Value>> pattern = new ArrayList<>();
        for (Optional<Expression> part : count.pattern()) {
            Optional<Value> value = part.flatMap(e -> value(e, environment));
            if (part.isPresent() && value.isEmpty()) {
                return Optional.empty();
            }
            pattern.add(value);
        }
        long from = now - Micros.of(count.window());
        long fitting =
                facts.occurrences(count.event()).stream()
                        .filter(occurrence -> occurrence.at() > from && occurrence.at() <= now)
                        .filter(occurrence -> fits(pattern, occurrence.arguments()))
                        .count();
        return Optional.of(Value.of((double) fitting));
    }

    private static boolean fits(List<Optional<Value>> pattern, List<Value> arguments) {
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).isPresent() && !pattern.get(i).get().equals(arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Optional<Value> over(Expression.Over over, Environment environment) {
        Optional<Fact> fact = fact(over.read().fact(), over.read().arguments(), environment);
        if (fact.isEmpty()) {
            return Optional.empty();
        }
        read(fact.get());
        if (facts.value(fact.get(), now).isEmpty()) {
            return Optional.empty();
        }
        long from = now - Micros.of(over.window());
        return facts.samples(fact.get())
                .filter(samples -> samples.first() <= from)
                .flatMap(samples ->
                        Numbers.over(
                                over.statistic(),
                                samples.samples().stream()
                                        .filter(s -> s.at() > from && s.at() <= now)
                                        .toList()));
    }

    private interface Ask {
        Optional<Value> ask(io.teleon.policies.host.Forecast forecast, double bound);
    }

    private Optional<Value> forecastBound(
            Expression.Read read, Expression bound, Environment environment, Ask ask) {
        Optional<Value> limit = value(bound, environment);
        Optional<io.teleon.policies.host.Forecast> forecast =
                fact(read.fact(), read.arguments(), environment).flatMap(facts::forecast);
        return limit.isPresent()
                        && forecast.isPresent()
                        && limit.get() instanceof Value.Quantity(double amount)
                ? ask.ask(forecast.get(), amount)
                : Optional.empty();
    }

    /// What the parameters of a declaration are called, for people.
    static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map((Function<Parameter, String>) Parameter::name).toList();
    }
}
