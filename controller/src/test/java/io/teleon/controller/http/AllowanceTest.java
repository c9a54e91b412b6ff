package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void aSecondsWorthAtOnceAndThenOneAsOftenAsAllowed() {
        Allowance allowance = new Allowance(10, 0);
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += allowance.take(0) ? 1 : 0;
        }
        assertEquals(10, taken);
        taken = 0;
        for (int i = 1; i <= 1_000; i++) {
            taken += allowance.take(i * SECOND / 100) ? 1 : 0;
        }
        assertTrue(taken >= 99 && taken <= 100, taken + " in ten seconds");
    }

    @Test
    void aPauseIsNotSavedUp() {
        Allowance allowance = new Allowance(2, 0);
        assertTrue(allowance.take(3_600 * SECOND));
        assertTrue(allowance.take(3_600 * SECOND));
        assertEquals(false, allowance.take(3_600 * SECOND));
    }
}
