package io.teleon.models.format;

import java.util.ArrayList;
import java.util.List;

/// The lines of a file one after the other, so that a reader never holds them all. Single owner:
/// the reader.
final class Lines {

    private final SourceText source;
    private int at;
    private int number;

    Lines(SourceText source) {
        this.source = source;
    }

    /// One line of a file.
    record Line(Place place, String text) {

        boolean isBlank() {
            return text.isBlank();
        }

        /// The words of the line, each with its column.
        List<Token> words() {
            List<Token> words = new ArrayList<>();
            int i = 0;
            while (i < text.length()) {
                if (Character.isWhitespace(text.charAt(i))) {
                    i++;
                    continue;
                }
                int from = i;
                while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
                    i++;
                }
                words.add(token(from, i));
            }
            return words;
        }

        /// The cells between commas, each with its column.
        List<Token> cells() {
            List<Token> cells = new ArrayList<>();
            int from = 0;
            for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
                cells.add(token(from, comma));
                from = comma + 1;
            }
            cells.add(token(from, text.length()));
            return cells;
        }

        private Token token(int from, int to) {
            return new Token(
                    new Place(place.file(), place.line(), from + 1), text.substring(from, to));
        }

        /// The words, which have to be as many as the shape names.
        List<Token> words(int count, String shape) {
            List<Token> words = words();
            if (words.size() != count) {
                throw MalformedInput.isNot(place, "line " + MalformedInput.quoted(text), shape);
            }
            return words;
        }
    }

    boolean hasNext() {
        return at < source.text().length();
    }

    Line next() {
        String text = source.text();
        int from = at;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        int to = at;
        if (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        number++;
        return new Line(new Place(source.file(), number), text.substring(from, to));
    }

    /// The next line with something on it.
    Line nextFilled(String expected) {
        while (hasNext()) {
            Line line = next();
            if (!line.isBlank()) {
                return line;
            }
        }
        throw MalformedInput.isNot(here(), "the end of the file", expected);
    }

    /// The last line read, or the first where none was.
    Place here() {
        return new Place(source.file(), Math.max(1, number));
    }

    void requireEnd() {
        while (hasNext()) {
            Line line = next();
            if (!line.isBlank()) {
                throw MalformedInput.isNot(
                        line.place(),
                        "line " + MalformedInput.quoted(line.text()),
                        "the end of the file");
            }
        }
    }
}
