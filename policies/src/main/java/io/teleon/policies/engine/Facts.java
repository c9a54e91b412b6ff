package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.host.Forecast;
import io.teleon.policies.program.Declaration;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is known: percepts, beliefs, events and forecasts (SEMANTICS 1).
final class Facts {

    /// A percept or belief as it is stored.
    ///
    /// @param value of a relation or belief without value: whether it holds
    /// @param at when it was measured or remembered
    /// @param until when a belief ends, [Micros#NEVER] for a percept
    /// @param source what said so, empty where that is not known
    record Stored(Value value, long at, long until, String source) {}

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

    /// The source of what a program remembers.
    private static final String BELIEF = "belief";

    private static final Value HOLDS = new Value.Bool(true);
    private static final Value HOLDS_NOT = new Value.Bool(false);

    private final Timers timers;
    private final Domains domains = new Domains();
    private final Map<Name, FactTable> tables = new LinkedHashMap<>();
    private final Map<Name, EventTable> events = new LinkedHashMap<>();

    /// Slots that may have nothing in them and no reader.
    private final List<Slot> perhapsEmpty = new ArrayList<>();

    private int advice;

    Facts(Program program, Timers timers) {
        this.timers = timers;
        Set<Name> sampled = new TreeSet<>();
        TemporalOperators.visit(
                program,
                expression -> {
                    if (expression instanceof Expression.Over over) {
                        sampled.add(over.read().fact());
                    }
                });
        for (Declaration.Percept percept : program.percepts()) {
            tables.put(
                    percept.name(),
                    new FactTable(
                            this,
                            percept.name(),
                            false,
                            percept.value().isEmpty(),
                            Micros.of(percept.fresh()),
                            sampled.contains(percept.name())));
        }
        for (Declaration.Belief belief : program.beliefs()) {
            tables.put(
                    belief.name(),
                    new FactTable(
                            this,
                            belief.name(),
                            true,
                            belief.value().isEmpty(),
                            Micros.NEVER,
                            false));
        }
        for (Declaration.Event event : program.events()) {
            events.put(event.name(), new EventTable(Micros.of(event.keep())));
        }
    }

    Domains domains() {
        return domains;
    }

    /// How many stored forecasts may be read without driving action.
    int advice() {
        return advice;
    }

    void advice(int more) {
        advice += more;
    }

    /// @throws NoSuchElementException when no percept or belief has this name
    FactTable table(Name name) {
        return Optional.ofNullable(tables.get(name)).orElseThrow();
    }

    /// @throws NoSuchElementException when no event has this name
    EventTable events(Name name) {
        return Optional.ofNullable(events.get(name)).orElseThrow();
    }

    /// What is stored of a percept or belief, in order.
    List<Fact> rows(Name name) {
        return Optional.ofNullable(tables.get(name)).stream()
                .flatMap(table -> table.all().stream())
                .filter(Slot::isStored)
                .map(slot -> slot.fact)
                .sorted()
                .toList();
    }

    // --- writing

    void measured(Fact fact, Value value, long at, String source, long now) {
        Slot slot = table(fact.name()).slot(fact);
        if (slot.table.sampled && value instanceof Value.Quantity(double amount)) {
            if (slot.samples().isPresent()) {
                slot.samples().get().add(at, amount);
            } else {
                slot.samples(Optional.of(new SampleList(at, amount)));
            }
        }
        if (!slot.isStored() || slot.at() <= at) {
            put(slot, new Stored(value, at, Micros.NEVER, source), now);
        }
    }

    void stated(Fact fact, boolean holds, long at, String source, long now) {
        Slot slot = table(fact.name()).slot(fact);
        if (!slot.isStored() || slot.at() <= at) {
            put(slot, new Stored(holds ? HOLDS : HOLDS_NOT, at, Micros.NEVER, source), now);
        }
    }

    void complete(Name relation, long at, long now) {
        table(relation).complete(at, now);
    }

    void withdrawn(Fact fact) {
        Slot slot = table(fact.name()).slot(fact);
        remove(slot);
        if (slot.samples().isPresent()) {
            slot.samples(Optional.empty());
        }
        if (slot.forecast().isPresent()) {
            slot.forecast(Optional.empty());
        }
    }

    void remember(Fact belief, Value value, long now, long until) {
        put(table(belief.name()).slot(belief), new Stored(value, now, until, BELIEF), now);
    }

    void forget(Fact belief) {
        table(belief.name()).find(belief.key()).ifPresent(this::remove);
    }

    void happened(Name event, List<Value> arguments, long at) {
        events(event).add(new Occurrence(arguments, at));
    }

    void forecasted(Fact fact, Forecast forecast) {
        table(fact.name()).slot(fact).forecast(Optional.of(forecast));
    }

    private void put(Slot slot, Stored next, long now) {
        Value value = next.value();
        boolean was = slot.isStored();
        if (!was) {
            for (Value part : slot.fact.key()) {
                domains.add(part);
            }
            domains.add(value);
        } else if (value instanceof Value.Entity && !value.equals(slot.value())) {
            domains.add(value);
            domains.remove(slot.value());
        }
        slot.store(next, now);
        if (!was) {
            slot.table.changed(slot, true);
        }
    }

    void remove(Slot slot) {
        if (slot.isStored()) {
            slot.fact.key().forEach(domains::remove);
            domains.remove(slot.value());
            slot.clear();
            slot.table.changed(slot, false);
            mayBeEmpty(slot);
        }
    }

    /// How much there is: facts, lists of rows, events.
    int size() {
        return tables.values().stream().mapToInt(FactTable::size).sum()
                + events.values().stream().mapToInt(EventTable::size).sum();
    }

    void arm(Source source) {
        timers.arm(source);
    }

    void mayBeEmpty(Slot slot) {
        perhapsEmpty.add(slot);
    }

    /// Forgets slots that were made only to be asked for, and are no longer.
    void sweep() {
        for (Slot slot : perhapsEmpty) {
            slot.table.drop(slot);
        }
        perhapsEmpty.clear();
        events.values().forEach(EventTable::sweep);
    }

    /// Removes events whose time is over. Beliefs go when their timer elapses.
    void expire(long now) {
        for (EventTable table : events.values()) {
            table.expire(now);
        }
    }

    // --- reading, unnoticed

    /// The value of a percept or belief that has one, if it is known.
    Optional<Value> value(Fact fact, long now) {
        Slot slot = table(fact.name()).peek(fact.key());
        return slot.isKnown(now) ? Optional.of(slot.value()) : Optional.empty();
    }

    /// Whether a relation, or a belief without value, holds.
    Truth holds(Fact fact, long now) {
        return table(fact.name()).peek(fact.key()).holds(now);
    }

    /// How old a stored fact is.
    Optional<Long> age(Fact fact, long now) {
        Slot slot = table(fact.name()).peek(fact.key());
        return slot.isStored() ? Optional.of(now - slot.time()) : Optional.empty();
    }

    /// What said a stored fact; empty where that is not known.
    String source(Fact fact) {
        Slot slot = table(fact.name()).peek(fact.key());
        return slot.isStored() ? slot.source() : "";
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
        Map<Fact, Stored> stored = new TreeMap<>();
        Map<Name, Long> completes = new TreeMap<>();
        Map<Fact, Forecast> forecasts = new TreeMap<>();
        Map<Fact, Samples> samples = new TreeMap<>();
        for (FactTable table : tables.values()) {
            if (table.completed() != Long.MIN_VALUE) {
                completes.put(table.name, table.completed());
            }
            for (Slot slot : table.all()) {
                if (slot.isStored()) {
                    stored.put(slot.fact, slot.content());
                }
                slot.forecast().ifPresent(forecast -> forecasts.put(slot.fact, forecast));
                slot.samples().ifPresent(list -> samples.put(slot.fact, list.content()));
            }
        }
        Map<Name, List<Occurrence>> happened = new TreeMap<>();
        events.forEach((name, table) -> {
            if (!table.all().list.isEmpty()) {
                happened.put(name, List.copyOf(table.all().list));
            }
        });
        return new Content(stored, completes, happened, forecasts, samples);
    }

    void restore(Content content, long now) {
        content.completes().forEach((name, at) -> table(name).complete(at, now));
        content.stored().forEach((fact, stored) -> put(table(fact.name()).slot(fact), stored, now));
        content.occurrences().forEach((name, list) -> list.forEach(events(name)::add));
        content.forecasts().forEach(this::forecasted);
        content.samples()
                .forEach((fact, samples) ->
                        table(fact.name())
                                .slot(fact)
                                .samples(Optional.of(new SampleList(samples))));
    }
}
