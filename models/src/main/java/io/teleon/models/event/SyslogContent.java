package io.teleon.models.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what follows a header: who speaks, the tag that its vendor gave the message, and the text.
final class SyslogContent {

    /// `rpd[1848]: `, `/kernel: `, `ConfigAgent: `, `bgp[1051]: `.
    private static final Pattern SPEAKER =
            Pattern.compile("/?([A-Za-z_][\\w./-]{0,63})(?:\\[(\\w{0,16})])? ?:(?:\\s+|$)");

    /// The Junos component of a line card that speaks without a colon: `fpc0 `.
    private static final Pattern CARD = Pattern.compile("([a-z]{2,6}\\d{1,3})\\s+(?=\\S)");

    /// `%BGP-5-ADJCHANGE: `, `%PKT_INFRA-LINK-3-UPDOWN : `, `%ADJCHANGE: `.
    private static final Pattern CISCO = Pattern.compile("%([A-Za-z][\\w-]{1,79}) ?:\\s*");

    /// `%%01IFNET/4/IF_STATE(l)[4997]:`, version, module, severity, name, kind, number.
    private static final Pattern HUAWEI =
            Pattern.compile(
                    "%%(\\d{2}\\w{1,32}/\\d/\\w{1,64})(?:\\((\\w{1,4})\\))?(?:\\[(\\d{1,12})])?:\\s*");

    /// `UI_COMMIT: `, `bgp_read_message:2764: `, `RXDATA: `, `setHostIntfsOperStatus: `.
    private static final Pattern NAME =
            Pattern.compile(
                    "((?:[A-Z][A-Z0-9]{0,31}|[A-Za-z][A-Za-z0-9]{0,31}(?:_[A-Za-z0-9]{1,32}){1,8}|[a-z]{1,16}(?:[A-Z][a-z0-9]{1,16}){1,8}))"
                            + "(?::(\\d{1,6}))?:(?:\\s+|$)");

    private SyslogContent() {}

    static void read(String content, SyslogParts parts) {
        int at = skipped(content, 0);
        if (parts.process.isEmpty()) {
            at = readSpeaker(content, at, parts);
        }
        parts.text = content.substring(readTag(content, at, parts)).strip();
        if (parts.text.isEmpty() && parts.tag.isEmpty()) {
            parts.fault("says nothing");
        }
    }

    private static int readSpeaker(String content, int at, SyslogParts parts) {
        Matcher speaker = SPEAKER.matcher(content).region(at, content.length());
        if (speaker.lookingAt()) {
            boolean isTag =
                    speaker.group(2) == null
                            && matches(NAME, content, at)
                            && !readsOn(content, speaker.end());
            if (isTag) {
                return at;
            }
            parts.process = speaker.group(1);
            parts.processId = Optional.ofNullable(speaker.group(2)).orElse("");
            return speaker.end();
        }
        Matcher card = CARD.matcher(content).region(at, content.length());
        if (card.lookingAt()) {
            parts.process = card.group(1);
            return card.end();
        }
        return at;
    }

    /// Whether a tag follows: then what stands before it is a process, whatever it looks like, as
    /// in `RT_FLOW: RT_FLOW_SESSION_CLOSE: `.
    private static boolean readsOn(String content, int at) {
        return matches(NAME, content, at) || matches(CISCO, content, at);
    }

    private static boolean matches(Pattern pattern, String content, int at) {
        return pattern.matcher(content).region(at, content.length()).lookingAt();
    }

    private static int readTag(String content, int from, SyslogParts parts) {
        int at = skipped(content, from);
        Matcher huawei = HUAWEI.matcher(content).region(at, content.length());
        if (huawei.lookingAt()) {
            parts.tag = huawei.group(1);
            Optional.ofNullable(huawei.group(2)).ifPresent(kind -> parts.field("kind", kind));
            Optional.ofNullable(huawei.group(3))
                    .ifPresent(number -> parts.field("sequence", number));
            return huawei.end();
        }
        Matcher cisco = CISCO.matcher(content).region(at, content.length());
        if (cisco.lookingAt()) {
            parts.tag = cisco.group(1);
            return cisco.end();
        }
        Matcher name = NAME.matcher(content).region(at, content.length());
        if (name.lookingAt()) {
            parts.tag = name.group(1);
            Optional.ofNullable(name.group(2)).ifPresent(line -> parts.field("sourceLine", line));
            return name.end();
        }
        return at;
    }

    /// Past blanks and the `:` and `:-` that some daemons begin with.
    private static int skipped(String content, int from) {
        int at = from;
        while (at < content.length()
                && (Character.isWhitespace(content.charAt(at))
                        || content.charAt(at) == ':'
                        || (content.charAt(at) == '-'
                                && at > 0
                                && content.charAt(at - 1) == ':'))) {
            at++;
        }
        return at;
    }
}
