package io.teleon.models.format;

import java.util.ArrayList;
import java.util.List;

/// Parses GML (Himsolt, "GML: A portable graph file format", 1997): keys with a number, a string or
/// a list as their value.
final class GmlParser {

    private static final int MAX_DEPTH = 64;

    private final SourceText source;
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    private GmlParser(SourceText source) {
        this.source = source;
        text = source.text();
    }

    /// A key with its value.
    record Entry(Token key, Value value) {}

    /// What stands behind a key.
    sealed interface Value {}

    /// A number or the inside of a string.
    record Scalar(Token token) implements Value {}

    /// Entries in brackets.
    record Nested(Place place, List<Entry> entries) implements Value {

        Nested {
            entries = List.copyOf(entries);
        }
    }

    static Nested parse(SourceText source) {
        GmlParser parser = new GmlParser(source);
        Place start = parser.place();
        List<Entry> entries = new ArrayList<>();
        for (parser.skip(); !parser.atEnd(); parser.skip()) {
            entries.add(parser.entry(0));
        }
        return new Nested(start, entries);
    }

    private Entry entry(int depth) {
        Token key = word();
        if (key.text().isEmpty() || !isLetter(key.text().charAt(0))) {
            throw key.isNot("key", "a word beginning with a letter");
        }
        skip();
        if (atEnd()) {
            throw MalformedInput.isNot(place(), "the end of the file", "a value of " + key.text());
        }
        return new Entry(
                key,
                switch (text.charAt(at)) {
                    case '[' -> nested(depth + 1);
                    case '"' -> string();
                    default -> number(key);
                });
    }

    private Nested nested(int depth) {
        Place start = place();
        if (depth > MAX_DEPTH) {
            throw MalformedInput.isNot(start, "nesting of more than " + MAX_DEPTH, "a graph");
        }
        at++;
        List<Entry> entries = new ArrayList<>();
        for (skip(); !atEnd() && text.charAt(at) != ']'; skip()) {
            entries.add(entry(depth));
        }
        if (atEnd()) {
            throw MalformedInput.isNot(
                    place(), "the end of the file", "the ']' to the '[' of line " + start.line());
        }
        at++;
        return new Nested(start, entries);
    }

    private Scalar string() {
        Place start = place();
        int from = ++at;
        while (!atEnd() && text.charAt(at) != '"') {
            step();
        }
        if (atEnd()) {
            throw MalformedInput.isNot(
                    place(),
                    "the end of the file",
                    "the end of the string of line " + start.line());
        }
        String inside = text.substring(from, at++);
        return new Scalar(new Token(start, GmlEntities.decode(inside)));
    }

    private Scalar number(Token key) {
        Token number = word();
        number.number("value of " + key.text());
        return new Scalar(number);
    }

    /// Up to white space or a bracket.
    private Token word() {
        Place start = place();
        int from = at;
        while (!atEnd() && " \t\r\n[]\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return new Token(start, text.substring(from, at));
    }

    /// Skips white space and the comments, whole lines that begin with `#`.
    private void skip() {
        while (!atEnd()) {
            if (text.charAt(at) == '#') {
                while (!atEnd() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                step();
            } else {
                return;
            }
        }
    }

    private void step() {
        if (text.charAt(at++) == '\n') {
            line++;
            lineStart = at;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private Place place() {
        return new Place(source.file(), line, at - lineStart + 1);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
