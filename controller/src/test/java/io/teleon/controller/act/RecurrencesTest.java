package io.teleon.controller.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.teleon.models.time.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// When remedies have failed so often that a person is to look.
class RecurrencesTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String LINK = "a>b";

    private final List<TargetMemo> journal = new ArrayList<>();
    private Recurrences recurrences = new Recurrences((memo, _) -> journal.add(memo));

    private static Instant at(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Example
    void whatIsWantedAgainSoonCameBack() {
        recurrences.ended(LINK, at(0));
        assertEquals(Optional.of(1), recurrences.wanted(LINK, at(29)));
        assertEquals(Optional.empty(), recurrences.wanted(LINK, at(29)), "once");
        recurrences.ended(LINK, at(30));
        assertEquals(Optional.empty(), recurrences.wanted(LINK, at(60)), "too late for that");
    }

    @Example
    void theThirdFailureWithinTwoHoursParks() {
        recurrences.failed(LINK, at(0));
        recurrences.failed(LINK, at(60));
        assertEquals(Optional.empty(), recurrences.parkedUntil(LINK, at(60)));
        assertEquals(3, recurrences.failed(LINK, at(120)));
        assertEquals(Optional.of(at(240)), recurrences.parkedUntil(LINK, at(120)));
        assertEquals(Optional.empty(), recurrences.parkedUntil(LINK, at(240)));
        assertEquals(Optional.empty(), recurrences.parkedUntil("b>a", at(120)));
    }

    @Example
    void aPersonForgivesAllAndARestartKnowsIt() {
        for (int i = 0; i < 3; i++) {
            recurrences.failed(LINK, at(i));
        }
        recurrences.forgive(at(4));
        assertEquals(Optional.empty(), recurrences.parkedUntil(LINK, at(5)));
        restart(at(6));
        assertEquals(1, recurrences.failed(LINK, at(7)));
    }

    @Example
    void whatIsOverIsSwept() {
        recurrences.failed(LINK, at(0));
        recurrences.ended("b>a", at(0));
        recurrences.sweep(at(121));
        assertEquals(List.of(), recurrences.memos());
    }

    private void restart(Instant now) {
        Map<String, TargetMemo> newest = new LinkedHashMap<>();
        journal.forEach(memo -> newest.put(memo.target(), memo));
        recurrences = new Recurrences((memo, _) -> journal.add(memo));
        recurrences.restore(List.copyOf(newest.values()), now);
    }

    /// Against all failures ever, looked through each time; with restarts in between.
    @Property(tries = 200)
    void countsLikeTheDumbImplementation(@ForAll long seed) {
        journal.clear();
        recurrences = new Recurrences((memo, _) -> journal.add(memo));
        RandomGenerator random = new Chance(seed).stream("failures");
        Map<String, List<Instant>> failures = new LinkedHashMap<>();
        Map<String, Instant> ended = new LinkedHashMap<>();
        Map<String, Instant> parked = new LinkedHashMap<>();
        Instant now = START;
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(random.nextInt(1, 2400));
            String target = random.nextBoolean() ? "a>b" : "b>c";
            List<Instant> of = failures.computeIfAbsent(target, _ -> new ArrayList<>());
            switch (random.nextInt(5)) {
                case 0 -> {
                    recurrences.ended(target, now);
                    ended.put(target, now);
                }
                case 1 -> {
                    Instant last = ended.remove(target);
                    boolean back = last != null && last.plusSeconds(1800).isAfter(now);
                    if (back) {
                        of.add(now);
                        park(parked, target, of, now);
                    }
                    assertEquals(
                            back ? Optional.of(late(of, now)) : Optional.empty(),
                            recurrences.wanted(target, now));
                }
                case 2 -> {
                    of.add(now);
                    park(parked, target, of, now);
                    assertEquals(late(of, now), recurrences.failed(target, now));
                }
                case 3 -> restart(now);
                default -> recurrences.sweep(now);
            }
            Instant until = parked.getOrDefault(target, Instant.MIN);
            assertEquals(
                    until.isAfter(now) ? Optional.of(until) : Optional.empty(),
                    recurrences.parkedUntil(target, now));
        }
        assertTrue(recurrences.memos().size() <= 2);
    }

    /// How many there were of late, at most as many as are counted.
    private static int late(List<Instant> failures, Instant now) {
        long late = failures.stream().filter(at -> !at.plusSeconds(7200).isBefore(now)).count();
        return (int) Math.min(Recurrences.MOST, late);
    }

    private static void park(
            Map<String, Instant> parked, String target, List<Instant> failures, Instant now) {
        if (late(failures, now) >= Recurrences.MOST) {
            parked.put(target, now.plusSeconds(7200));
        }
    }
}
