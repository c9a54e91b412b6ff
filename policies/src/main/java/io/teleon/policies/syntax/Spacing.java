package io.teleon.policies.syntax;

import java.util.List;

/// Whether a blank stands between two tokens of a line.
final class Spacing {

    /// Words after which a bracket is no call.
    private static final List<String> WORDS =
            List.of(
                    "and",
                    "or",
                    "not",
                    "where",
                    "holds",
                    "if",
                    "then",
                    "else",
                    "until",
                    "while",
                    "require",
                    "requires",
                    "effect",
                    "blast",
                    "priority");

    private static final List<String> AGGREGATES =
            List.of("count", "sum", "avg", "min_of", "max_of", "p50", "p90", "p99");

    private static final List<String> TIGHT_UNITS = List.of("s", "ms");

    private Spacing() {}

    /// @param place of the second of the two, at least 1
    static boolean isApart(List<Token> tokens, int place) {
        Token left = tokens.get(place - 1);
        Token right = tokens.get(place);
        if (isSign(right, ",", ";", ")", ".", ":") || isSign(left, "(", ".")) {
            return false;
        }
        if (isSign(right, "%") && left.kind() == Token.Kind.NUMBER) {
            return false;
        }
        if (isSign(right, "(")) {
            boolean touched = left.span().to() == right.span().from();
            return left.kind() != Token.Kind.NAME || WORDS.contains(left.text()) || !touched;
        }
        if (isSign(right, "{")) {
            return !(left.kind() == Token.Kind.NAME && AGGREGATES.contains(left.text()));
        }
        if (left.kind() == Token.Kind.NUMBER && right.kind() == Token.Kind.NAME) {
            return !TIGHT_UNITS.contains(right.text());
        }
        if (isSign(left, "-")) {
            return !isUnary(tokens, place - 1);
        }
        if (isSign(left, "{")) {
            return !isWords(tokens, place - 1);
        }
        if (isSign(right, "}")) {
            return !isWords(tokens, opening(tokens, place));
        }
        return true;
    }

    private static boolean isSign(Token token, String... signs) {
        if (token.kind() == Token.Kind.SIGN) {
            for (String sign : signs) {
                if (token.text().equals(sign)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a bracket begins the words of an enumeration: `{up, down}`.
    private static boolean isWords(List<Token> tokens, int place) {
        return place > 0 && isSign(tokens.get(place - 1), ":", "=", ",", "(");
    }

    private static int opening(List<Token> tokens, int closing) {
        int depth = 0;
        for (int i = closing; i >= 0; i--) {
            if (isSign(tokens.get(i), "}")) {
                depth++;
            } else if (isSign(tokens.get(i), "{") && --depth == 0) {
                return i;
            }
        }
        return 0;
    }

    /// Whether a minus belongs to the number after it.
    private static boolean isUnary(List<Token> tokens, int place) {
        if (place == 0) {
            return true;
        }
        Token left = tokens.get(place - 1);
        return switch (left.kind()) {
            case SIGN -> !isSign(left, ")", "}", "%", "_");
            case NAME -> {
                boolean ends =
                        Quantities.unit(left.text()).isPresent()
                                || (place > 1 && isSign(tokens.get(place - 2), "."));
                yield !ends;
            }
            case VARIABLE, NUMBER, TEXT, END -> false;
        };
    }
}
