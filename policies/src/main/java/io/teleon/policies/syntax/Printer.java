package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Diagnostics as people read them: what, where, the line itself with a caret, other lines that
/// belong to it, and what to do.
public final class Printer {

    private static final int WIDEST = 120;
    private static final String CUT = "... ";

    private final Map<String, List<String>> linesByFile = new HashMap<>();

    public Printer(List<Source> sources) {
        sources.forEach(source -> linesByFile.put(source.name(), source.lines().toList()));
    }

    public String print(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        out.append(diagnostic.level().name().toLowerCase(Locale.ROOT))
                .append('[')
                .append(diagnostic.code())
                .append("]: ")
                .append(diagnostic.message())
                .append('\n');
        out.append("  --> ").append(diagnostic.span()).append('\n');
        List<Diagnostic.Note> places = new ArrayList<>();
        places.add(new Diagnostic.Note(diagnostic.span(), diagnostic.label()));
        diagnostic.notes().stream()
                .filter(note -> !isBeside(diagnostic, note))
                .forEach(places::add);
        int digits =
                places.stream()
                        .mapToInt(p -> Integer.toString(p.span().line()).length())
                        .max()
                        .orElse(1);
        String margin = " ".repeat(digits) + " |";
        out.append(margin).append('\n');
        boolean first = true;
        for (Diagnostic.Note place : places) {
            Span span = place.span();
            if (!first && !span.file().equals(diagnostic.span().file())) {
                out.append(" ".repeat(digits)).append("::: ").append(span).append('\n');
            } else if (!first) {
                out.append(margin).append('\n');
            }
            first = false;
            String whole = line(span);
            int cut = cut(whole, span);
            String line = shown(whole, cut);
            out.append("%%%dd | ".formatted(digits).formatted(span.line()))
                    .append(line)
                    .append('\n');
            int shift = cut == 0 ? 0 : CUT.length() - cut;
            int indent = Math.min(span.column() - 1 + shift, line.length());
            int width = Math.max(1, Math.min(span.to() - span.from(), line.length() - indent));
            out.append(margin).append(' ').append(before(diagnostic, place, indent, shift));
            out.append("^".repeat(width));
            if (!place.label().isEmpty()) {
                String pad = "\n" + margin + " " + " ".repeat(indent + width + 1);
                out.append(' ').append(String.join(pad, place.label().split("\n")));
            }
            out.append('\n');
        }
        if (!diagnostic.help().isEmpty()) {
            String pad = "\n" + " ".repeat(digits) + "         ";
            out.append(" ".repeat(digits))
                    .append(" = help: ")
                    .append(String.join(pad, diagnostic.help().split("\n")))
                    .append('\n');
        }
        return out.toString();
    }

    /// What stands under the line before the caret: blanks, and dashes for the notes that are about
    /// the same line.
    private static String before(
            Diagnostic diagnostic, Diagnostic.Note place, int indent, int shift) {
        char[] under = new char[indent];
        Arrays.fill(under, ' ');
        if (place.span().equals(diagnostic.span())) {
            for (Diagnostic.Note note : diagnostic.notes()) {
                if (isBeside(diagnostic, note)) {
                    int from = Math.max(0, Math.min(note.span().column() - 1 + shift, indent));
                    int to = Math.min(from + note.span().to() - note.span().from(), indent);
                    Arrays.fill(under, from, to, '-');
                }
            }
        }
        return new String(under);
    }

    /// Whether dashes say enough: the same line, further left, and nothing but what the message
    /// says.
    private static boolean isBeside(Diagnostic diagnostic, Diagnostic.Note note) {
        Span main = diagnostic.span();
        return note.span().file().equals(main.file())
                && note.span().line() == main.line()
                && note.span().to() <= main.from()
                && diagnostic.message().contains(note.label());
    }

    /// Tabs become blanks, so that the caret stands where it should.
    private String line(Span span) {
        List<String> lines = linesByFile.getOrDefault(span.file(), List.of());
        return span.line() <= lines.size() ? lines.get(span.line() - 1).replace('\t', ' ') : "";
    }

    /// How much of the beginning of a line is left out, so that the place itself can be seen.
    private static int cut(String line, Span span) {
        boolean far = line.length() > WIDEST && span.column() > WIDEST / 2;
        return far ? Math.min(span.column() - 1, line.length()) - WIDEST / 4 : 0;
    }

    private static String shown(String line, int cut) {
        String rest = (cut == 0 ? "" : CUT) + line.substring(cut);
        return rest.length() > WIDEST ? rest.substring(0, WIDEST) + " ..." : rest;
    }
}
