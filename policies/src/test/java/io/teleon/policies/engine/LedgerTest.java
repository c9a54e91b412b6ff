package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.program.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// SEMANTICS 5: `cooldown` and `at most` look back over `[from, to)`.
class LedgerTest {

    private static final long SECOND = 1_000_000;

    private static Rule.Modifiers modifiers(
            Optional<Duration> cooldown, Optional<Rule.AtMost> atMost) {
        return new Rule.Modifiers(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cooldown,
                atMost,
                false);
    }

    private static final Rule.Modifiers COOLDOWN =
            modifiers(Optional.of(Duration.ofSeconds(3)), Optional.empty());

    private static final Rule.Modifiers TWICE =
            modifiers(Optional.empty(), Optional.of(new Rule.AtMost(2, Duration.ofSeconds(10))));

    @Test
    void coolsDownUntilItsTimeIsOver() {
        Ledger ledger = new Ledger();
        assertEquals(Optional.empty(), ledger.resting(0, COOLDOWN));
        assertEquals(Micros.NEVER, ledger.next(0, COOLDOWN));
        ledger.ended = Optional.of(5 * SECOND);
        assertEquals(Optional.of("cooling down"), ledger.resting(8 * SECOND - 1, COOLDOWN));
        assertEquals(Optional.empty(), ledger.resting(8 * SECOND, COOLDOWN));
        assertEquals(8 * SECOND, ledger.next(8 * SECOND - 1, COOLDOWN));
        assertEquals(Micros.NEVER, ledger.next(8 * SECOND, COOLDOWN));
    }

    @Test
    void isUsedUpUntilTheFirstOfItsFiringsIsForgotten() {
        Ledger ledger = new Ledger();
        ledger.begin(0, TWICE, false);
        assertEquals(Optional.empty(), ledger.resting(SECOND, TWICE));
        ledger.begin(4 * SECOND, TWICE, false);
        assertEquals(Optional.of("used up"), ledger.resting(10 * SECOND - 1, TWICE));
        assertEquals(Optional.empty(), ledger.resting(10 * SECOND, TWICE));
        assertEquals(10 * SECOND, ledger.next(5 * SECOND, TWICE));
        assertEquals(14 * SECOND, ledger.next(10 * SECOND, TWICE));
        assertEquals(Micros.NEVER, ledger.next(14 * SECOND, TWICE));
        assertEquals(2, ledger.count);
    }

    @Test
    void keepsNoMoreThanAtMostLooksBack() {
        Ledger ledger = new Ledger();
        ledger.begin(0, TWICE, false);
        ledger.begin(10 * SECOND - 1, TWICE, false);
        assertEquals(List.of(0L, 10 * SECOND - 1), ledger.begun);
        ledger.begin(10 * SECOND, TWICE, false);
        assertEquals(List.of(10 * SECOND - 1, 10 * SECOND), ledger.begun);
        Ledger other = new Ledger();
        other.begin(0, COOLDOWN, false);
        assertEquals(List.of(), other.begun);
    }

    @Test
    void mattersWhileItCouldForbidSomething() {
        Ledger ledger = new Ledger();
        assertFalse(ledger.matters(0, COOLDOWN));
        ledger.block = Optional.of("max");
        assertTrue(ledger.matters(0, COOLDOWN));
        ledger.block = Optional.empty();
        ledger.ended = Optional.of(0L);
        assertTrue(ledger.matters(3 * SECOND - 1, COOLDOWN));
        assertFalse(ledger.matters(3 * SECOND, COOLDOWN));
    }
}
