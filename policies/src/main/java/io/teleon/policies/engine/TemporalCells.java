package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What conditions were over time (SEMANTICS 3): one cell for each operator and assignment.
final class TemporalCells {

    /// @param since when the condition took this truth
    /// @param falseBefore whether it was false in the epoch before
    /// @param set of a latch
    /// @param changes of an operator with a window: since when it had which truth
    record Cell(Truth truth, long since, boolean falseBefore, boolean set, List<Change> changes) {
        Cell {
            changes = List.copyOf(changes);
        }
    }

    record Change(long from, Truth truth) {}

    private static final int MOST_CHANGES = 1024;
    private static final int MOST_CELLS = 1_000_000;

    private final List<Expression> operators;
    private final Map<Integer, TreeMap<Key, Cell>> cells = new HashMap<>();

    /// @param values of an assignment
    record Key(List<Value> values) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Assignments.compare(values, other.values);
        }
    }

    TemporalCells(Program program) {
        this.operators = TemporalOperators.of(program);
    }

    /// One step of every cell; those of assignments that are gone go too.
    void advance(Evaluator evaluator, Domains domains) {
        for (Expression operator : operators) {
            switch (operator) {
                case Expression.ForAtLeast lasting -> {
                    TreeMap<Key, Cell> next = new TreeMap<>();
                    TreeMap<Key, Cell> last =
                            cells.getOrDefault(lasting.operator(), new TreeMap<>());
                    for (Key key : keys(lasting.cell(), domains)) {
                        Truth truth = truth(evaluator, lasting.condition(), lasting.cell(), key);
                        next.put(
                                key,
                                step(
                                        Optional.ofNullable(last.get(key)),
                                        truth,
                                        evaluator.now(),
                                        lasting.within().map(Micros::of)));
                    }
                    cells.put(lasting.operator(), next);
                }
                case Expression.Latched latched -> {
                    TreeMap<Key, Cell> next = new TreeMap<>();
                    TreeMap<Key, Cell> last =
                            cells.getOrDefault(latched.operator(), new TreeMap<>());
                    for (Key key : keys(latched.cell(), domains)) {
                        boolean wasSet =
                                Optional.ofNullable(last.get(key)).map(Cell::set).orElse(false);
                        Truth on = truth(evaluator, latched.on(), latched.cell(), key);
                        Truth off = truth(evaluator, latched.off(), latched.cell(), key);
                        next.put(key, latch(wasSet, on, off));
                    }
                    cells.put(latched.operator(), next);
                }
                default -> {}
            }
        }
    }

    private static Truth truth(
            Evaluator evaluator, Expression condition, List<Expression.Variable> cell, Key key) {
        try {
            return evaluator.truth(condition, new Environment().with(cell, key.values()));
        } catch (TaskFault _) {
            // No task is being decided: whoever asks the cell finds it unknown.
            return Truth.UNKNOWN;
        }
    }

    private static List<Key> keys(List<Expression.Variable> variables, Domains domains) {
        List<List<Value>> tuples = new ArrayList<>();
        tuples.add(List.of());
        for (Expression.Variable variable : variables) {
            List<List<Value>> longer = new ArrayList<>();
            List<Value> domain = domains.of(variable.type());
            if ((long) tuples.size() * domain.size() > MOST_CELLS) {
                return List.of();
            }
            for (List<Value> tuple : tuples) {
                for (Value value : domain) {
                    List<Value> more = new ArrayList<>(tuple);
                    more.add(value);
                    longer.add(more);
                }
            }
            tuples = longer;
        }
        return tuples.stream().map(Key::new).toList();
    }

    private static Cell step(Optional<Cell> last, Truth truth, long now, Optional<Long> window) {
        List<Change> changes = List.of();
        boolean changed = last.isEmpty() || last.get().truth() != truth;
        if (window.isPresent()) {
            List<Change> kept = new ArrayList<>(last.map(Cell::changes).orElse(List.of()));
            if (changed) {
                kept.add(new Change(now, truth));
            }
            // The change before the window still says what held at its beginning.
            while ((kept.size() > 1 && kept.get(1).from() <= now - window.get())
                    || kept.size() > MOST_CHANGES) {
                kept.removeFirst();
            }
            changes = kept;
        }
        boolean falseBefore =
                changed
                        ? last.map(cell -> cell.truth() == Truth.FALSE).orElse(false)
                        : last.map(Cell::falseBefore).orElse(false);
        return new Cell(
                truth,
                changed ? now : last.map(Cell::since).orElse(now),
                falseBefore,
                false,
                changes);
    }

    private static Cell latch(boolean wasSet, Truth on, Truth off) {
        boolean set = on == Truth.TRUE || (off != Truth.TRUE && wasSet);
        Truth value;
        if (on == Truth.TRUE) {
            value = Truth.TRUE;
        } else if (set) {
            value = off == Truth.FALSE ? Truth.TRUE : Truth.UNKNOWN;
        } else {
            value = on;
        }
        return new Cell(value, 0, false, set, List.of());
    }

    Truth lasting(Expression.ForAtLeast operator, List<Value> assignment, long now) {
        Optional<Cell> found = find(operator.operator(), assignment);
        if (found.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Cell cell = found.get();
        long least = Micros.of(operator.least());
        if (operator.within().isPresent()) {
            return windowed(cell, least, now - Micros.of(operator.within().get()), now);
        }
        if (cell.truth() != Truth.TRUE) {
            return cell.truth();
        }
        if (now - cell.since() >= least) {
            return Truth.TRUE;
        }
        return cell.falseBefore() ? Truth.FALSE : Truth.UNKNOWN;
    }

    /// How long a condition has been true, or true in its window.
    Optional<Long> heldFor(Expression.ForAtLeast operator, List<Value> assignment, long now) {
        return find(operator.operator(), assignment)
                .map(cell ->
                        operator.within()
                                .map(window ->
                                        spent(cell, Truth.TRUE, now - Micros.of(window), now))
                                .orElse(cell.truth() == Truth.TRUE ? now - cell.since() : 0));
    }

    private static Truth windowed(Cell cell, long least, long from, long now) {
        long yes = spent(cell, Truth.TRUE, from, now);
        long no = spent(cell, Truth.FALSE, from, now);
        if (yes >= least) {
            return Truth.TRUE;
        }
        return now - from - no < least ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static long spent(Cell cell, Truth truth, long from, long now) {
        long spent = 0;
        List<Change> changes = cell.changes();
        for (int i = 0; i < changes.size(); i++) {
            long begins = Math.max(from, changes.get(i).from());
            long ends = i + 1 < changes.size() ? changes.get(i + 1).from() : now;
            spent += changes.get(i).truth() == truth ? Math.max(0, ends - begins) : 0;
        }
        return spent;
    }

    Truth latched(Expression.Latched operator, List<Value> assignment) {
        return find(operator.operator(), assignment).map(Cell::truth).orElse(Truth.UNKNOWN);
    }

    private Optional<Cell> find(int operator, List<Value> assignment) {
        TreeMap<Key, Cell> mine = cells.get(operator);
        return mine == null ? Optional.empty() : Optional.ofNullable(mine.get(new Key(assignment)));
    }

    /// The least time after now at which one of them could change by time alone.
    long next(long now) {
        long next = Micros.NEVER;
        for (Expression operator : operators) {
            if (operator instanceof Expression.ForAtLeast lasting) {
                long least = Micros.of(lasting.least());
                for (Cell cell : cells.getOrDefault(lasting.operator(), new TreeMap<>()).values()) {
                    long at =
                            lasting.within().isPresent()
                                    ? now
                                            + untilCrossing(
                                                    cell,
                                                    least,
                                                    now - Micros.of(lasting.within().get()),
                                                    now)
                                    : cell.truth() == Truth.TRUE
                                            ? cell.since() + least
                                            : Micros.NEVER;
                    next = at > now ? Math.min(next, at) : next;
                }
            }
        }
        return next;
    }

    /// Time in a window grows or shrinks no faster than time goes.
    private static long untilCrossing(Cell cell, long least, long from, long now) {
        if (cell.changes().size() == 1 && cell.changes().getFirst().from() <= from) {
            return Micros.NEVER - now;
        }
        long yes = spent(cell, Truth.TRUE, from, now);
        long maybe = now - from - spent(cell, Truth.FALSE, from, now);
        return Math.max(1000, Math.min(Math.abs(yes - least), Math.abs(maybe - least)));
    }

    // --- snapshots

    Map<Integer, Map<List<Value>, Cell>> content() {
        Map<Integer, Map<List<Value>, Cell>> all = new TreeMap<>();
        cells.forEach((operator, mine) -> {
            Map<List<Value>, Cell> copy = new java.util.LinkedHashMap<>();
            mine.forEach((key, cell) -> copy.put(key.values(), cell));
            all.put(operator, copy);
        });
        return all;
    }

    void restore(Map<Integer, Map<List<Value>, Cell>> content) {
        content.forEach((operator, mine) -> {
            TreeMap<Key, Cell> copy = new TreeMap<>();
            mine.forEach((values, cell) -> copy.put(new Key(values), cell));
            cells.put(operator, copy);
        });
    }
}
