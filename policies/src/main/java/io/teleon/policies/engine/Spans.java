package io.teleon.policies.engine;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Truth;
import java.util.List;

/// How long a condition has been true (SEMANTICS 3.1 and 3.2), and when that will say otherwise.
final class Spans {

    private Spans() {}

    static Truth lasting(Expression.ForAtLeast operator, TemporalCells.Cell cell, long now) {
        long least = Micros.of(operator.least());
        if (operator.within().isPresent()) {
            return windowed(cell, least, Micros.of(operator.within().get()), now);
        }
        if (cell.truth() != Truth.TRUE) {
            return cell.truth();
        }
        if (now - cell.since() >= least) {
            return Truth.TRUE;
        }
        return cell.falseBefore() ? Truth.FALSE : Truth.UNKNOWN;
    }

    static long heldFor(Expression.ForAtLeast operator, TemporalCells.Cell cell, long now) {
        if (operator.within().isPresent()) {
            return spent(cell, Truth.TRUE, now - Micros.of(operator.within().get()), now);
        }
        return cell.truth() == Truth.TRUE ? now - cell.since() : 0;
    }

    /// The least time after now at which it says something else, while the condition stays what it
    /// is.
    static long change(Expression.ForAtLeast operator, TemporalCells.Cell cell, long now) {
        long least = Micros.of(operator.least());
        if (operator.within().isPresent()) {
            return crossing(cell, least, Micros.of(operator.within().get()), now);
        }
        return cell.truth() == Truth.TRUE && now - cell.since() < least
                ? cell.since() + least
                : Micros.NEVER;
    }

    private static Truth windowed(TemporalCells.Cell cell, long least, long window, long now) {
        long yes = spent(cell, Truth.TRUE, now - window, now);
        long no = spent(cell, Truth.FALSE, now - window, now);
        if (yes >= least) {
            return Truth.TRUE;
        }
        return window - no < least ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static long spent(TemporalCells.Cell cell, Truth truth, long from, long now) {
        long spent = 0;
        List<TemporalCells.Change> changes = cell.changes();
        for (int i = 0; i < changes.size(); i++) {
            long begins = Math.max(from, changes.get(i).from());
            long ends = i + 1 < changes.size() ? changes.get(i + 1).from() : now;
            spent += changes.get(i).truth() == truth ? Math.max(0, ends - begins) : 0;
        }
        return spent;
    }

    /// Between the times at which a change leaves the window, both sums grow or shrink with time or
    /// stay; so they reach or leave the bound at times that can be told.
    private static long crossing(TemporalCells.Cell cell, long least, long window, long now) {
        Truth says = windowed(cell, least, window, now);
        List<TemporalCells.Change> changes = cell.changes();
        long from = now;
        for (int next = 0; next <= changes.size(); next++) {
            long to =
                    next < changes.size()
                            ? changes.get(next).from() + window
                            : from + window + least + 1;
            if (to <= from) {
                continue;
            }
            long at = crossing(cell, least, window, from, to, says);
            if (at != Micros.NEVER) {
                return at;
            }
            from = to;
        }
        return Micros.NEVER;
    }

    private static long crossing(
            TemporalCells.Cell cell, long least, long window, long from, long to, Truth says) {
        long yes = spent(cell, Truth.TRUE, from - window, from);
        long maybe = window - spent(cell, Truth.FALSE, from - window, from);
        long[] candidates = {
            from + Math.abs(yes - least),
            from + Math.abs(yes - least) + 1,
            from + Math.abs(maybe - least),
            from + Math.abs(maybe - least) + 1,
            to
        };
        java.util.Arrays.sort(candidates);
        for (long at : candidates) {
            if (at > from && at <= to && windowed(cell, least, window, at) != says) {
                return at;
            }
        }
        return Micros.NEVER;
    }
}
