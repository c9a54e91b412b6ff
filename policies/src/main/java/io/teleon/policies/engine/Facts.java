package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What is known: percepts, beliefs, events and forecasts (SEMANTICS 1).
final class Facts {

    /// A percept or belief as it is stored.
    ///
    /// @param value of a relation or belief without value: whether it holds
    /// @param at when it was measured or remembered
    /// @param until when a belief ends, [Micros#NEVER] for a percept
    record Stored(Value value, long at, long until) {}

    record Occurrence(List<Value> arguments, long at) {
        Occurrence {
            arguments = List.copyOf(arguments);
        }
    }

    /// The samples of a fact that windows ask for.
    ///
    /// @param first the earliest time of measurement since the fact was last missing
    record Samples(long first, List<Sample> samples) {}

    record Sample(long at, double value) {}

    private static final int MOST_SAMPLES = 1024;
    private static final int MOST_OCCURRENCES = 10_000;

    private final Map<Name, Declaration.Percept> percepts;
    private final Map<Name, Declaration.Belief> beliefs;
    private final Map<Name, Declaration.Event> events;
    private final Domains domains = new Domains();
    private final NavigableMap<Name, NavigableMap<Fact, Stored>> stored = new TreeMap<>();
    private final NavigableMap<Name, Long> completes = new TreeMap<>();
    private final NavigableMap<Name, List<Occurrence>> occurrences = new TreeMap<>();
    private final NavigableMap<Fact, Forecast> forecasts = new TreeMap<>();
    private final NavigableMap<Fact, Samples> samples = new TreeMap<>();

    Facts(Program program) {
        this.percepts = program.perceptsByName();
        this.beliefs = program.beliefsByName();
        this.events = program.eventsByName();
    }

    Domains domains() {
        return domains;
    }

    // --- writing

    void measured(Fact fact, Value value, long at) {
        if (value instanceof Value.Quantity(double amount)) {
            sample(fact, at, amount);
        }
        Optional<Stored> there = stored(fact);
        if (there.isEmpty() || there.get().at() <= at) {
            put(fact, new Stored(value, at, Micros.NEVER));
        }
    }

    void stated(Fact fact, boolean holds, long at) {
        Optional<Stored> there = stored(fact);
        if (there.isEmpty() || there.get().at() <= at) {
            put(fact, new Stored(new Value.Bool(holds), at, Micros.NEVER));
        }
    }

    void complete(Name relation, long at) {
        completes.merge(relation, at, Math::max);
    }

    void withdrawn(Fact fact) {
        remove(fact);
        samples.remove(fact);
        forecasts.remove(fact);
    }

    void remember(Fact belief, Value value, long now, long until) {
        put(belief, new Stored(value, now, until));
    }

    void forget(Fact belief) {
        remove(belief);
    }

    void happened(Name event, List<Value> arguments, long at) {
        List<Occurrence> list = occurrences.computeIfAbsent(event, _ -> new ArrayList<>());
        int place = list.size();
        while (place > 0 && list.get(place - 1).at() > at) {
            place--;
        }
        list.add(place, new Occurrence(arguments, at));
        if (list.size() > MOST_OCCURRENCES) {
            list.removeFirst();
        }
    }

    void forecasted(Fact fact, Forecast forecast) {
        forecasts.put(fact, forecast);
    }

    private void sample(Fact fact, long at, double value) {
        Samples there = samples.getOrDefault(fact, new Samples(at, List.of()));
        List<Sample> list = new ArrayList<>(there.samples());
        int place = list.size();
        while (place > 0 && list.get(place - 1).at() > at) {
            place--;
        }
        list.add(place, new Sample(at, value));
        if (list.size() > MOST_SAMPLES) {
            list.removeFirst();
        }
        samples.put(fact, new Samples(Math.min(there.first(), at), list));
    }

    private void put(Fact fact, Stored value) {
        remove(fact);
        stored.computeIfAbsent(fact.name(), _ -> new TreeMap<>()).put(fact, value);
        fact.key().forEach(domains::add);
        domains.add(value.value());
    }

    private void remove(Fact fact) {
        NavigableMap<Fact, Stored> rows = stored.get(fact.name());
        Stored old = rows == null ? null : rows.remove(fact);
        if (old != null) {
            fact.key().forEach(domains::remove);
            domains.remove(old.value());
        }
    }

    /// Removes events and beliefs whose time is over.
    void expire(long now) {
        for (Map.Entry<Name, List<Occurrence>> entry : occurrences.entrySet()) {
            long keep =
                    Micros.of(Optional.ofNullable(events.get(entry.getKey())).orElseThrow().keep());
            entry.getValue().removeIf(occurrence -> occurrence.at() <= now - keep);
        }
        List<Fact> over = new ArrayList<>();
        for (Name belief : beliefs.keySet()) {
            rows(belief)
                    .forEach((fact, value) -> {
                        if (value.until() <= now) {
                            over.add(fact);
                        }
                    });
        }
        over.forEach(this::remove);
    }

    // --- reading

    NavigableMap<Fact, Stored> rows(Name name) {
        NavigableMap<Fact, Stored> rows = stored.get(name);
        return rows == null ? Collections.emptyNavigableMap() : rows;
    }

    Optional<Stored> stored(Fact fact) {
        return Optional.ofNullable(rows(fact.name()).get(fact));
    }

    boolean isBelief(Name name) {
        return beliefs.containsKey(name);
    }

    private long fresh(Name percept) {
        return Micros.of(Optional.ofNullable(percepts.get(percept)).orElseThrow().fresh());
    }

    /// The value of a percept or belief that has one, if it is known.
    Optional<Value> value(Fact fact, long now) {
        Optional<Stored> there = stored(fact);
        boolean known =
                there.isPresent()
                        && (isBelief(fact.name()) || now - there.get().at() < fresh(fact.name()));
        return known ? there.map(Stored::value) : Optional.empty();
    }

    /// Whether a relation, or a belief without value, holds.
    Truth holds(Fact fact, long now) {
        Optional<Stored> there = stored(fact);
        if (isBelief(fact.name())) {
            return Truth.of(there.isPresent());
        }
        if (there.isEmpty()) {
            return isComplete(fact.name(), now) ? Truth.FALSE : Truth.UNKNOWN;
        }
        return now - rowTime(fact.name(), there.get()) < fresh(fact.name())
                ? Truth.of(there.get().value().equals(new Value.Bool(true)))
                : Truth.UNKNOWN;
    }

    /// Whether rows that are not stored are false.
    boolean isComplete(Name relation, long now) {
        Long at = completes.get(relation);
        return isBelief(relation) || (at != null && now - at < fresh(relation));
    }

    private long rowTime(Name relation, Stored row) {
        Long complete = completes.get(relation);
        return complete == null ? row.at() : Math.max(row.at(), complete);
    }

    /// How old a stored fact is.
    Optional<Long> age(Fact fact, long now) {
        return stored(fact)
                .map(there ->
                        now
                                - (isBelief(fact.name()) || !(there.value() instanceof Value.Bool)
                                        ? there.at()
                                        : rowTime(fact.name(), there)));
    }

    List<Occurrence> occurrences(Name event) {
        return occurrences.getOrDefault(event, List.of());
    }

    Optional<Forecast> forecast(Fact fact) {
        return Optional.ofNullable(forecasts.get(fact));
    }

    Optional<Samples> samples(Fact fact) {
        return Optional.ofNullable(samples.get(fact));
    }

    // --- time

    /// The least time after now at which a fact becomes stale, an event or belief is over, or a
    /// forecast too old.
    long next(long now) {
        long next = Micros.NEVER;
        for (Map.Entry<Name, NavigableMap<Fact, Stored>> entry : stored.entrySet()) {
            boolean belief = isBelief(entry.getKey());
            long fresh = belief ? 0 : fresh(entry.getKey());
            for (Stored there : entry.getValue().values()) {
                long ends =
                        belief
                                ? there.until()
                                : (there.value() instanceof Value.Bool
                                                ? rowTime(entry.getKey(), there)
                                                : there.at())
                                        + fresh;
                next = ends > now ? Math.min(next, ends) : next;
            }
        }
        for (Map.Entry<Name, Long> entry : completes.entrySet()) {
            long ends = entry.getValue() + fresh(entry.getKey());
            next = ends > now ? Math.min(next, ends) : next;
        }
        return next;
    }

    // --- snapshots

    /// Everything, for a snapshot.
    record Content(
            Map<Fact, Stored> stored,
            Map<Name, Long> completes,
            Map<Name, List<Occurrence>> occurrences,
            Map<Fact, Forecast> forecasts,
            Map<Fact, Samples> samples) {}

    Content content() {
        Map<Fact, Stored> all = new LinkedHashMap<>();
        stored.values().forEach(all::putAll);
        Map<Name, List<Occurrence>> happened = new LinkedHashMap<>();
        occurrences.forEach((name, list) -> happened.put(name, List.copyOf(list)));
        return new Content(
                all,
                new LinkedHashMap<>(completes),
                happened,
                new LinkedHashMap<>(forecasts),
                new LinkedHashMap<>(samples));
    }

    void restore(Content content) {
        content.stored().forEach(this::put);
        completes.putAll(content.completes());
        content.occurrences().forEach((name, list) -> occurrences.put(name, new ArrayList<>(list)));
        forecasts.putAll(content.forecasts());
        samples.putAll(content.samples());
    }
}
