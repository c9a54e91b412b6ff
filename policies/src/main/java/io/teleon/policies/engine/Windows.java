package io.teleon.policies.engine;

import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Program;
import java.util.LinkedHashSet;
import java.util.Set;

/// When what is counted over a window changes by time alone.
final class Windows {

    private final Set<Expression.EventCount> counts = new LinkedHashSet<>();
    private final Set<Expression.Over> overs = new LinkedHashSet<>();
    private final Facts facts;
    private boolean changesWithTime;

    Windows(Program program, Facts facts) {
        this.facts = facts;
        TemporalOperators.visit(
                program,
                expression -> {
                    switch (expression) {
                        case Expression.EventCount count -> counts.add(count);
                        case Expression.Over over -> overs.add(over);
                        case Expression.Age _,
                                Expression.Forecast _,
                                Expression.Probability _,
                                Expression.TimeTo _ ->
                                changesWithTime = true;
                        default -> {}
                    }
                });
    }

    /// Whether the program reads an age or a forecast, which change all the time.
    boolean changesWithTime() {
        return changesWithTime;
    }

    long next(long now) {
        long next = Micros.NEVER;
        for (Expression.EventCount count : counts) {
            for (Facts.Occurrence occurrence : facts.occurrences(count.event())) {
                next = later(next, occurrence.at() + Micros.of(count.window()), now);
            }
        }
        for (Expression.Over over : overs) {
            long window = Micros.of(over.window());
            for (Fact fact : facts.rows(over.read().fact()).keySet()) {
                if (facts.samples(fact).isPresent()) {
                    Facts.Samples samples = facts.samples(fact).get();
                    next = later(next, samples.first() + window, now);
                    for (Facts.Sample sample : samples.samples()) {
                        next = later(next, sample.at() + window, now);
                    }
                }
            }
        }
        return next;
    }

    private static long later(long next, long at, long now) {
        return at > now ? Math.min(next, at) : next;
    }
}
