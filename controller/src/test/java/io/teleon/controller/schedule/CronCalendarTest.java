package io.teleon.controller.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CronCalendarTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aYearOfNightsHas365InUtcWhateverTheClocksDo() {
        CronCalendar nightly = new CronCalendar("0 30 3 * * ?");
        Instant now = NEW_YEAR;
        int nights = 0;
        while (now.isBefore(Instant.parse("2027-01-01T00:00:00Z"))) {
            now = nightly.after(now).orElseThrow();
            assertTrue(now.toString().endsWith("T03:30:00Z"), now.toString());
            nights++;
        }
        assertEquals(365 + 1, nights);
    }

    @Test
    void theSameMomentGivesTheSameAnswerAndOneThatHasComeIsNotNamedAgain() {
        CronCalendar sundays = new CronCalendar("0 0 2 ? * SUN");
        Optional<Instant> sunday = Optional.of(Instant.parse("2026-01-04T02:00:00Z"));
        assertEquals(sunday, sundays.after(NEW_YEAR));
        assertEquals(sunday, sundays.after(NEW_YEAR));
        assertEquals(
                Optional.of(Instant.parse("2026-01-11T02:00:00Z")),
                sundays.after(sunday.orElseThrow()));
    }

    @Test
    void aYearThatIsOverHasNoNextMoment() {
        assertEquals(Optional.empty(), new CronCalendar("0 0 2 1 1 ? 2020").after(NEW_YEAR));
    }

    @Test
    void whatIsNoExpressionIsRefusedWithAnExample() {
        String message =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> new CronCalendar("every night"))
                                .getMessage());
        assertTrue(
                message.startsWith(
                        "calendar 'every night' is no cron expression like '0 30 3 * * ?'"),
                message);
    }
}
