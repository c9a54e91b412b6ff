package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Program;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What conditions were over time (SEMANTICS 3): one cell for each operator and assignment.
///
/// A cell is looked at again when its condition may have changed, and when time alone changes what
/// it says: the time of that is known exactly, whenever anybody looks.
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

    /// Its readers hear when its value changes.
    private static final class Node extends Reader {
        final List<Value> key;
        Optional<Cell> cell = Optional.empty();
        Truth value = Truth.UNKNOWN;

        Node(List<Value> key, Agenda agenda) {
            super(agenda);
            this.key = key;
        }
    }

    /// One operator of the program.
    private static final class Operator {
        final Expression expression;
        final List<Expression.Variable> variables;
        final Map<List<Value>, Node> nodes = new LinkedHashMap<>();
        final List<Reader> agenda = new ArrayList<>();
        final Reader.Agenda queue = agenda::add;

        /// Which assignments there are: answered again when their domains change.
        final Reader membership = new Reader();

        Operator(Expression expression, List<Expression.Variable> variables) {
            this.expression = expression;
            this.variables = variables;
        }
    }

    /// By their numbers, which are those of their order.
    private final Map<Integer, Operator> operators = new TreeMap<>();

    TemporalCells(Program program) {
        for (Expression expression : TemporalOperators.of(program)) {
            switch (expression) {
                case Expression.ForAtLeast lasting ->
                        operators.put(lasting.operator(), new Operator(lasting, lasting.cell()));
                case Expression.Latched latched ->
                        operators.put(latched.operator(), new Operator(latched, latched.cell()));
                default -> throw new IllegalStateException("not temporal: " + expression);
            }
        }
        operators.values().forEach(operator -> operator.membership.wake());
    }

    /// One step of every cell for which it makes a difference; those of assignments that are gone
    /// go.
    ///
    /// @param all whether to look at every cell
    void advance(Evaluator evaluator, Domains domains, boolean all) {
        for (Operator operator : operators.values()) {
            evaluator.answers().drain();
            if (all || operator.membership.woken) {
                members(operator, domains, evaluator.watching());
            }
            if (all) {
                operator.nodes.values().forEach(Reader::wake);
            }
            if (operator.agenda.isEmpty()) {
                continue;
            }
            for (int i = 0; i < operator.agenda.size(); i++) {
                if (operator.agenda.get(i) instanceof Node node && node.woken && !node.gone) {
                    step(operator, node, evaluator);
                }
            }
            operator.agenda.clear();
        }
        evaluator.answers().drain();
    }

    private static void members(Operator operator, Domains domains, Watching watching) {
        operator.membership.woken = false;
        int base = watching.begin();
        operator.variables.forEach(variable -> domains.read(variable.type(), watching));
        List<List<Value>> keys = keys(operator.variables, domains);
        watching.end(operator.membership, base);
        Map<List<Value>, Node> before = new LinkedHashMap<>(operator.nodes);
        boolean changed = false;
        for (List<Value> key : keys) {
            if (before.remove(key) == null) {
                changed = true;
                Node node = new Node(key, operator.queue);
                operator.nodes.put(key, node);
                node.wake();
            }
        }
        for (Node gone : before.values()) {
            operator.nodes.remove(gone.key);
            gone.changed();
            watching.leave(gone);
        }
        if (changed) {
            // Those who asked for what was not there.
            operator.membership.changed();
        }
    }

    private static List<List<Value>> keys(List<Expression.Variable> variables, Domains domains) {
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
        return tuples.stream().map(List::copyOf).toList();
    }

    private static void step(Operator operator, Node node, Evaluator evaluator) {
        node.woken = false;
        Truth before = node.value;
        long now = evaluator.now();
        Environment environment = Environment.empty().with(operator.variables, node.key);
        int base = evaluator.watching().begin();
        switch (operator.expression) {
            case Expression.ForAtLeast lasting -> {
                // No task is being decided: what asks for too much is unknown.
                Truth truth = evaluator.truthOrUnknown(lasting.condition(), environment);
                Cell cell = step(node.cell, truth, now, lasting.within().map(Micros::of));
                node.cell = Optional.of(cell);
                node.value = Spans.lasting(lasting, cell, now);
                evaluator.watching().until(Spans.change(lasting, cell, now));
            }
            case Expression.Latched latched -> {
                Truth on = evaluator.truthOrUnknown(latched.on(), environment);
                Truth off = evaluator.truthOrUnknown(latched.off(), environment);
                Cell cell = latch(node.cell.map(Cell::set).orElse(false), on, off);
                node.cell = Optional.of(cell);
                node.value = cell.truth();
            }
            default -> throw new IllegalStateException("not temporal");
        }
        evaluator.watching().end(node, base);
        if (node.value != before) {
            node.changed();
        }
    }

    private static Cell step(Optional<Cell> last, Truth truth, long now, Optional<Long> window) {
        if (last.isPresent() && last.get().truth() == truth) {
            return last.get();
        }
        List<Change> changes = List.of();
        if (window.isPresent()) {
            List<Change> kept = new ArrayList<>(last.map(Cell::changes).orElse(List.of()));
            kept.add(new Change(now, truth));
            // The change before the window still says what held at its beginning.
            while ((kept.size() > 1 && kept.get(1).from() <= now - window.get())
                    || kept.size() > MOST_CHANGES) {
                kept.removeFirst();
            }
            changes = kept;
        }
        boolean falseBefore = last.map(cell -> cell.truth() == Truth.FALSE).orElse(false);
        return new Cell(truth, now, falseBefore, false, changes);
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

    // --- reading

    /// What an operator says of an assignment; unknown outside of the domains.
    Truth read(int operator, List<Value> assignment, Watching watching) {
        Operator mine = Optional.ofNullable(operators.get(operator)).orElseThrow();
        Node node = mine.nodes.get(assignment);
        if (node == null) {
            watching.read(mine.membership);
            return Truth.UNKNOWN;
        }
        watching.read(node);
        return node.value;
    }

    /// How long a condition has been true, or true in its window.
    Optional<Long> heldFor(Expression.ForAtLeast operator, List<Value> assignment, long now) {
        Operator mine = Optional.ofNullable(operators.get(operator.operator())).orElseThrow();
        return Optional.ofNullable(mine.nodes.get(assignment))
                .flatMap(node -> node.cell)
                .map(cell -> Spans.heldFor(operator, cell, now));
    }

    // --- snapshots

    Map<Integer, Map<List<Value>, Cell>> content() {
        Map<Integer, Map<List<Value>, Cell>> all = new TreeMap<>();
        operators.forEach((number, operator) -> {
            Map<List<Value>, Cell> copy = new TreeMap<>(Assignments::compare);
            operator.nodes.forEach((key, node) -> node.cell.ifPresent(cell -> copy.put(key, cell)));
            all.put(number, copy);
        });
        return all;
    }

    void restore(Map<Integer, Map<List<Value>, Cell>> content, long now) {
        content.forEach((number, cells) -> {
            Operator operator = Optional.ofNullable(operators.get(number)).orElseThrow();
            cells.forEach((values, cell) -> {
                Node node = new Node(List.copyOf(values), operator.queue);
                node.cell = Optional.of(cell);
                node.value =
                        operator.expression instanceof Expression.ForAtLeast lasting
                                ? Spans.lasting(lasting, cell, now)
                                : cell.truth();
                operator.nodes.put(node.key, node);
                node.wake();
            });
        });
    }
}
