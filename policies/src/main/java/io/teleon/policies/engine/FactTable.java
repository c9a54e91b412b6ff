package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All facts of one name. To be read as such: which of them are stored, and whether a relation is
/// complete.
final class FactTable {

    final Name name;
    final boolean belief;
    final boolean relation;

    /// How long a percept is known, in microseconds.
    final long fresh;

    /// Whether windows ask for samples.
    final boolean sampled;

    private final Facts facts;

    /// By their key: its only value, or the list of its values.
    private final Map<Object, Slot> slots = new HashMap<>();

    /// Those that are stored, and where: at all, and with a value in a column.
    private final Rows all = new Rows();

    private final Map<Integer, Map<Value, Rows>> columns = new HashMap<>();

    private final Completeness completeness = new Completeness();

    /// Stands for all of which nothing is known.
    private final Slot nothing;

    private boolean someAreStale;

    /// Stored facts; changes when one comes or goes.
    static class Rows extends Source {
        final LinkedHashMap<Slot, Slot> slots = new LinkedHashMap<>();

        Collection<Slot> slots() {
            return slots.values();
        }

        private void add(Slot slot) {
            if (slots.put(slot, slot) == null) {
                changed();
            }
        }

        private void remove(Slot slot) {
            if (slots.remove(slot) != null) {
                changed();
            }
        }
    }

    /// Those with one value in one column.
    private static final class Some extends Rows {
        private final Map<Value, Rows> index;
        private final Value value;

        Some(Map<Value, Rows> index, Value value) {
            this.index = index;
            this.value = value;
        }

        @Override
        void unwatched() {
            if (slots.isEmpty()) {
                index.remove(value, this);
            }
        }
    }

    private static Rows some(Map<Value, Rows> index, Value value) {
        return index.computeIfAbsent(value, _ -> new Some(index, value));
    }

    /// Whether rows that are not stored are false.
    private final class Completeness extends Source {
        private long at = Long.MIN_VALUE;
        private boolean told;

        @Override
        long due() {
            return told && isWatched() && at != Long.MIN_VALUE ? at + fresh : Micros.NEVER;
        }

        @Override
        void elapsed(long now) {
            told = false;
            changed();
        }
    }

    FactTable(
            Facts facts, Name name, boolean belief, boolean relation, long fresh, boolean sampled) {
        this.facts = facts;
        this.name = name;
        this.belief = belief;
        this.relation = relation;
        this.fresh = fresh;
        this.sampled = sampled;
        this.nothing = new Slot(this, new Fact(name, List.of()));
    }

    private static Object key(List<Value> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }

    Optional<Slot> find(List<Value> key) {
        return Optional.ofNullable(slots.get(key(key)));
    }

    /// That of a fact, to be read at once and not to be kept.
    Slot peek(List<Value> key) {
        return slots.getOrDefault(key(key), nothing);
    }

    Slot peek(Value only) {
        return slots.getOrDefault(only, nothing);
    }

    /// That of a fact; an empty one where nothing is known of it.
    Slot slot(Fact fact) {
        Object key = key(fact.key());
        Slot slot = slots.get(key);
        if (slot == null) {
            slot = new Slot(this, fact);
            slots.put(key, slot);
            facts.mayBeEmpty(slot);
        }
        return slot;
    }

    /// That of a fact; an empty one where nothing is known of it.
    Slot slot(List<Value> key) {
        Slot slot = slots.get(key(key));
        return slot == null ? slot(new Fact(name, key)) : slot;
    }

    Slot slot(Value only) {
        Slot slot = slots.get(only);
        return slot == null ? slot(new Fact(name, List.of(only))) : slot;
    }

    // --- rows

    Rows rows() {
        return all;
    }

    /// Those with a value in a column, counted from 0; to be read at once.
    Rows rows(int column, Value value) {
        Map<Value, Rows> there = columns.get(column);
        if (there != null) {
            return some(there, value);
        }
        Map<Value, Rows> index = new HashMap<>();
        columns.put(column, index);
        for (Slot slot : all.slots()) {
            some(index, slot.fact.key().get(column)).add(slot);
        }
        return some(index, value);
    }

    /// Forgets where nothing is and nobody looks.
    void forget(Rows rows) {
        if (!rows.isWatched()) {
            rows.unwatched();
        }
    }

    /// It was stored, or is no longer.
    void changed(Slot slot, boolean isThere) {
        if (isThere) {
            all.add(slot);
        } else {
            all.remove(slot);
        }
        columns.forEach((column, index) -> {
            Value value = slot.fact.key().get(column);
            if (isThere) {
                some(index, value).add(slot);
            } else {
                Rows rows = index.get(value);
                if (rows != null) {
                    rows.remove(slot);
                    if (rows.slots.isEmpty() && !rows.isWatched()) {
                        index.remove(value);
                    }
                }
            }
        });
    }

    void remove(Slot slot) {
        facts.remove(slot);
    }

    /// So many forecasts more may be read without driving action.
    void advice(int more) {
        if (more != 0) {
            facts.advice(more);
        }
    }

    void arm(Source source) {
        facts.arm(source);
    }

    void unwatched(Slot slot) {
        if (slot.isEmpty()) {
            facts.mayBeEmpty(slot);
        }
    }

    /// Forgets a slot with nothing in it that nobody reads.
    void drop(Slot slot) {
        if (slot.isEmpty() && !slot.isWatched()) {
            slots.remove(key(slot.fact.key()), slot);
        }
    }

    /// Those with something in them, in no order.
    List<Slot> all() {
        List<Slot> list = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (!slot.isEmpty()) {
                list.add(slot);
            }
        }
        return list;
    }

    /// How many facts have a place here, those of which nothing is known included, and how many
    /// lists of rows.
    int size() {
        return slots.size() + columns.values().stream().mapToInt(Map::size).sum();
    }

    // --- completeness

    /// When the relation was complete last; the least number if never.
    long completed() {
        return completeness.at;
    }

    boolean isComplete(long now) {
        return belief || (completeness.at != Long.MIN_VALUE && now - completeness.at < fresh);
    }

    /// Notes that it is read whether the relation is complete.
    void readCompleteness(Watching watching, long now) {
        if (!belief) {
            if (!completeness.isWatched()) {
                completeness.told = isComplete(now);
            }
            watching.read(completeness);
        }
    }

    void isStale() {
        someAreStale = true;
    }

    void complete(long at, long now) {
        if (at <= completeness.at) {
            return;
        }
        completeness.at = at;
        boolean complete = isComplete(now);
        if (complete != completeness.told) {
            completeness.told = complete;
            completeness.changed();
            arm(completeness);
        }
        if (someAreStale && complete) {
            someAreStale = false;
            for (Slot slot : all.slots()) {
                slot.refreshed(now);
            }
        }
    }
}
