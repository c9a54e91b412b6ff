package io.teleon.policies.syntax;

import java.util.List;

/// What stands between two tokens and means nothing to a program, but something to a reader.
///
/// @param trailing a comment on the line of the token before, `""` where there is none
/// @param comments those on lines of their own; `""` is an empty line among or behind them
/// @param emptyLine whether there was an empty line, before the comments if there are any
/// @param newLine whether the token stands on another line than the one before
public record Layout(String trailing, List<String> comments, boolean emptyLine, boolean newLine) {

    public static final Layout NONE = new Layout("", List.of(), false, false);

    public Layout {
        comments = List.copyOf(comments);
    }
}
