package io.teleon.models.event;

import io.teleon.models.event.SyslogMessage.Form;
import java.time.DateTimeException;
import java.util.Optional;

/// Reads RFC 5424 from its version on: `1 TIME HOST APPLICATION PROCESS MESSAGE-ID DATA TEXT`,
/// where `-` stands for what is not told.
final class StructuredSyslog {

    private static final String NOTHING = "-";

    private final String text;
    private final SyslogParts parts;
    private int at;
    private boolean ended;

    private StructuredSyslog(String text, SyslogParts parts) {
        this.text = text;
        this.parts = parts;
    }

    static boolean begins(String text) {
        return text.startsWith("1 ")
                && text.length() > 2
                && (text.startsWith("- ", 2) || isDate(text));
    }

    /// `1 2019-02-20T`: a digit alone could be a sequence number.
    private static boolean isDate(String text) {
        return text.length() > 12
                && Character.isDigit(text.charAt(2))
                && text.charAt(6) == '-'
                && text.charAt(12) == 'T';
    }

    static void read(String text, SyslogParts parts) {
        parts.form = Form.STRUCTURED;
        new StructuredSyslog(text, parts).read();
    }

    private void read() {
        at = 2;
        readTime(word());
        parts.host = told(word());
        parts.process = told(word());
        parts.processId = told(word());
        String id = told(word());
        if (!id.isEmpty()) {
            parts.field("messageId", id);
        }
        readData();
        SyslogContent.read(text.substring(Math.min(at, text.length())), parts);
        if (parts.tag.isEmpty()) {
            parts.tag = id;
        }
    }

    private void readTime(String word) {
        if (told(word).isEmpty()) {
            return;
        }
        try {
            Optional<TimeStamp> stamp =
                    TimeStamp.in(word).filter(it -> it.from() == 0 && it.to() == word.length());
            if (stamp.isEmpty()) {
                parts.fault("time '" + word + "' is not as RFC 3339 has it");
            }
            parts.time = stamp.map(TimeStamp::time);
        } catch (DateTimeException _) {
            parts.fault("time '" + word + "' does not exist");
        }
    }

    /// The word up to the next blank, which is passed.
    private String word() {
        if (at >= text.length()) {
            ended();
            return NOTHING;
        }
        int end = text.indexOf(' ', at);
        end = end < 0 ? text.length() : end;
        String word = text.substring(at, end);
        at = end + 1;
        return word;
    }

    private void ended() {
        if (!ended) {
            parts.fault("ends within the header");
        }
        ended = true;
    }

    private static String told(String word) {
        return word.equals(NOTHING) ? "" : word;
    }

    private void readData() {
        if (at >= text.length()) {
            ended();
            return;
        }
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
            return;
        }
        int begin = at;
        while (at < text.length() && text.charAt(at) == '[') {
            if (!readElement()) {
                parts.fault("its structured data does not end");
                at = begin;
                return;
            }
        }
        if (at == begin && at < text.length()) {
            parts.fault("has neither structured data nor - after its header");
        }
    }

    /// `[id name="value" ...]`, where `\` keeps a quote, a bracket or itself.
    private boolean readElement() {
        int position = at + 1;
        int idEnd = position;
        while (idEnd < text.length() && " ]".indexOf(text.charAt(idEnd)) < 0) {
            idEnd++;
        }
        String id = text.substring(position, idEnd);
        position = idEnd;
        while (position < text.length() && text.charAt(position) == ' ') {
            int equals = text.indexOf("=\"", position);
            if (equals < 0) {
                return false;
            }
            StringBuilder value = new StringBuilder();
            int end = equals + 2;
            while (end < text.length() && text.charAt(end) != '"') {
                if (text.charAt(end) == '\\'
                        && end + 1 < text.length()
                        && "\"\\]".indexOf(text.charAt(end + 1)) >= 0) {
                    end++;
                }
                value.append(text.charAt(end));
                end++;
            }
            if (end >= text.length()) {
                return false;
            }
            parts.field(id + "." + text.substring(position + 1, equals), value.toString());
            position = end + 1;
        }
        if (position >= text.length() || text.charAt(position) != ']') {
            return false;
        }
        at = position + 1;
        return true;
    }
}
