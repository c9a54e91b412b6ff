package io.teleon.policies.reference;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Aggregate;
import io.teleon.policies.program.Expression.Comparison;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What expressions mean: SEMANTICS 2 and 3. Empty is unknown; a condition is a value of type bool.
final class Meaning {

    private static final int ASSIGNMENTS = 1_000_000;

    /// A transition that guardrails look at.
    interface Asked {
        Optional<Value> answer(String function, List<Value> arguments);
    }

    /// A place of a recursive predicate's table.
    private record Ground(Name predicate, List<Value> arguments) {}

    final Knowledge known;
    private final Map<Name, Declaration.Predicate> predicates;
    private final Map<Name, Declaration.Function> functions;

    /// Which predicates ask one another: those of one number.
    private final Map<Name, Integer> groups = new TreeMap<>();

    private final TreeMap<Integer, Expression> operators = new TreeMap<>();
    private final Map<Integer, Map<List<Value>, Cell>> cells = new TreeMap<>();

    /// Those that stand beside them.
    private final Map<Integer, Map<List<Value>, Cell>> beside = new TreeMap<>();

    private final Map<Ground, Truth> table = new LinkedHashMap<>();
    private final Map<Integer, Map<Ground, Truth>> open = new TreeMap<>();
    private Optional<Asked> asked = Optional.empty();

    Meaning(Program program, Knowledge known) {
        this.known = known;
        predicates = program.predicatesByName();
        functions = program.functionsByName();
        Map<Name, TreeSet<Name>> uses = new TreeMap<>();
        for (Declaration.Predicate p : predicates.values()) {
            TreeSet<Name> called = new TreeSet<>();
            p.clauses().forEach(clause -> calls(clause.body(), called));
            uses.put(p.name(), called);
        }
        for (Declaration.Function f : functions.values()) {
            TreeSet<Name> called = new TreeSet<>();
            calls(f.body(), called);
            uses.put(f.name(), called);
        }
        for (int round = 0; round < uses.size(); round++) {
            for (TreeSet<Name> called : uses.values()) {
                List.copyOf(called)
                        .forEach(name -> called.addAll(uses.getOrDefault(name, new TreeSet<>())));
            }
        }
        int group = 0;
        for (Name name : predicates.keySet()) {
            TreeSet<Name> called = uses.getOrDefault(name, new TreeSet<>());
            if (called.contains(name) && !groups.containsKey(name)) {
                groups.put(name, group);
                for (Name other : called) {
                    if (uses.getOrDefault(other, new TreeSet<>()).contains(name)) {
                        groups.put(other, group);
                    }
                }
                group++;
            }
        }
        roots(program).forEach(this::number);
    }

    private static void calls(Expression expression, Set<Name> called) {
        if (expression instanceof Expression.Call call) {
            called.add(call.callee());
        }
        expression.parts().forEach(part -> calls(part, called));
    }

    private void number(Expression expression) {
        switch (expression) {
            case Expression.ForAtLeast e -> operators.put(e.operator(), e);
            case Expression.Latched e -> operators.put(e.operator(), e);
            default -> {}
        }
        expression.parts().forEach(this::number);
    }

    /// All expressions of a program that stand in no other.
    static List<Expression> roots(Program program) {
        List<Expression> roots = new ArrayList<>();
        program.predicates().forEach(p -> p.clauses().forEach(c -> roots.add(c.body())));
        program.functions().forEach(f -> roots.add(f.body()));
        for (Declaration.Action a : program.actions()) {
            a.requires().ifPresent(roots::add);
            a.effect().ifPresent(roots::add);
            a.blast().ifPresent(roots::add);
            a.uses().forEach(use -> roots.addAll(use.arguments()));
            a.undo().ifPresent(undo -> roots.addAll(undo.arguments()));
        }
        program.procedures()
                .forEach(p -> {
                    p.goal().ifPresent(goal -> roots.add(goal.condition()));
                    p.rules()
                            .forEach(r -> {
                                roots.add(r.guard());
                                r.choose().ifPresent(c -> roots.add(c.by()));
                                r.modifiers().whileHolds().ifPresent(roots::add);
                                r.modifiers().untilHolds().ifPresent(roots::add);
                                Frame.calls(r.body()).forEach(c -> roots.addAll(c.arguments()));
                            });
                });
        program.tasks()
                .forEach(t -> {
                    roots.add(t.where());
                    t.priority().ifPresent(roots::add);
                });
        program.guardrails().forEach(g -> roots.add(g.require()));
        return roots;
    }

    /// SEMANTICS 4.3.
    void advance() {
        table.clear();
        operators.forEach((number, operator) -> {
            advance(number, operator, cells);
            alone(() -> {
                advance(number, operator, beside);
                return Truth.TRUE;
            });
        });
    }

    private void advance(
            int number, Expression operator, Map<Integer, Map<List<Value>, Cell>> all) {
        Map<List<Value>, Cell> ofOperator = all.computeIfAbsent(number, _ -> new LinkedHashMap<>());
        Map<List<Value>, Cell> there = new LinkedHashMap<>();
        Bindings.each(
                known,
                cell(operator),
                values ->
                        there.put(
                                values,
                                Optional.ofNullable(ofOperator.get(values)).orElseGet(Cell::new)));
        there.forEach((values, cell) -> advance(operator, values, cell));
        all.put(number, there);
        table.clear();
    }

    /// By what is measured alone: SEMANTICS 2.8.
    Truth alone(Supplier<Truth> asked) {
        table.clear();
        known.alone = true;
        try {
            return asked.get();
        } finally {
            known.alone = false;
            table.clear();
        }
    }

    private static List<Expression.Variable> cell(Expression operator) {
        return switch (operator) {
            case Expression.ForAtLeast e -> e.cell();
            case Expression.Latched e -> e.cell();
            default -> List.of();
        };
    }

    private void advance(Expression operator, List<Value> values, Cell cell) {
        Bindings bindings = Bindings.of(cell(operator), values);
        switch (operator) {
            case Expression.ForAtLeast e -> {
                Truth c = truth(e.condition(), bindings);
                long least = Knowledge.micros(e.least());
                if (e.within().isPresent()) {
                    cell.lastingIn(c, known.now, least, Knowledge.micros(e.within().get()));
                } else {
                    cell.lasting(c, known.now, least);
                }
            }
            case Expression.Latched e ->
                    cell.latched(truth(e.on(), bindings), truth(e.off(), bindings));
            default -> throw new IllegalStateException("no operator: " + operator);
        }
    }

    Truth truth(Expression condition, Bindings bindings) {
        return truth(value(condition, bindings));
    }

    static Truth truth(Optional<Value> value) {
        return value.map(v -> Truth.of(v.equals(new Value.Bool(true)))).orElse(Truth.UNKNOWN);
    }

    static Optional<Value> value(Truth truth) {
        return truth == Truth.UNKNOWN
                ? Optional.empty()
                : Optional.of(new Value.Bool(truth == Truth.TRUE));
    }

    /// A guardrail's condition.
    Truth truth(Expression condition, Asked transition) {
        asked = Optional.of(transition);
        try {
            return truth(condition, Bindings.none());
        } finally {
            asked = Optional.empty();
        }
    }

    /// All values, or nothing where one is unknown.
    Optional<List<Value>> values(List<Expression> expressions, Bindings bindings) {
        List<Value> values = new ArrayList<>();
        for (Expression expression : expressions) {
            Optional<Value> value = value(expression, bindings);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    Optional<Value> value(Expression expression, Bindings bindings) {
        return switch (expression) {
            case Expression.Constant e -> Optional.of(e.value());
            case Expression.Variable e -> Optional.ofNullable(bindings.values().get(e.slot()));
            case Expression.Always _ -> Optional.of(new Value.Bool(true));
            case Expression.Read e -> fact(e, bindings).flatMap(known::read);
            case Expression.Holds e ->
                    values(e.arguments(), bindings)
                            .flatMap(key -> known.holds(new Fact(e.relation(), key)));
            case Expression.Age e ->
                    values(e.arguments(), bindings)
                            .flatMap(key -> known.time(new Fact(e.fact(), key)))
                            .map(at -> Value.of((known.now - at) / 1e6));
            case Expression.Call e ->
                    values(e.arguments(), bindings).flatMap(args -> call(e.callee(), args));
            case Expression.Arithmetic e ->
                    both(e.left(), e.right(), bindings)
                            .flatMap(two ->
                                    Numbers.arithmetic(
                                            e.operator(), two.getFirst(), two.getLast()));
            case Expression.Builtin e -> builtin(e, bindings);
            case Expression.Conditional e -> conditional(e, bindings);
            case Expression.Aggregate e -> aggregate(e, bindings);
            case Expression.EventCount e -> count(e, bindings);
            case Expression.Over e ->
                    fact(e.read(), bindings)
                            .flatMap(fact -> known.window(fact, Knowledge.micros(e.window())))
                            .filter(samples -> !samples.isEmpty())
                            .flatMap(samples -> Numbers.statistic(e.statistic(), samples));
            case Expression.Forecast e ->
                    fact(e.read(), bindings).flatMap(fact -> forecast(e, fact));
            case Expression.Probability e ->
                    fact(e.read(), bindings)
                            .flatMap(fact -> known.forecast(fact, e.horizon()))
                            .flatMap(point ->
                                    number(e.bound(), bindings)
                                            .map(bound ->
                                                    Value.of(
                                                            Numbers.probability(
                                                                    point, e.operator(), bound))));
            case Expression.TimeTo e ->
                    fact(e.read(), bindings)
                            .flatMap(known::usable)
                            .flatMap(forecast ->
                                    number(e.bound(), bindings)
                                            .map(bound -> timeTo(forecast, e, bound)));
            case Expression.Circumstance e ->
                    values(e.arguments(), bindings)
                            .flatMap(args -> asked.flatMap(a -> a.answer(e.name(), args)));
            case Expression.Comparison e -> comparison(e, bindings);
            case Expression.And e -> {
                Truth all = Truth.TRUE;
                for (Expression part : e.parts()) {
                    all = all.and(truth(part, bindings));
                }
                yield value(all);
            }
            case Expression.Or e -> {
                Truth any = Truth.FALSE;
                for (Expression part : e.parts()) {
                    any = any.or(truth(part, bindings));
                }
                yield value(any);
            }
            case Expression.Not e -> value(truth(e.condition(), bindings).not());
            case Expression.Exists e -> value(exists(e.variables(), e.condition(), bindings));
            case Expression.Forall e ->
                    value(
                            exists(
                                            e.variables(),
                                            new Expression.And(
                                                    e.span(),
                                                    e.type(),
                                                    List.of(
                                                            e.where(),
                                                            new Expression.Not(
                                                                    e.span(), e.type(),
                                                                    e.holds()))),
                                            bindings)
                                    .not());
            case Expression.ForAtLeast e -> value(cell(e.operator(), e, bindings));
            case Expression.Latched e -> value(cell(e.operator(), e, bindings));
            case Expression.Known e ->
                    Optional.of(new Value.Bool(value(e.of(), bindings).isPresent()));
        };
    }

    private Truth cell(int operator, Expression e, Bindings bindings) {
        List<Value> values = bindings.assigned(cell(e));
        Cell cell = (known.alone ? beside : cells).getOrDefault(operator, Map.of()).get(values);
        // Outside of the domains nothing was observed.
        return cell == null ? Truth.UNKNOWN : cell.value;
    }

    Truth exists(List<Expression.Variable> variables, Expression condition, Bindings bindings) {
        Truth[] any = {Truth.FALSE};
        Bindings.each(
                known,
                variables,
                values -> any[0] = any[0].or(truth(condition, bindings.with(variables, values))));
        return any[0];
    }

    private Optional<Fact> fact(Expression.Read read, Bindings bindings) {
        return values(read.arguments(), bindings).map(key -> new Fact(read.fact(), key));
    }

    Optional<Double> number(Expression expression, Bindings bindings) {
        return value(expression, bindings).map(v -> ((Value.Quantity) v).amount());
    }

    private Optional<List<Double>> both(Expression left, Expression right, Bindings bindings) {
        Optional<Double> l = number(left, bindings);
        Optional<Double> r = number(right, bindings);
        return l.isPresent() && r.isPresent()
                ? Optional.of(List.of(l.get(), r.get()))
                : Optional.empty();
    }

    private Optional<Value> builtin(Expression.Builtin e, Bindings bindings) {
        Optional<List<Value>> values = values(e.arguments(), bindings);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<Double> x = values.get().stream().map(v -> ((Value.Quantity) v).amount()).toList();
        return switch (e.function()) {
            case ROUND_UP ->
                    x.get(1) == 0
                            ? Optional.empty()
                            : Numbers.number(Math.ceil(x.get(0) / x.get(1)) * x.get(1));
            case ROUND_DOWN ->
                    x.get(1) == 0
                            ? Optional.empty()
                            : Numbers.number(Math.floor(x.get(0) / x.get(1)) * x.get(1));
            case GREATEST -> Numbers.aggregate(Aggregate.Kind.MAX_OF, x);
            case LEAST -> Numbers.aggregate(Aggregate.Kind.MIN_OF, x);
            case ABS -> Numbers.number(Math.abs(x.getFirst()));
        };
    }

    private Optional<Value> conditional(Expression.Conditional e, Bindings bindings) {
        return switch (truth(e.condition(), bindings)) {
            case TRUE -> value(e.then(), bindings);
            case FALSE -> value(e.otherwise(), bindings);
            case UNKNOWN -> {
                Optional<Value> then = value(e.then(), bindings);
                yield then.equals(value(e.otherwise(), bindings)) ? then : Optional.empty();
            }
        };
    }

    private record Range(List<Bindings> yes, int unknown) {}

    private Range range(Aggregate e, Bindings bindings) {
        List<Bindings> yes = new ArrayList<>();
        int[] count = new int[2];
        Bindings.each(
                known,
                e.variables(),
                values -> {
                    if (++count[0] > ASSIGNMENTS) {
                        throw new Fault("an aggregate over more than a million assignments");
                    }
                    Bindings inner = bindings.with(e.variables(), values);
                    switch (truth(e.condition(), inner)) {
                        case TRUE -> yes.add(inner);
                        case UNKNOWN -> count[1]++;
                        case FALSE -> {}
                    }
                });
        return new Range(yes, count[1]);
    }

    private Optional<Value> aggregate(Aggregate e, Bindings bindings) {
        Range range = range(e, bindings);
        if (range.unknown() > 0) {
            return Optional.empty();
        }
        if (e.of().isEmpty()) {
            return Optional.of(Value.of(range.yes().size()));
        }
        List<Double> numbers = new ArrayList<>();
        for (Bindings inner : range.yes()) {
            Optional<Double> number = number(e.of().get(), inner);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return Numbers.aggregate(e.kind(), numbers);
    }

    private Optional<Value> count(Expression.EventCount e, Bindings bindings) {
        List<Optional<Value>> pattern = new ArrayList<>();
        for (Optional<Expression> part : e.pattern()) {
            Optional<Value> value = part.flatMap(p -> value(p, bindings));
            if (part.isPresent() && value.isEmpty()) {
                return Optional.empty();
            }
            pattern.add(value);
        }
        long window = Knowledge.micros(e.window());
        long found =
                known.happened.stream()
                        .filter(o -> o.event().equals(e.event()))
                        .filter(o -> o.at() > known.now - window && o.at() <= known.now)
                        .filter(o -> fits(pattern, o.arguments()))
                        .count();
        return Optional.of(Value.of((double) found));
    }

    private static boolean fits(List<Optional<Value>> pattern, List<Value> arguments) {
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).isPresent() && !pattern.get(i).get().equals(arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Optional<Value> forecast(Expression.Forecast e, Fact fact) {
        return known.forecast(fact, e.horizon())
                .flatMap(point -> {
                    Forecast all = known.usable(fact).orElseThrow();
                    return Numbers.number(
                            switch (e.field()) {
                                case SKILL -> all.skill();
                                case AGE -> (known.now - Knowledge.micros(all.at())) / 1e6;
                                case MEAN, P10, P50, P90 -> Numbers.quantile(point, e.field());
                            });
                });
    }

    /// From now.
    private Value timeTo(Forecast forecast, Expression.TimeTo e, double bound) {
        double age = (known.now - Knowledge.micros(forecast.at())) / 1e6;
        double time = Numbers.timeTo(forecast.points(), e.operator(), bound, e.quantile());
        return Value.of(Math.max(0, time - age));
    }

    private Optional<Value> comparison(Comparison e, Bindings bindings) {
        if (e.left() instanceof Aggregate count && count.kind() == Aggregate.Kind.COUNT) {
            return counted(e, count, e.right(), false, bindings);
        }
        if (e.right() instanceof Aggregate count && count.kind() == Aggregate.Kind.COUNT) {
            return counted(e, count, e.left(), true, bindings);
        }
        Optional<Value> left = value(e.left(), bindings);
        Optional<Value> right = value(e.right(), bindings);
        return left.isPresent() && right.isPresent()
                ? Optional.of(
                        new Value.Bool(Numbers.compare(e.operator(), left.get(), right.get())))
                : Optional.empty();
    }

    /// SEMANTICS 2.5.
    private Optional<Value> counted(
            Comparison e, Aggregate count, Expression other, boolean turned, Bindings bindings) {
        Optional<Value> limit = value(other, bindings);
        Range range = range(count, bindings);
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        boolean some = false;
        boolean all = true;
        for (int n = range.yes().size(); n <= range.yes().size() + range.unknown(); n++) {
            Value number = Value.of(n);
            boolean fits =
                    turned
                            ? Numbers.compare(e.operator(), limit.get(), number)
                            : Numbers.compare(e.operator(), number, limit.get());
            some |= fits;
            all &= fits;
        }
        return all == some ? Optional.of(new Value.Bool(all)) : Optional.empty();
    }

    private Optional<Value> call(Name callee, List<Value> arguments) {
        Declaration.Function function = functions.get(callee);
        if (function != null) {
            return value(function.body(), Bindings.of(arguments));
        }
        Declaration.Predicate predicate = predicates.get(callee);
        if (predicate == null) {
            throw new IllegalStateException("no predicate " + callee);
        }
        Integer group = groups.get(callee);
        if (group == null) {
            return value(any(predicate, arguments));
        }
        Ground ground = new Ground(callee, arguments);
        Map<Ground, Truth> growing = open.get(group);
        if (growing != null) {
            return value(growing.computeIfAbsent(ground, _ -> Truth.FALSE));
        }
        if (!table.containsKey(ground)) {
            fill(group, ground);
        }
        return value(table.getOrDefault(ground, Truth.UNKNOWN));
    }

    private Truth any(Declaration.Predicate predicate, List<Value> arguments) {
        Truth any = Truth.FALSE;
        for (Declaration.Clause clause : predicate.clauses()) {
            any = any.or(exists(clause.free(), clause.body(), Bindings.of(arguments)));
        }
        return any;
    }

    /// The least fixpoint of all that this question asks of a group, from below. Asking more while
    /// it grows only adds more to be found; other groups are lower and found as a whole.
    private void fill(int group, Ground asked) {
        Map<Ground, Truth> growing = new LinkedHashMap<>();
        growing.put(asked, Truth.FALSE);
        open.put(group, growing);
        try {
            boolean changed = true;
            while (changed) {
                changed = false;
                int size = growing.size();
                for (Ground ground : List.copyOf(growing.keySet())) {
                    Declaration.Predicate predicate =
                            Optional.ofNullable(predicates.get(ground.predicate())).orElseThrow();
                    Truth now = any(predicate, ground.arguments());
                    changed |= now != growing.put(ground, now);
                }
                changed |= growing.size() != size;
            }
        } finally {
            open.remove(group);
        }
        table.putAll(growing);
    }
}
