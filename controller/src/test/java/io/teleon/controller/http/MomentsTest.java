package io.teleon.controller.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static Moments filled(int most, int count) {
        Moments moments = new Moments(most, 1_000_000);
        for (int i = 0; i < count; i++) {
            moments.add(START.plusSeconds(i), new byte[] {(byte) i});
        }
        return moments;
    }

    @Test
    void tellsTheLastAtOrBeforeATimeAndTheFirstBeforeAll() {
        Moments moments = new Moments(10, 1_000);
        assertTrue(moments.at(START).isEmpty());
        moments.add(START, new byte[] {1});
        moments.add(START.plusSeconds(10), new byte[] {2});
        assertEquals(START, moments.at(START.plusSeconds(9)).orElseThrow().getKey());
        assertEquals(2, moments.at(START.plusSeconds(10)).orElseThrow().getValue()[0]);
        assertEquals(START, moments.at(START.minusSeconds(1)).orElseThrow().getKey());
    }

    @Test
    void whatIsNotLaterTellsNothingNew() {
        Moments moments = new Moments(10, 1_000);
        moments.add(START, new byte[] {1});
        moments.add(START, new byte[] {2});
        moments.add(START.minusSeconds(1), new byte[] {3});
        assertEquals(List.of(START), moments.times());
        assertEquals(1, moments.at(START).orElseThrow().getValue()[0]);
    }

    @Property(tries = 200)
    void neverHoldsMoreThanItMayAndForgetsNeitherTheFirstNorTheNewest(
            @ForAll @IntRange(min = 4, max = 60) int most,
            @ForAll @IntRange(min = 1, max = 900) int count) {
        List<Instant> times = filled(most, count).times();
        assertTrue(times.size() <= most, times.size() + " of " + most);
        assertEquals(START, times.getFirst());
        assertEquals(START.plusSeconds(count - 1), times.getLast());
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void keepsLatelyMoreCloselyThanLongAgo() {
        List<Instant> times = filled(40, 800).times();
        long late = times.stream().filter(t -> t.isAfter(START.plusSeconds(700))).count();
        long early = times.stream().filter(t -> t.isBefore(START.plusSeconds(100))).count();
        assertTrue(late > 2 * early, late + " late, " + early + " early");
    }

    @Test
    void holdsNoMoreBytesThanItMay() {
        Moments moments = new Moments(1_000, 10_000);
        for (int i = 0; i < 100; i++) {
            moments.add(START.plusSeconds(i), new byte[1_000]);
        }
        assertTrue(moments.times().size() <= 10, moments.times().toString());
        assertThrows(IllegalArgumentException.class, () -> new Moments(3, 1));
    }
}
