package io.teleon.models.event;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time within a line: where it stands, and what it says.
///
/// @param from its first character
/// @param to the one after its last
record TimeStamp(int from, int to, SyslogTime time) {

    private static final String CLOCK =
            "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9})(?:\\.\\d{1,3})?)?";
    private static final String MONTH = "(?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String ZONE = "(?: ?(?<zone>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})(?=[\\s:]|$))?";

    /// A time without digits before or after it. `*` and `.` stand before the time of a Cisco whose
    /// clock is not set or not synchronised.
    private static final Pattern ANY =
            Pattern.compile(
                    "(?<![\\w.-])[*.]?(?:"
                            + "(?<isoYear>\\d{4})-(?<isoMonth>\\d{1,2})-(?<isoDay>\\d{1,2})[T ]"
                            + "|(?<year>\\d{4})[ -]"
                            + MONTH
                            + "[ -]+(?<day>\\d{1,2}) +"
                            + "|"
                            + MONTH.replace("<name>", "<name2>")
                            + " +(?<day2>\\d{1,2})(?: (?<year2>\\d{4}))? +"
                            + ")"
                            + CLOCK
                            + ZONE
                            + "(?!\\d)");

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /// The first one in a text; empty where there is none.
    ///
    /// @throws DateTimeException when it looks like one but there is no such moment
    static Optional<TimeStamp> in(CharSequence text) {
        Matcher found = ANY.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        OptionalInt year = OptionalInt.empty();
        int month;
        int day;
        if (found.group("isoYear") != null) {
            year = OptionalInt.of(number(found, "isoYear"));
            month = number(found, "isoMonth");
            day = number(found, "isoDay");
        } else if (found.group("year") != null) {
            year = OptionalInt.of(number(found, "year"));
            month = month(found, "name");
            day = number(found, "day");
        } else {
            if (found.group("year2") != null) {
                year = OptionalInt.of(number(found, "year2"));
            }
            month = month(found, "name2");
            day = number(found, "day2");
        }
        // A leap second is told as the second before it: LocalTime has none.
        int second = Math.min(number(found, "second"), number(found, "second") == 60 ? 59 : 99);
        String fraction = Optional.ofNullable(found.group("fraction")).orElse("0");
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        LocalTime time =
                LocalTime.of(number(found, "hour"), number(found, "minute"), second, nanos);
        Optional<ZoneOffset> zone = Optional.ofNullable(found.group("zone")).map(TimeStamp::offset);
        return Optional.of(
                new TimeStamp(
                        found.start(), found.end(), SyslogTime.of(year, month, day, time, zone)));
    }

    private static int number(Matcher found, String group) {
        return Integer.parseInt(found.group(group));
    }

    private static int month(Matcher found, String group) {
        return 1 + MONTHS.indexOf(found.group(group).toLowerCase(Locale.ROOT));
    }

    private static ZoneOffset offset(String zone) {
        return Character.isLetter(zone.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }
}
