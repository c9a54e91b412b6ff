package io.teleon.models.format;

/// Where something stands in a file, for people: `abilene.graph:14:9`.
///
/// @param line counted from 1
/// @param column counted from 1, 0 where it is not known
public record Place(String file, int line, int column) {

    public Place {
        if (line < 1 || column < 0) {
            throw new IllegalArgumentException(
                    "no such place: line " + line + ", column " + column);
        }
    }

    /// A whole line.
    public Place(String file, int line) {
        this(file, line, 0);
    }

    @Override
    public String toString() {
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
