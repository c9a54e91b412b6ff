package io.teleon.policies.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.policies.host.Circumstances;
import io.teleon.policies.program.Rule;
import java.time.Duration;
import java.time.Instant;
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

    /// Ledgers are looked at in every thousandth epoch.
    private static void sweep(Stage stage) {
        stage.remembering(state -> state.epoch = 1999).step();
    }

    /// `t(l1)` has kicked once; then there is no such task, for longer than ledgers are looked at.
    private static Stage longGone(String clauses) {
        Stage stage =
                Stage.of(
                        """
                        percept load(link): ratio fresh 1 h
                        percept grade(link): count fresh 1 h
                        action kick(L: link) once { risk low }
                        proc p(L: link) {
                          hot:  load(L) > 80%% %s ~> kick(L)
                          calm: otherwise ~> nothing
                        }
                        task t for each L: link where grade(L) > 0 run p(L)
                        """
                                .formatted(clauses));
        stage.set("load(l1) = 90%", "grade(l1) = 1").step();
        stage.at(1).done("kick(l1)", 1).step();
        assertEquals(
                List.of("retired t(l1): its condition is false"),
                stage.at(2).set("grade(l1) = 0").step());
        sweep(stage.at(3));
        return stage.at(10).set("grade(l1) = 1");
    }

    @Test
    void outlivesItsTaskForAsLongAsItCoolsDown() {
        assertEquals(
                List.of("10s created t(l1)", "62s start kick(l1)#2"),
                longGone("cooldown 1 min").until(100));
    }

    @Test
    void outlivesItsTaskForAsLongAsItIsUsedUp() {
        assertEquals(
                List.of("10s created t(l1)", "60s start kick(l1)#2"),
                longGone("at most 1 per 1 min").until(100));
    }

    @Test
    void whatForbidsNothingIsForgotten() {
        assertEquals(List.of("10s created t(l1)", "10s start kick(l1)#2"), longGone("").until(100));
    }

    @Test
    void ledgersOfTasksThatAreGoneGoWithEveryThousandthEpoch() {
        Stage stage =
                Stage.of(
                        """
                        percept load(link): ratio fresh 1 h
                        action kick(L: link) once { risk low }
                        proc p(L: link) {
                          hot:  load(L) > 80% ~> kick(L)
                          calm: otherwise ~> nothing
                        }
                        task t for each L: link run p(L)
                        """);
        stage.set("load(l1) = 90%", "load(l2) = 10%").step();
        stage.at(1).done("kick(l1)", 1).step();
        stage.at(2).withdraw("load(l1)").withdraw("load(l2)").step();
        quiet(stage, 2, 999 - stage.steps());
        assertEquals(2, stage.engine().footprint().ledgers());
        quiet(stage, 2, 1);
        assertEquals(0, stage.engine().footprint().ledgers());
        // Those of tasks that are there stay, and those that go later go with the next thousand.
        stage.at(3).set("load(l1) = 90%").step();
        stage.at(4).done("kick(l1)", 2).step();
        quiet(stage, 4, 998);
        assertEquals(1, stage.engine().footprint().ledgers());
        stage.at(5).withdraw("load(l1)").step();
        quiet(stage, 5, 999);
        assertEquals(0, stage.engine().footprint().ledgers());
    }

    private static void quiet(Stage stage, long seconds, int epochs) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seconds);
        for (int epoch = 0; epoch < epochs; epoch++) {
            stage.engine().step(List.of(), now, Circumstances.NONE);
        }
    }
}
