package io.teleon.controller.schedule;

import io.teleon.controller.learning.RetrainingCalendar;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/// Moments by a cron expression of Quartz: seconds, minutes, hours, day of month, month, day of
/// week, and a year if need be, in UTC. Its scheduler is not used, for it has a clock and threads
/// of its own.
public final class CronCalendar implements RetrainingCalendar {

    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private final CronExpression expression;

    /// @throws IllegalArgumentException saying what is wrong with it, and where
    public CronCalendar(String text) {
        try {
            expression = new CronExpression(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "calendar '"
                            + text
                            + "' is no cron expression like '0 30 3 * * ?' (every day at 03:30 UTC): "
                            + e.getMessage(),
                    e);
        }
        expression.setTimeZone(UTC);
    }

    @Override
    public Optional<Instant> after(Instant now) {
        // The engine clones as it computes, but says nothing of threads: each loop has its own.
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(now)))
                .map(Date::toInstant);
    }

    @Override
    public String toString() {
        return expression.getCronExpression();
    }
}
