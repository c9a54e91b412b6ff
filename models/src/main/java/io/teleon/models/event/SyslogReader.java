package io.teleon.models.event;

import io.teleon.models.event.SyslogMessage.Form;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes lines of syslog apart: RFC 5424, RFC 3164, and what Junos, EOS, IOS, IOS XR, NX-OS,
/// NetIron, SONiC, Opengear, Huawei VRP and FortiOS send instead.
///
/// Vendors agree on little, so nothing is asked of a header but that its time stands near its
/// beginning: what stands before the time is a sequence number, a host and a place within it; what
/// follows is the host, if none was before, then who speaks. The content is [SyslogContent]'s.
public final class SyslogReader {

    /// What a datagram can carry; of longer lines the rest is not looked at.
    public static final int MOST_CHARACTERS = 65_536;

    /// A time that stands later than this is part of the text.
    private static final int HEADER_CHARACTERS = 200;

    private static final Pattern PRIORITY = Pattern.compile("<(\\d{1,3})>");
    private static final Pattern SEQUENCE = Pattern.compile("(\\d{1,12}):?\\s+");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9][\\w.-]{0,254}):?(?:\\s+|$)");
    private static final Pattern PLACE = Pattern.compile("([\\w/.-]{1,64}):?\\s*");

    /// What may stand between a time and the next word: the end of the time, and a zone that is no
    /// more than a name.
    private static final Pattern AFTER_TIME =
            Pattern.compile("(?: (?<zone>[A-Z]{2,5})(?=\\s*: ?(?:%|\\w+\\[)))?\\s*:?\\s*");

    private SyslogReader() {}

    /// @param line without the end of the line
    public static SyslogMessage read(String line) {
        SyslogParts parts = new SyslogParts(line);
        String text = line;
        if (text.length() > MOST_CHARACTERS) {
            parts.fault(
                    "of its "
                            + text.length()
                            + " characters only the first "
                            + MOST_CHARACTERS
                            + " are read");
            text = text.substring(0, MOST_CHARACTERS);
        }
        text = text.substring(readPriority(text, parts));
        if (StructuredSyslog.begins(text)) {
            StructuredSyslog.read(text, parts);
        } else if (KeyedSyslog.begins(text)) {
            KeyedSyslog.read(text, parts);
        } else {
            readHeader(text, parts);
        }
        return parts.message();
    }

    private static int readPriority(String text, SyslogParts parts) {
        Matcher found = PRIORITY.matcher(text);
        if (!found.lookingAt()) {
            parts.fault("does not begin with a priority, <0> to <191>");
            return 0;
        }
        int value = Integer.parseInt(found.group(1));
        if (value > 191) {
            parts.fault("priority " + value + " is not in [0, 191]");
        } else {
            parts.priority = Optional.of(Priority.of(value));
        }
        return found.end();
    }

    private static void readHeader(String text, SyslogParts parts) {
        Optional<TimeStamp> stamp;
        try {
            stamp = TimeStamp.in(text.subSequence(0, Math.min(text.length(), HEADER_CHARACTERS)));
        } catch (DateTimeException e) {
            parts.fault("its time does not exist: " + e.getMessage());
            SyslogContent.read(text, parts);
            return;
        }
        if (stamp.isEmpty() || !readBeforeTime(text.substring(0, stamp.get().from()), parts)) {
            parts.fault("has no time where a header has one");
            SyslogContent.read(text, parts);
            return;
        }
        parts.time = Optional.of(stamp.get().time());
        Matcher after = AFTER_TIME.matcher(text).region(stamp.get().to(), text.length());
        int at = stamp.get().to();
        if (after.lookingAt()) {
            at = after.end();
            Optional.ofNullable(after.group("zone")).ifPresent(zone -> parts.field("zone", zone));
        }
        if (parts.host.isEmpty()) {
            parts.form = Form.TRADITIONAL;
            at = readHost(text, at, parts);
        } else {
            parts.form = Form.HOST_FIRST;
        }
        SyslogContent.read(text.substring(at), parts);
    }

    /// Whether it is what can stand before a time, and nothing else.
    private static boolean readBeforeTime(String before, SyslogParts parts) {
        int at = 0;
        Matcher sequence = SEQUENCE.matcher(before);
        if (sequence.lookingAt()) {
            at = sequence.end();
        }
        String host = "";
        String place = "";
        Matcher word = HOST.matcher(before).region(at, before.length());
        if (word.lookingAt()) {
            host = word.group(1);
            at = word.end();
            word = PLACE.matcher(before).region(at, before.length());
            if (word.lookingAt()) {
                place = word.group(1);
                at = word.end();
            }
        }
        if (!before.substring(at).isBlank()) {
            return false;
        }
        parts.host = host;
        if (sequence.reset().lookingAt()) {
            parts.field("sequence", sequence.group(1));
        }
        if (!place.isEmpty()) {
            parts.field(place.contains("/") ? "node" : "source", place);
        }
        return true;
    }

    private static int readHost(String text, int at, SyslogParts parts) {
        Matcher host = HOST.matcher(text).region(at, text.length());
        // `rpd[1848]:` and `%TAG:` are no hosts: some devices do not say their name.
        if (!host.lookingAt() || text.charAt(host.end(1) - 1) == ':' || isSpeaker(text, host)) {
            parts.fault("has no host after its time");
            return at;
        }
        parts.host = host.group(1);
        return host.end();
    }

    private static boolean isSpeaker(String text, Matcher host) {
        return host.end(1) < text.length() && text.charAt(host.end(1)) == ':';
    }
}
