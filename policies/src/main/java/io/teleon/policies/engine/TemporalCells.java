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
    /// @param alone what it would be by what is measured alone, where that is something else
    record Cell(
            Truth truth,
            long since,
            boolean falseBefore,
            boolean set,
            List<Change> changes,
            Optional<Cell> alone) {
        Cell {
            changes = List.copyOf(changes);
        }

        Cell(Truth truth, long since, boolean falseBefore, boolean set, List<Change> changes) {
            this(truth, since, falseBefore, set, changes, Optional.empty());
        }

        Cell withAlone(Cell other) {
            return new Cell(
                    truth,
                    since,
                    falseBefore,
                    set,
                    changes,
                    equals(other) ? Optional.empty() : Optional.of(other));
        }

        Cell withoutAlone() {
            return alone.isEmpty() ? this : new Cell(truth, since, falseBefore, set, changes);
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

        /// The same by what is measured alone.
        Truth valueAlone = Truth.UNKNOWN;

        Node(List<Value> key, Agenda agenda) {
            super(agenda);
            this.key = key;
        }
    }

    /// One operator of the program.
    private static final class Operator {
        final Expression expression;
        final List<Expression.Variable> variables;

        /// Whether its condition reads forecasts.
        final boolean foresees;

        final Map<List<Value>, Node> nodes = new LinkedHashMap<>();
        final List<Reader> agenda = new ArrayList<>();
        final Reader.Agenda queue = agenda::add;

        /// Which assignments there are: answered again when their domains change.
        final Reader membership = new Reader();

        Operator(Expression expression, List<Expression.Variable> variables, Foresight foresight) {
            this.expression = expression;
            this.foresees = foresight.isIn(expression);
            this.variables = variables;
        }
    }

    /// By their numbers, which are those of their order.
    private final Map<Integer, Operator> operators = new TreeMap<>();

    /// How many there are.
    int size() {
        return operators.values().stream().mapToInt(operator -> operator.nodes.size()).sum();
    }

    /// How many cells are another by what is measured alone.
    private int divided;

    private boolean hadAdvice;

    TemporalCells(Program program) {
        Foresight foresight = new Foresight(program);
        for (Expression expression : TemporalOperators.of(program)) {
            switch (expression) {
                case Expression.ForAtLeast lasting ->
                        operators.put(
                                lasting.operator(),
                                new Operator(lasting, lasting.cell(), foresight));
                case Expression.Latched latched ->
                        operators.put(
                                latched.operator(),
                                new Operator(latched, latched.cell(), foresight));
                default -> throw new IllegalStateException("not temporal: " + expression);
            }
        }
        operators.values().forEach(operator -> operator.membership.wake());
    }

    /// One step of every cell for which it makes a difference; those of assignments that are gone
    /// go.
    ///
    /// @param advice whether there are forecasts that may be read without driving action
    /// @param all whether to look at every cell
    void advance(Evaluator evaluator, Domains domains, boolean advice, boolean all) {
        boolean hasAdvice = advice || divided > 0;
        if (hasAdvice && !hadAdvice) {
            // What a condition says may be the same as before, but no longer by what is measured.
            operators.values().stream()
                    .filter(operator -> operator.foresees)
                    .forEach(operator -> operator.nodes.values().forEach(Reader::wake));
        }
        hadAdvice = hasAdvice;
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
                    step(operator, node, hasAdvice && operator.foresees, evaluator);
                }
            }
            operator.agenda.clear();
        }
        evaluator.answers().drain();
    }

    /// How many cells are another by what is measured alone.
    int divided() {
        return divided;
    }

    private void members(Operator operator, Domains domains, Watching watching) {
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
            divided -= divisions(gone.cell);
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

    private static int divisions(Optional<Cell> cell) {
        return cell.isPresent() && cell.get().alone().isPresent() ? 1 : 0;
    }

    private void step(Operator operator, Node node, boolean advice, Evaluator evaluator) {
        node.woken = false;
        Truth before = node.value;
        Truth beforeAlone = node.valueAlone;
        Optional<Cell> last = node.cell;
        int base = evaluator.watching().begin();
        Cell cell = step(operator, node, last.map(Cell::withoutAlone), evaluator);
        node.value = value(operator, cell, evaluator);
        node.valueAlone = node.value;
        if (advice) {
            Optional<Cell> lastAlone = last.map(one -> one.alone().orElseGet(one::withoutAlone));
            Cell alone = evaluator.alone(() -> step(operator, node, lastAlone, evaluator));
            node.valueAlone = value(operator, alone, evaluator);
            cell = cell.withAlone(alone);
        }
        node.cell = Optional.of(cell);
        divided += divisions(node.cell) - divisions(last);
        evaluator.watching().end(node, base);
        if (node.value != before || node.valueAlone != beforeAlone) {
            node.changed();
        }
    }

    /// No task is being decided: what asks for too much is unknown.
    private static Cell step(
            Operator operator, Node node, Optional<Cell> last, Evaluator evaluator) {
        Environment environment = Environment.empty().with(operator.variables, node.key);
        return switch (operator.expression) {
            case Expression.ForAtLeast lasting -> {
                Truth truth = evaluator.truthOrUnknown(lasting.condition(), environment);
                yield step(last, truth, evaluator.now(), lasting.within().map(Micros::of));
            }
            case Expression.Latched latched -> {
                Truth on = evaluator.truthOrUnknown(latched.on(), environment);
                Truth off = evaluator.truthOrUnknown(latched.off(), environment);
                yield latch(last.map(Cell::set).orElse(false), on, off);
            }
            default -> throw new IllegalStateException("not temporal");
        };
    }

    /// What it says, looked at again when it says something else by itself.
    private static Truth value(Operator operator, Cell cell, Evaluator evaluator) {
        if (operator.expression instanceof Expression.ForAtLeast lasting) {
            evaluator.watching().until(Spans.change(lasting, cell, evaluator.now()));
        }
        return value(operator, cell, evaluator.now());
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

    private static Truth value(Operator operator, Cell cell, long now) {
        return operator.expression instanceof Expression.ForAtLeast lasting
                ? Spans.lasting(lasting, cell, now)
                : cell.truth();
    }

    // --- reading

    /// What an operator says of an assignment; unknown outside of the domains.
    ///
    /// @param alone whether by what is measured alone
    Truth read(int operator, List<Value> assignment, boolean alone, Watching watching) {
        Operator mine = Optional.ofNullable(operators.get(operator)).orElseThrow();
        Node node = mine.nodes.get(assignment);
        if (node == null) {
            watching.read(mine.membership);
            return Truth.UNKNOWN;
        }
        watching.read(node);
        return alone ? node.valueAlone : node.value;
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
                node.value = value(operator, cell, now);
                node.valueAlone = value(operator, cell.alone().orElse(cell), now);
                divided += divisions(node.cell);
                operator.nodes.put(node.key, node);
                node.wake();
            });
        });
    }
}
