package io.teleon.controller.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A span of time as people write it: `2004-03-01..2004-03-06`, from the first day to the end of
/// the last, or with times, `2004-03-01T00:00..2004-03-06T12:00`, where the end is not part of it.
/// UTC where no offset is given.
///
/// @param to no longer part of it
/// @param days whether its end was given as a day
record TimeSpan(Instant from, Instant to, boolean days) {

    TimeSpan {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(from + " is not before " + to);
        }
    }

    static TimeSpan parse(String text) {
        int dots = text.indexOf("..");
        try {
            String end = text.substring(dots + 2);
            boolean days = isDay(end);
            Instant to = instant(end);
            return new TimeSpan(
                    instant(text.substring(0, Math.max(0, dots))),
                    days ? to.atOffset(ZoneOffset.UTC).plusDays(1).toInstant() : to,
                    days);
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TypeConversionException(
                    "'"
                            + text
                            + "' is not FROM..TO with ISO 8601 days or times, such as 2004-03-01..2004-03-06");
        }
    }

    private static boolean isDay(String text) {
        return text.length() == "2004-03-01".length();
    }

    private static Instant instant(String text) {
        if (isDay(text)) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(
                                text, OffsetDateTime::from, LocalDateTime::from)
                        instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /// Without the day that the next span begins with, where both were given as days: who writes
    /// `..2004-03-08` before `2004-03-08..` means it once.
    TimeSpan before(TimeSpan next) {
        Instant dayEarlier = to.atOffset(ZoneOffset.UTC).minusDays(1).toInstant();
        return days && dayEarlier.equals(next.from()) && from.isBefore(dayEarlier)
                ? new TimeSpan(from, dayEarlier, true)
                : this;
    }

    @Override
    public String toString() {
        return from + ".." + to;
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<TimeSpan> {

        @Override
        public TimeSpan convert(String text) {
            return parse(text);
        }
    }
}
