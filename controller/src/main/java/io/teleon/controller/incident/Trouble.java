package io.teleon.controller.incident;

import io.teleon.controller.report.Severity;
import java.util.Arrays;
import java.util.Locale;

/// What can be wrong with an element; the text form is the name in lower case with dashes.
public enum Trouble {
    /// A minor alarm by itself: whoever went that way is led another, or makes it a worse one.
    LINK_DOWN(Severity.MINOR),
    /// A link loses what is sent into it.
    LINK_LOSSY(Severity.MINOR),
    /// The counters at its two ends contradict each other, and what goes by the link loses nothing.
    COUNTERS_DIFFER(Severity.MINOR),
    /// A switch has no connection; it keeps forwarding, but nobody can change or read it.
    SWITCH_AWAY(Severity.MAJOR),
    AGENT_SILENT(Severity.MINOR),
    /// What is to go by a link is not like anything before: no fault yet, maybe one to come.
    LOAD_ODD(Severity.WARNING),
    /// What a link loses is not like anything before.
    LOSS_ODD(Severity.WARNING),
    /// Much of what an agent measures on its host is odd at once.
    HOST_ODD(Severity.WARNING),
    /// A host asks for many others that it has no intent with.
    SCAN(Severity.MAJOR);

    private final Severity severity;

    Trouble(Severity severity) {
        this.severity = severity;
    }

    /// How bad it is by itself.
    Severity severity() {
        return severity;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Trouble parse(String text) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("trouble '" + text + "' is unknown"));
    }

    /// A trouble of one part of an element: of one direction of a cable, of a switch as a whole.
    ///
    /// @param part in its text form
    public record Mark(Trouble trouble, String part) implements Comparable<Mark> {

        public String text() {
            return trouble.text() + " " + part;
        }

        /// @throws IllegalArgumentException where it is not the text of a mark
        public static Mark parse(String text) {
            int space = text.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("'" + text + "' is no 'TROUBLE PART'");
            }
            return new Mark(Trouble.parse(text.substring(0, space)), text.substring(space + 1));
        }

        @Override
        public int compareTo(Mark other) {
            return text().compareTo(other.text());
        }
    }
}
