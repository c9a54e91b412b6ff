package io.teleon.policies.syntax;

import java.util.List;
import java.util.regex.Pattern;

/// Something to say about a place in a file.
///
/// @param code such as `TR031`; what each means is on the page `policies/CHECKS.md`
/// @param message one line without the place
/// @param label what stands under the caret, may be empty
/// @param notes other places that belong to it, in the order in which to read them
/// @param help what to do about it, may be empty
public record Diagnostic(
        String code,
        Level level,
        Span span,
        String message,
        String label,
        List<Note> notes,
        String help) {

    /// How grave it is. A program with an error does not run.
    public enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    /// Another place, and what is to be said about it.
    public record Note(Span span, String label) {}

    private static final Pattern CODE = Pattern.compile("TR\\d{3}");

    public Diagnostic {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("code '" + code + "' is not TR and three digits");
        }
        notes = List.copyOf(notes);
    }

    public static Diagnostic error(String code, Span span, String message) {
        return new Diagnostic(code, Level.ERROR, span, message, "", List.of(), "");
    }

    public static Diagnostic warning(String code, Span span, String message) {
        return new Diagnostic(code, Level.WARNING, span, message, "", List.of(), "");
    }

    public Diagnostic label(String text) {
        return new Diagnostic(code, level, span, message, text, notes, help);
    }

    public Diagnostic notes(List<Note> more) {
        return new Diagnostic(code, level, span, message, label, more, help);
    }

    public Diagnostic help(String text) {
        return new Diagnostic(code, level, span, message, label, notes, text);
    }
}
