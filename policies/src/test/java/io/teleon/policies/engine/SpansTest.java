package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Truth;
import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// When a condition that lasts says something else, against looking at every microsecond.
class SpansTest {

    private static final int LONGEST = 40;
    private static final List<Truth> TRUTHS = List.of(Truth.FALSE, Truth.UNKNOWN, Truth.TRUE);

    private static Expression.ForAtLeast operator(long least, Optional<Long> window) {
        Type type = new Type.Bool();
        return new Expression.ForAtLeast(
                Span.NONE,
                type,
                0,
                List.of(),
                new Expression.Always(Span.NONE, type),
                micros(least),
                window.map(SpansTest::micros));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(1000 * micros);
    }

    private static TemporalCells.Cell random(SplittableRandom random, int now) {
        List<TemporalCells.Change> changes = new ArrayList<>();
        int from = random.nextInt(now + 1);
        Truth truth = Truth.UNKNOWN;
        for (int at = from; at <= now; at += 1 + random.nextInt(LONGEST / 4)) {
            truth = TRUTHS.get(random.nextInt(3));
            changes.add(new TemporalCells.Change(at, truth));
            from = at;
        }
        return new TemporalCells.Cell(truth, from, random.nextBoolean(), false, changes);
    }

    private static long lookedFor(
            Expression.ForAtLeast operator, TemporalCells.Cell cell, int now) {
        Truth says = Spans.lasting(operator, cell, now);
        for (int at = now + 1; at < now + 4 * LONGEST; at++) {
            if (Spans.lasting(operator, cell, at) != says) {
                return at;
            }
        }
        return Micros.NEVER;
    }

    @Test
    void tellsTheVeryTimeAtWhichItSaysSomethingElse() {
        for (int seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int now = 1 + random.nextInt(2 * LONGEST);
            TemporalCells.Cell cell = random(random, now);
            long window = 1L + random.nextInt(LONGEST);
            long least = random.nextLong(1, window + 1);
            Expression.ForAtLeast operator =
                    operator(
                            least, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(window));
            assertEquals(
                    lookedFor(operator, cell, now),
                    Spans.change(operator, cell, now),
                    "seed " + seed);
        }
    }

    @Test
    void tellsHowLongItHasHeld() {
        TemporalCells.Cell cell =
                new TemporalCells.Cell(
                        Truth.TRUE,
                        30,
                        true,
                        false,
                        List.of(
                                new TemporalCells.Change(0, Truth.TRUE),
                                new TemporalCells.Change(10, Truth.FALSE),
                                new TemporalCells.Change(30, Truth.TRUE)));
        assertEquals(12, Spans.heldFor(operator(5, Optional.empty()), cell, 42));
        assertEquals(12 + 8, Spans.heldFor(operator(5, Optional.of(40L)), cell, 42));
        TemporalCells.Cell not = new TemporalCells.Cell(Truth.FALSE, 30, false, false, List.of());
        assertEquals(0, Spans.heldFor(operator(5, Optional.empty()), not, 42));
    }
}
