package io.teleon.policies.engine;

import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers what is about more than the last value of a fact: events and samples in a window, ages,
/// forecasts. Time alone changes all of these, so they say until when an answer stands.
final class Series {

    private final Evaluator evaluator;
    private final Facts facts;
    private final Watching watching;

    Series(Evaluator evaluator, Facts facts, Watching watching) {
        this.evaluator = evaluator;
        this.facts = facts;
        this.watching = watching;
    }

    Optional<Value> events(Expression.EventCount count, Environment environment) {
        List<Optional<Value>> pattern = new ArrayList<>();
        for (Optional<Expression> part : count.pattern()) {
            Optional<Value> value = part.flatMap(e -> evaluator.value(e, environment));
            if (part.isPresent() && value.isEmpty()) {
                return Optional.empty();
            }
            pattern.add(value);
        }
        EventTable table = facts.events(count.event());
        EventTable.Occurrences occurrences =
                !pattern.isEmpty() && pattern.getFirst().isPresent()
                        ? table.withFirst(pattern.getFirst().get())
                        : table.all();
        watching.read(occurrences);
        long window = Micros.of(count.window());
        int fitting = 0;
        for (int i = occurrences.list.size() - 1; i >= 0; i--) {
            Facts.Occurrence occurrence = occurrences.list.get(i);
            if (occurrence.at() <= evaluator.now() - window) {
                break;
            }
            if (occurrence.at() <= evaluator.now() && fits(pattern, occurrence.arguments())) {
                fitting++;
                // The oldest comes last, and leaves first.
                if (watching.isNoted()) {
                    watching.until(occurrence.at() + window);
                }
            }
        }
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

    Optional<Value> over(Expression.Over over, Environment environment) {
        Slot slot =
                evaluator.slot(
                        facts.table(over.read().fact()), over.read().arguments(), environment);
        if (slot == null) {
            return Optional.empty();
        }
        read(slot);
        if (!slot.isKnown(evaluator.now()) || slot.samples().isEmpty()) {
            return Optional.empty();
        }
        SampleList samples = slot.samples().get();
        watching.read(samples);
        long window = Micros.of(over.window());
        long from = evaluator.now() - window;
        if (samples.first() > from) {
            watching.until(samples.first() + window);
            return Optional.empty();
        }
        List<Facts.Sample> inside = samples.between(from, evaluator.now());
        if (!inside.isEmpty()) {
            watching.until(inside.getFirst().at() + window);
        }
        return Numbers.over(over.statistic(), inside);
    }

    private void read(Slot slot) {
        if (watching.isNoted()) {
            slot.read(evaluator.now());
            watching.read(slot);
        }
    }

    /// The forecast of a fact; what is asked of it changes all the time.
    private Optional<Forecast> forecast(Expression.Read read, Environment environment) {
        Slot slot = evaluator.slot(facts.table(read.fact()), read.arguments(), environment);
        if (slot == null) {
            return Optional.empty();
        }
        read(slot);
        if (slot.forecast().isPresent()) {
            watching.always();
            evaluator.tellForecast(slot);
        }
        return slot.forecast()
                .filter(forecast ->
                        !evaluator.isAlone() || forecast.standing() != Forecast.Standing.SUGGEST);
    }

    Optional<Value> forecast(Expression.Forecast asked, Environment environment) {
        return forecast(asked.read(), environment)
                .flatMap(forecast ->
                        Forecasts.field(
                                forecast,
                                asked.field(),
                                Micros.of(asked.horizon()),
                                evaluator.now()));
    }

    Optional<Value> probability(Expression.Probability asked, Environment environment) {
        Optional<Value> bound = evaluator.value(asked.bound(), environment);
        Optional<Forecast> forecast = forecast(asked.read(), environment);
        return bound.isPresent()
                        && forecast.isPresent()
                        && bound.get() instanceof Value.Quantity(double amount)
                ? Forecasts.probability(
                        forecast.get(),
                        asked.operator(),
                        amount,
                        Micros.of(asked.horizon()),
                        evaluator.now())
                : Optional.empty();
    }

    Optional<Value> timeTo(Expression.TimeTo asked, Environment environment) {
        Optional<Value> bound = evaluator.value(asked.bound(), environment);
        Optional<Forecast> forecast = forecast(asked.read(), environment);
        return bound.isPresent()
                        && forecast.isPresent()
                        && bound.get() instanceof Value.Quantity(double amount)
                ? Forecasts.timeTo(
                        forecast.get(), asked.operator(), amount, asked.quantile(), evaluator.now())
                : Optional.empty();
    }

    Optional<Value> age(Expression.Age age, Environment environment) {
        Slot slot = evaluator.slot(facts.table(age.fact()), age.arguments(), environment);
        if (slot == null) {
            return Optional.empty();
        }
        read(slot);
        if (!slot.isStored()) {
            return Optional.empty();
        }
        watching.always();
        return Optional.of(Value.of(Micros.seconds(evaluator.now() - slot.time())));
    }
}
