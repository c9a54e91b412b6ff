package io.teleon.models.event;

import io.teleon.models.event.SyslogMessage.Form;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads lines that are `key=value` throughout, as FortiOS sends them; values with blanks are in
/// quotes.
final class KeyedSyslog {

    private static final Pattern BEGINNING =
            Pattern.compile("[a-z]\\w{0,31}=\\S+ +[a-z]\\w{0,31}=");
    private static final Pattern PAIR =
            Pattern.compile("\\s*([A-Za-z]\\w{0,63})=(?:\"([^\"]*)\"|([^\\s\"]*))(?=\\s|$)");

    private KeyedSyslog() {}

    static boolean begins(String text) {
        return BEGINNING.matcher(text).lookingAt();
    }

    static void read(String text, SyslogParts parts) {
        parts.form = Form.KEYS;
        Matcher pair = PAIR.matcher(text);
        int at = 0;
        String date = "";
        String time = "";
        String zone = "";
        while (at < text.length() && pair.region(at, text.length()).lookingAt()) {
            String value = Optional.ofNullable(pair.group(2)).orElse(pair.group(3));
            switch (pair.group(1)) {
                case "date" -> date = value;
                case "time" -> time = value;
                case "tz" -> zone = value;
                case "devname" -> parts.host = value;
                case "type" -> parts.process = value;
                case "subtype" -> parts.tag = value;
                default -> parts.field(pair.group(1), value);
            }
            at = pair.end();
        }
        parts.text = text.strip();
        if (!text.substring(at).isBlank()) {
            parts.fault("is not key=value from character " + at + " on");
        }
        readTime(date, time, zone, parts);
    }

    private static void readTime(String date, String time, String zone, SyslogParts parts) {
        try {
            LocalDate day = LocalDate.parse(date);
            parts.time =
                    Optional.of(
                            new SyslogTime(
                                    OptionalInt.of(day.getYear()),
                                    MonthDay.from(day),
                                    LocalTime.parse(time),
                                    zone.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(ZoneOffset.of(zone))));
        } catch (DateTimeException _) {
            parts.fault("date='" + date + "' time='" + time + "' tz='" + zone + "' is no time");
        }
    }
}
