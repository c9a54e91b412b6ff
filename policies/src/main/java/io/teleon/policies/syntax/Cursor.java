package io.teleon.policies.syntax;

import java.util.List;

/// A place in the tokens of a file, and what every parser does there.
public final class Cursor {

    /// Nesting beyond this is refused: nobody reads it, and the stack is no place for it.
    private static final int DEPTH = 200;

    private final List<Token> tokens;
    private final Findings findings;
    private int at;
    private int depth;

    public Cursor(Source source, Findings findings) {
        this.tokens = Lexer.tokens(source, findings);
        this.findings = findings;
    }

    /// Ends the piece that is being parsed; it was reported. Caught where parsing can go on.
    public static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch() {
            super("reported", null, false, false);
        }
    }

    public Token peek() {
        return tokens.get(at);
    }

    public Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    public Token previous() {
        return tokens.get(Math.max(0, at - 1));
    }

    public boolean isAtEnd() {
        return peek().kind() == Token.Kind.END;
    }

    public Token next() {
        Token token = peek();
        if (!isAtEnd()) {
            at++;
        }
        return token;
    }

    public boolean is(String word) {
        return peek().is(word);
    }

    /// Whether these words stand here, one after another.
    public boolean is(String first, String second) {
        return peek().is(first) && peek(1).is(second);
    }

    public boolean is(Token.Kind kind) {
        return peek().kind() == kind;
    }

    /// Steps over a word if it stands here.
    public boolean take(String word) {
        boolean here = is(word);
        if (here) {
            at++;
        }
        return here;
    }

    /// Steps over these words if they stand here.
    public boolean take(String first, String second) {
        boolean here = is(first, second);
        if (here) {
            at += 2;
        }
        return here;
    }

    public Token expect(String word) {
        if (!is(word)) {
            throw mismatch("`" + word + "`");
        }
        return next();
    }

    public Token expect(Token.Kind kind, String what) {
        if (!is(kind)) {
            throw mismatch(what);
        }
        return next();
    }

    /// Whether the next line begins like a declaration or a rule: then what was begun ends here,
    /// even if something is missing.
    public boolean isElsewhere() {
        Token token = peek();
        return token.kind() == Token.Kind.NAME
                && token.before().newLine()
                && (peek(1).is(":")
                        || (Parser.ITEMS.contains(token.text())
                                && peek(1).kind() == Token.Kind.NAME));
    }

    /// From a token to the last one that was taken.
    public Span since(Token first) {
        return first.span().until(previous().span());
    }

    public void report(Diagnostic diagnostic) {
        findings.add(diagnostic);
    }

    /// Reports that something else was expected here.
    public Mismatch mismatch(String expected) {
        return mismatch(peek(), expected, "");
    }

    public Mismatch mismatch(Token found, String expected, String help) {
        findings.add(
                Diagnostic.error(
                                "TR001",
                                found.span(),
                                "expected %s, found %s".formatted(expected, found.shown()))
                        .help(help));
        return new Mismatch();
    }

    /// Ends the piece that is being parsed, after something was reported.
    public Mismatch stop() {
        return new Mismatch();
    }

    /// One level deeper; each call is answered by a [#leave].
    public void enter() {
        enter(1);
    }

    /// Deeper by what costs as much stack as so many levels.
    public void enter(int levels) {
        depth += levels;
        if (depth > DEPTH) {
            findings.add(
                    Diagnostic.error("TR001", peek().span(), "nested too deeply")
                            .help("give a part of it a name: a predicate or a function"));
            throw new Mismatch();
        }
    }

    public void leave() {
        leave(1);
    }

    public void leave(int levels) {
        depth -= levels;
    }

    /// Begins a new piece after a [Mismatch], which leaves levels open.
    public void resetDepth() {
        depth = 0;
    }
}
