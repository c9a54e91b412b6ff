package io.teleon.policies.syntax;

import java.util.stream.Stream;

/// A file of the language: its name as people should read it, and its text.
public record Source(String name, String text) {

    /// The text of a line without its end.
    ///
    /// @param line counted from 1; beyond the last the answer is empty
    public String line(int line) {
        return lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
    }

    /// Its lines without their ends. Only `\n` and `\r\n` end one, as the lexer counts.
    Stream<String> lines() {
        return Stream.of(text.split("\n", -1)).map(Source::withoutReturn);
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
