package io.teleon.policies.syntax;

/// A file of the language: its name as people should read it, and its text.
public record Source(String name, String text) {

    /// The text of a line without its end.
    ///
    /// @param line counted from 1; beyond the last the answer is empty
    public String line(int line) {
        return text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
    }
}
