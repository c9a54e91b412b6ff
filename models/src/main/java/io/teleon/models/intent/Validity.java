package io.teleon.models.intent;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The times at which something is wanted: on some days of the week, from one time of the day to
/// before another, as the clocks of a place show it.
///
/// Text form: `mon-fri 08:00-18:00 Europe/Berlin`. Days are a range or a list, or `daily`. Where
/// the end is no later than the beginning it is on the day after.
///
/// @param days on which it begins, in the order of the week, at least one
public record Validity(List<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    private static final Pattern TEXT =
            Pattern.compile("(\\S{1,40}) (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S{1,60})");

    private static final String DAILY = "daily";

    public Validity {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a validity is on no day of the week");
        }
        days = List.copyOf(EnumSet.copyOf(days));
        if (from.getSecond() != 0
                || from.getNano() != 0
                || to.getSecond() != 0
                || to.getNano() != 0) {
            throw new IllegalArgumentException(
                    "times of a validity are whole minutes, not " + from + " and " + to);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "a validity from " + from + " to " + to + " has no length");
        }
    }

    public boolean includes(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        LocalTime time = there.toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean before = time.isBefore(to);
        DayOfWeek day = there.getDayOfWeek();
        return from.isBefore(to)
                ? begun && before && days.contains(day)
                : (begun && days.contains(day)) || (before && days.contains(day.minus(1)));
    }

    public static Validity parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "validity '"
                            + text
                            + "' is not days, times and a zone, such as"
                            + " 'mon-fri 08:00-18:00 Europe/Berlin'");
        }
        return new Validity(
                List.copyOf(days(matcher.group(1))),
                time(matcher.group(2)),
                time(matcher.group(3)),
                zone(matcher.group(4)));
    }

    public static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time such as 08:00", e);
        }
    }

    public static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time zone such as Europe/Berlin or UTC", e);
        }
    }

    private static Collection<DayOfWeek> days(String text) {
        if (text.equals(DAILY)) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", 2);
            DayOfWeek at = day(ends[0]);
            DayOfWeek last = day(ends[ends.length - 1]);
            days.add(at);
            while (at != last) {
                at = at.plus(1);
                days.add(at);
            }
        }
        return days;
    }

    /// A day by the first three letters of its English name.
    public static DayOfWeek day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> word(day).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'" + text + "' is none of mon, tue, wed, thu, fri, sat, sun"));
    }

    public static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private String dayText() {
        if (days.size() == DayOfWeek.values().length) {
            return DAILY;
        }
        int span = days.getLast().getValue() - days.getFirst().getValue() + 1;
        return span == days.size() && span > 2
                ? word(days.getFirst()) + "-" + word(days.getLast())
                : days.stream().map(Validity::word).collect(Collectors.joining(","));
    }

    /// The text form that [#parse] reads back.
    @Override
    public String toString() {
        return dayText() + " " + from + "-" + to + " " + zone;
    }
}
