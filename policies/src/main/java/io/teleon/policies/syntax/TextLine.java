package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A line of a file that is being laid out: its tokens, and what stands above and behind them.
final class TextLine {

    private final List<Token> tokens = new ArrayList<>();
    private final List<String> pieces = new ArrayList<>();
    private final List<String> above;
    private String trailing = "";
    private int indent;

    private TextLine(List<String> above) {
        this.above = above;
    }

    /// The last one has the end of the file for its only token, and no text.
    static List<TextLine> of(Source source) {
        List<Token> tokens = Lexer.tokens(source, new Findings());
        List<TextLine> lines = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String gap = source.text().substring(end, token.span().from());
            boolean last = token.kind() == Token.Kind.END;
            if (lines.isEmpty() || last || token.before().newLine()) {
                if (!lines.isEmpty()) {
                    lines.getLast().trailing = first(gap);
                }
                lines.add(new TextLine(rest(gap, lines.isEmpty())));
            }
            String text = source.text().substring(token.span().from(), token.span().to());
            TextLine line = lines.getLast();
            boolean apart = !line.tokens.isEmpty() && Spacing.isApart(tokens, i);
            line.pieces.add((apart ? " " : "") + text);
            line.tokens.add(token);
            end = token.span().to();
        }
        return lines;
    }

    /// A comment on the line of the token before the gap.
    private static String first(String gap) {
        return pieces(gap).getFirst();
    }

    /// Comments on lines of their own, and empty lines as empty texts.
    private static List<String> rest(String gap, boolean atBeginning) {
        List<String> all = pieces(gap);
        // What stands before the first token of the file is all on lines of its own.
        List<String> own = new ArrayList<>(atBeginning ? all : all.subList(1, all.size()));
        // The last piece is the indentation of the token itself.
        if (!own.isEmpty() && own.getLast().isEmpty()) {
            own.removeLast();
        }
        return own;
    }

    /// Lines as the lexer counts them: a carriage return alone ends none, nor a comment in it.
    private static List<String> pieces(String gap) {
        return Stream.of(gap.split("\n", -1)).map(String::strip).toList();
    }

    List<Token> tokens() {
        return tokens;
    }

    Token first() {
        return tokens.getFirst();
    }

    boolean is(int place, String word) {
        return place < tokens.size() && tokens.get(place).is(word);
    }

    List<String> above() {
        return above;
    }

    String trailing() {
        return trailing;
    }

    int indent() {
        return indent;
    }

    void indent(int blanks) {
        indent = blanks;
    }

    String text() {
        return String.join("", pieces).strip();
    }

    /// How long the text is before a token, without the blank before it.
    int width(int place) {
        return String.join("", pieces.subList(0, place)).length();
    }

    /// Puts so many blanks before a token.
    void pad(int place, int blanks) {
        pieces.set(place, " ".repeat(blanks) + pieces.get(place).stripLeading());
    }
}
