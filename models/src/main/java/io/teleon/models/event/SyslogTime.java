package io.teleon.models.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/// When a device says that something happened, as exactly as it says so: most leave out the year
/// and many the zone.
///
/// @param zone the offset from UTC, where it is told
public record SyslogTime(
        OptionalInt year, MonthDay day, LocalTime time, Optional<ZoneOffset> zone) {

    /// When it was, by when it came: without a year in the one that is nearest, without a zone in
    /// UTC. A 29 February without a year is that of the nearest year that has one.
    public Instant near(Instant received) {
        ZoneOffset offset = zone.orElse(ZoneOffset.UTC);
        if (year.isPresent()) {
            return day.atYear(year.getAsInt()).atTime(time).toInstant(offset);
        }
        int about = OffsetDateTime.ofInstant(received, offset).getYear();
        Instant best = Instant.MIN;
        long bestSeconds = Long.MAX_VALUE;
        // Between 1896 and 1904 there is no leap year for eight years.
        for (int candidate = about - 8; candidate <= about + 8; candidate++) {
            if (Year.of(candidate).isValidMonthDay(day)) {
                Instant at = LocalDateTime.of(day.atYear(candidate), time).toInstant(offset);
                long seconds = Math.abs(ChronoUnit.SECONDS.between(at, received));
                if (seconds < bestSeconds) {
                    bestSeconds = seconds;
                    best = at;
                }
            }
        }
        return best;
    }

    /// @throws DateTimeException when there is no such moment
    static SyslogTime of(
            OptionalInt year, int month, int day, LocalTime time, Optional<ZoneOffset> zone) {
        MonthDay monthDay = MonthDay.of(month, day);
        if (year.isPresent() && !Year.of(year.getAsInt()).isValidMonthDay(monthDay)) {
            throw new DateTimeException(year.getAsInt() + " has no " + monthDay);
        }
        return new SyslogTime(year, monthDay, time, zone);
    }

    /// As ISO 8601, without what is not known: `2020-03-31T08:41:59Z`, `--11-20T16:58:04`.
    @Override
    public String toString() {
        String date = year.isPresent() ? day.atYear(year.getAsInt()).toString() : day.toString();
        return date
                + "T"
                + time
                + (time.getSecond() == 0 && time.getNano() == 0 ? ":00" : "")
                + zone.map(ZoneOffset::toString).orElse("");
    }
}
