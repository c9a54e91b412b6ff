package io.teleon.policies.engine;

import io.teleon.policies.host.Explanation;
import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Procedure;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Rule;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Says why: which rules fire from the root of a task down, and what each of them stands on.
final class Explanations {

    /// Readings told of one literal.
    private static final int MOST_READINGS = 16;

    private final Map<Name, Procedure> procedures;
    private final Map<Name, Type> types = new LinkedHashMap<>();
    private final Evaluator evaluator;
    private final Facts facts;

    Explanations(Program program, Evaluator evaluator, Facts facts) {
        this.procedures = program.proceduresByName();
        this.evaluator = evaluator;
        this.facts = facts;
        program.percepts().forEach(p -> p.value().ifPresent(type -> types.put(p.name(), type)));
        program.beliefs().forEach(b -> b.value().ifPresent(type -> types.put(b.name(), type)));
    }

    Explanation of(Wanted wanted, List<String> passed) {
        List<Explanation.Firing> path = new ArrayList<>();
        for (Frame frame : wanted.path()) {
            frame.firing.ifPresent(firing -> path.add(firing(frame, firing)));
        }
        return new Explanation(wanted.task(), path, passed);
    }

    Explanation.Firing firing(Frame frame, Frame.Firing firing) {
        if (firing.isCarried()) {
            return new Explanation.Firing(
                    frame.id.procedure(),
                    frame.id.arguments(),
                    firing.label,
                    new LinkedHashMap<>(),
                    List.of(
                            new Explanation.Literal(
                                    "begun before a reload, and undecided since", 'U', List.of())),
                    firing.number);
        }
        Rule rule = rule(frame.id.procedure(), firing.label);
        SequencedMap<String, Value> binding = new LinkedHashMap<>();
        for (int i = 0; i < rule.free().size(); i++) {
            binding.put(rule.free().get(i).name(), firing.binding.get(i));
        }
        Environment environment =
                Environment.of(frame.id.arguments()).with(rule.free(), firing.binding);
        List<Explanation.Literal> because =
                firing.held.equals("guard") || firing.held.equals("while")
                        ? literals(
                                firing.held.equals("while")
                                        ? rule.modifiers().whileHolds().orElse(rule.guard())
                                        : rule.guard(),
                                environment)
                        : List.of(new Explanation.Literal(firing.held, 'T', List.of()));
        return new Explanation.Firing(
                frame.id.procedure(),
                frame.id.arguments(),
                firing.label,
                binding,
                because,
                firing.number);
    }

    private Rule rule(Name procedure, String label) {
        return Optional.ofNullable(procedures.get(procedure)).orElseThrow().rules().stream()
                .filter(rule -> rule.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /// The parts of a guard, each with its truth and what it read.
    List<Explanation.Literal> literals(Expression guard, Environment environment) {
        List<Expression> parts = guard instanceof Expression.And and ? and.parts() : List.of(guard);
        List<Explanation.Literal> literals = new ArrayList<>();
        for (Expression part : parts) {
            SequencedMap<Fact, Long> read = new LinkedHashMap<>();
            Truth truth =
                    evaluator.traced(part, environment, (fact, now) -> read.putIfAbsent(fact, now));
            List<Explanation.Reading> told = told(read, environment);
            literals.add(
                    new Explanation.Literal(
                            ExpressionText.show(part, environment)
                                    + (told.size() < read.size()
                                            ? " (%d of %d facts are told)"
                                                    .formatted(told.size(), read.size())
                                            : ""),
                            truth.letter(),
                            told));
        }
        return literals;
    }

    /// Where there are too many to tell, those come first that are about what the rule is about: a
    /// path as a whole, and not each of its links.
    private List<Explanation.Reading> told(SequencedMap<Fact, Long> read, Environment environment) {
        List<Fact> order = new ArrayList<>(read.keySet());
        if (order.size() > MOST_READINGS) {
            // In the order in which they were read otherwise.
            order.sort(Comparator.comparing(fact -> !environment.holdsAll(fact.key())));
        }
        return order.stream()
                .limit(MOST_READINGS)
                .map(fact -> reading(fact, Optional.ofNullable(read.get(fact)).orElseThrow()))
                .toList();
    }

    private static String shown(Fact fact) {
        return fact.name().local()
                + fact.key().stream().map(Value::shown).collect(Collectors.joining(", ", "(", ")"));
    }

    private Explanation.Reading reading(Fact fact, long now) {
        String shown = shown(fact);
        Optional<Type> type = Optional.ofNullable(types.get(fact.name()));
        String value =
                type.isPresent()
                        ? facts.value(fact, now)
                                .map(v -> ExpressionText.value(v, type.get()))
                                .orElse("unknown")
                        : switch (facts.holds(fact, now)) {
                            case TRUE -> "true";
                            case FALSE -> "false";
                            case UNKNOWN -> "unknown";
                        };
        return new Explanation.Reading(
                shown,
                value,
                facts.age(fact, now).map(age -> age / 1000).orElse(-1L),
                facts.source(fact));
    }

    /// Which forecasts on the path of an action, or in what it requires, may not drive action.
    Set<String> advice(Wanted wanted) {
        Set<String> found = new LinkedHashSet<>();
        Consumer<Slot> told =
                slot ->
                        slot.forecast()
                                .filter(f -> f.standing() == Forecast.Standing.SUGGEST)
                                .ifPresent(f ->
                                        found.add(
                                                "forecast %s of %s"
                                                        .formatted(f.model(), shown(slot.fact))));
        for (Frame frame : wanted.path()) {
            frame.firing
                    .filter(firing -> !firing.isCarried())
                    .ifPresent(firing -> {
                        Rule rule = rule(frame.id.procedure(), firing.label);
                        Environment environment =
                                Environment.of(frame.id.arguments())
                                        .with(rule.free(), firing.binding);
                        evaluator.forecastsAsked(rule.guard(), environment, told);
                        rule.modifiers()
                                .whileHolds()
                                .ifPresent(holds ->
                                        evaluator.forecastsAsked(holds, environment, told));
                    });
        }
        wanted.action()
                .requires()
                .ifPresent(requires ->
                        evaluator.forecastsAsked(requires, Environment.of(wanted.values()), told));
        return found;
    }

    /// How sure the forecasts on the path of an action are: the least of what their quantiles leave
    /// and of their skills; 1 without forecasts.
    double confidence(Wanted wanted) {
        double[] least = {1};
        for (Frame frame : wanted.path()) {
            frame.firing
                    .filter(firing -> !firing.isCarried())
                    .ifPresent(firing -> {
                        Rule rule = rule(frame.id.procedure(), firing.label);
                        evaluator.tracedForecasts(
                                rule.guard(),
                                Environment.of(frame.id.arguments())
                                        .with(rule.free(), firing.binding),
                                (field, value) ->
                                        least[0] = Math.min(least[0], confidence(field, value)));
                    });
        }
        return least[0];
    }

    private static double confidence(Expression.Forecast.Field field, Value value) {
        return switch (field) {
            case P10, P90 -> 0.9;
            case P50, MEAN -> 0.5;
            case SKILL -> Math.clamp(Numbers.amount(value), 0, 1);
            case AGE -> 1;
        };
    }
}
