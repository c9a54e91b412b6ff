package io.teleon.policies.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Which brackets of a file belong together, and between which of its tokens a blank stands.
final class Spacing {

    /// What a pair of brackets is for.
    enum Bracket {
        PARENTHESES,
        /// `{up, down}`.
        WORDS,
        /// `count{ X | c }`.
        AGGREGATE,
        /// Of an action, a procedure, safety rules, a sequence or updates.
        BLOCK
    }

    /// Words that are never called, so that a parenthesis behind them opens an expression.
    private static final Set<String> KEYWORDS =
            Set.of(
                    "and", "or", "not", "if", "then", "else", "where", "holds", "while", "until",
                    "min", "max", "requires", "require", "effect", "blast", "achieve", "maintain",
                    "priority", "choose");

    private final List<Token> tokens;

    /// For each token the place of the bracket around it, -1 outside; for a bracket, of its opening.
    private final int[] around;

    private final Bracket[] kinds;

    Spacing(List<Token> tokens) {
        this.tokens = tokens;
        this.around = new int[tokens.size()];
        this.kinds = new Bracket[tokens.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            kinds[i] = kind(i);
            if (tokens.get(i).is("(") || tokens.get(i).is("{")) {
                around[i] = open.isEmpty() ? -1 : open.peek();
                open.push(i);
            } else if (tokens.get(i).is(")") || tokens.get(i).is("}")) {
                around[i] = open.isEmpty() ? -1 : open.pop();
            } else {
                around[i] = open.isEmpty() ? -1 : open.peek();
            }
        }
    }

    private Bracket kind(int i) {
        if (!tokens.get(i).is("{") || i == 0) {
            return Bracket.PARENTHESES;
        }
        Token before = tokens.get(i - 1);
        if (ExpressionParser.AGGREGATES.contains(before.text())) {
            return Bracket.AGGREGATE;
        }
        boolean type = before.is(":") || before.is("=") || before.is("(") || before.is(",");
        return type ? Bracket.WORDS : Bracket.BLOCK;
    }

    boolean closes(int i) {
        return tokens.get(i).is(")") || tokens.get(i).is("}");
    }

    /// The opening bracket around a token, or of a closing one its own; -1 outside of all.
    int bracket(int i) {
        return around[i];
    }

    Bracket kindOf(int opening) {
        return kinds[opening];
    }

    /// Whether a blank stands before a token that is not the first of its line.
    boolean before(int i) {
        Token left = tokens.get(i - 1);
        Token right = tokens.get(i);
        if (left.is("(") || left.is(".") || isUnary(i - 1)) {
            return false;
        }
        if (right.kind() == Token.Kind.SIGN) {
            switch (right.text()) {
                case ")", ",", ";", ":", ".", "%" -> {
                    return false;
                }
                case "(" -> {
                    return left.kind() != Token.Kind.NAME || KEYWORDS.contains(left.text());
                }
                case "{" -> {
                    return kinds[i] != Bracket.AGGREGATE;
                }
                case "}" -> {
                    return around[i] < 0 || kinds[around[i]] != Bracket.WORDS;
                }
                default -> {}
            }
        }
        if (left.is("{")) {
            return kinds[i - 1] != Bracket.WORDS;
        }
        return left.kind() != Token.Kind.NUMBER || !ValueText.isGlued(right.text());
    }

    /// Whether a token is a sign before a number rather than between two.
    private boolean isUnary(int i) {
        if (!tokens.get(i).is("-")) {
            return false;
        }
        if (i == 0) {
            return true;
        }
        Token before = tokens.get(i - 1);
        return switch (before.kind()) {
            case SIGN -> !before.is(")") && !before.is("}") && !before.is("%") && !before.is("_");
            case NAME -> KEYWORDS.contains(before.text()) && !isUnit(i - 1);
            default -> false;
        };
    }

    private boolean isUnit(int i) {
        return i > 0 && tokens.get(i - 1).kind() == Token.Kind.NUMBER;
    }
}
