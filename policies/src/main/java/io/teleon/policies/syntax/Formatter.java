package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The canonical layout of a file. Where lines break is the author's choice, and comments stay
/// where they are; blanks, indentation, empty lines and columns are ours. To format twice is to
/// format once.
public final class Formatter {

    /// @param text empty where the file cannot be read
    /// @param diagnostics why it cannot
    public record Formatted(Optional<String> text, List<Diagnostic> diagnostics) {
        public Formatted {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private Formatter() {}

    public static Formatted format(Source source) {
        Findings findings = new Findings();
        Parser.parse(source, findings);
        if (findings.hasErrors()) {
            return new Formatted(Optional.empty(), findings.all());
        }
        List<TextLine> lines = TextLine.of(source);
        new Indentation(lines).indent();
        new Columns(lines).align();
        return new Formatted(Optional.of(written(lines)), List.of());
    }

    private static String written(List<TextLine> lines) {
        List<String> out = new ArrayList<>();
        for (TextLine line : lines) {
            for (String above : line.above()) {
                boolean empty = above.isEmpty();
                if (!empty || (!out.isEmpty() && !out.getLast().isEmpty())) {
                    out.add(empty ? "" : " ".repeat(line.indent()) + above);
                }
            }
            String text = line.text();
            if (!text.isEmpty()) {
                String trailing = line.trailing();
                out.add(
                        " ".repeat(line.indent())
                                + text
                                + (trailing.isEmpty() ? "" : "  " + trailing));
            }
        }
        while (!out.isEmpty() && out.getLast().isEmpty()) {
            out.removeLast();
        }
        return out.isEmpty() ? "" : String.join("\n", out) + "\n";
    }
}
