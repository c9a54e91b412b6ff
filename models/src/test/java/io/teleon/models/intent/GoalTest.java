package io.teleon.models.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class GoalTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Example
    void isWrittenAsPeopleSayIt() {
        Goal goal = Goal.parse("p95 delay < 20 ms, mon-fri 08:00-18:00 Europe/Berlin");
        assertEquals(
                new Goal(
                        Goal.Measure.DELAY_P95,
                        20_000,
                        Optional.of(
                                new Validity(
                                        List.of(
                                                DayOfWeek.MONDAY,
                                                DayOfWeek.TUESDAY,
                                                DayOfWeek.WEDNESDAY,
                                                DayOfWeek.THURSDAY,
                                                DayOfWeek.FRIDAY),
                                        LocalTime.of(8, 0),
                                        LocalTime.of(18, 0),
                                        BERLIN))),
                goal);
        assertEquals("p95 delay < 20 ms, mon-fri 08:00-18:00 Europe/Berlin", goal.toString());
        assertEquals("loss < 0.1 %", Goal.parse("loss<0.1%").toString());
        assertEquals(
                "p50 delay < 1.5 ms, sat,sun 22:00-02:00 UTC",
                Goal.parse("p50 delay < 1.50 ms, sat-sun 22:00-02:00 UTC").toString());
        assertEquals("daily 00:00-12:00 Z", Validity.parse("daily 00:00-12:00 Z").toString());
        for (String odd :
                List.of("p95 delay < 20", "p90 delay < 20 ms", "loss < 200 %", "loss < 0 %")) {
            assertThrows(IllegalArgumentException.class, () -> Goal.parse(odd), odd);
        }
    }

    @Property
    void isReadBackFromItsText(
            @ForAll Goal.Measure measure,
            @ForAll @DoubleRange(min = 1e-6, max = 1) @Scale(9) double below,
            @ForAll @IntRange(min = 0, max = 1439) int from,
            @ForAll @IntRange(min = 1, max = 1439) int minutes,
            @ForAll @IntRange(min = 1, max = 127) int days) {
        Validity validity = validity(days, from, minutes, BERLIN);
        Goal goal = new Goal(measure, below, Optional.of(validity));
        assertEquals(goal, Goal.parse(goal.toString()));
    }

    /// Against looking back minute by minute for a beginning that has not ended yet.
    @Property(tries = 500)
    void isValidFromEachBeginningToItsEndAsTheClocksOfThePlaceShowIt(
            @ForAll @LongRange(min = 0, max = 60 * 24 * 400) long minute,
            @ForAll @IntRange(min = 0, max = 1439) int from,
            @ForAll @IntRange(min = 1, max = 1439) int minutes,
            @ForAll @IntRange(min = 1, max = 127) int days) {
        Validity validity = validity(days, from, minutes, ZoneId.of("+05:30"));
        Instant instant = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minute));
        LocalDateTime there = LocalDateTime.ofInstant(instant, validity.zone());
        boolean begun = false;
        for (int back = 0; back < minutes; back++) {
            LocalDateTime then = there.minusMinutes(back);
            begun |=
                    then.toLocalTime().equals(validity.from())
                            && validity.days().contains(then.getDayOfWeek());
        }
        assertEquals(begun, validity.includes(instant));
    }

    @Example
    void followsTheClocksWhenTheyAreChanged() {
        Validity early = Validity.parse("daily 08:00-09:00 Europe/Berlin");
        for (int month : List.of(1, 7)) {
            Instant eight = ZonedDateTime.of(2026, month, 14, 8, 0, 0, 0, BERLIN).toInstant();
            assertTrue(early.includes(eight));
            assertTrue(!early.includes(eight.minusSeconds(1)));
            assertTrue(!early.includes(eight.plusSeconds(3600)));
        }
    }

    private static Validity validity(int days, int from, int minutes, ZoneId zone) {
        EnumSet<DayOfWeek> chosen = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((days & (1 << (day.getValue() - 1))) != 0) {
                chosen.add(day);
            }
        }
        LocalTime begin = LocalTime.MIN.plusMinutes(from);
        return new Validity(List.copyOf(chosen), begin, begin.plusMinutes(minutes), zone);
    }
}
