package io.teleon.policies.syntax;

/// A stretch of a file, `[from, to)`, for people: `link_heal.tr:36:3`.
///
/// @param line of its first character, counted from 1
/// @param column of its first character in that line, counted from 1 in UTF-16 units
/// @param from offset of the first character in the text
/// @param to offset behind the last character
public record Span(String file, int line, int column, int from, int to)
        implements Comparable<Span> {

    /// What was written by no one, such as a node made by a test.
    public static final Span NONE = new Span("", 1, 1, 0, 0);

    public Span {
        if (line < 1 || column < 1 || from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "no such span: line %d, column %d, [%d, %d)".formatted(line, column, from, to));
        }
    }

    /// From the beginning of this to the end of a later one in the same file.
    public Span until(Span end) {
        return new Span(file, line, column, from, Math.max(from, end.to));
    }

    @Override
    public int compareTo(Span other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(from, other.from);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
