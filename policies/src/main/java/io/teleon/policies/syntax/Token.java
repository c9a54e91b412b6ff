package io.teleon.policies.syntax;

/// A word, number, text or sign of a file.
///
/// @param text as written; of a [Kind#TEXT] without its quotes and escapes
/// @param before comments and empty lines between the token before and this one
public record Token(Kind kind, String text, Span span, Layout before) {

    /// What a token can be.
    public enum Kind {
        /// Begins with a small letter. The words of the language are names too: what they mean
        /// depends on where they stand.
        NAME,
        /// Begins with a capital.
        VARIABLE,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    /// Whether it is this word or sign.
    public boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(word);
    }

    /// How a message calls it.
    public String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case TEXT ->
                    "the text \""
                            + (text.length() > 20 ? text.substring(0, 20) + "..." : text)
                            + "\"";
            default -> "`" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "`";
        };
    }
}
