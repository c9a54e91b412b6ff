package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;

/// Text to tokens. Nothing stops it: what is no token is reported and passed over.
final class Lexer {

    private static final List<String> SIGNS =
            List.of(
                    "~>", "++", "..", "!=", "<=", ">=", "(", ")", "{", "}", ",", ";", ":", "|", "=",
                    "<", ">", "+", "-", "*", "/", ".", "%", "_");

    /// Every message may repeat a name, and every number is computed with: both have a bound.
    private static final int LONGEST_NAME = 80;

    private static final int LONGEST_NUMBER = 400;

    private final Source source;
    private final String text;
    private final Findings findings;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private String trailing = "";
    private List<String> comments = new ArrayList<>();
    private boolean emptyLine;
    private boolean newLine = true;

    private Lexer(Source source, Findings findings) {
        this.source = source;
        this.text = source.text();
        this.findings = findings;
    }

    /// The last one is of kind [Token.Kind#END].
    static List<Token> tokens(Source source, Findings findings) {
        Lexer lexer = new Lexer(source, findings);
        while (lexer.at < lexer.text.length()) {
            lexer.step();
        }
        lexer.add(Token.Kind.END, "", lexer.at);
        return lexer.tokens;
    }

    private void step() {
        char c = text.charAt(at);
        if (c == '\n') {
            at++;
            newLine();
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\uFEFF') {
            at++;
        } else if (text.startsWith("//", at)) {
            comment();
        } else if (c == '"') {
            text();
        } else if (isDigit(c)) {
            number();
        } else if (isLetter(c)) {
            word();
        } else if (text.startsWith("°C", at)) {
            at += 2;
            add(Token.Kind.NAME, "°C", at - 2);
        } else {
            sign();
        }
    }

    private void newLine() {
        boolean blank = text.substring(lineStart, at - 1).isBlank();
        if (blank && comments.isEmpty()) {
            emptyLine |= !tokens.isEmpty();
        } else if (blank && !comments.getLast().isEmpty()) {
            comments.add("");
        }
        line++;
        lineStart = at;
        newLine = true;
    }

    private void comment() {
        int end = text.indexOf('\n', at);
        String comment = text.substring(at, end < 0 ? text.length() : end).stripTrailing();
        if (newLine) {
            comments.add(comment);
        } else {
            trailing = comment;
        }
        at = end < 0 ? text.length() : end;
    }

    private void text() {
        int from = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length() && text.charAt(at) != '\n') {
                char escaped = text.charAt(at++);
                if (escaped != '"' && escaped != '\\' && escaped != 'n') {
                    findings.add(
                            Diagnostic.error(
                                            "TR001",
                                            span(at - 2, at),
                                            "`\\" + escaped + "` is no escape")
                                    .help("a text knows \\\" and \\\\ and \\n only"));
                }
                c = escaped == 'n' ? '\n' : escaped;
            }
            content.append(c);
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
        } else {
            findings.add(
                    Diagnostic.error("TR001", span(from, at), "a text that does not end")
                            .label("begins here")
                            .help("put a \" at its end, on the same line"));
        }
        add(Token.Kind.TEXT, content.toString(), from);
    }

    private void number() {
        int from = at;
        digits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            digits();
        }
        String number = text.substring(from, at);
        if (number.length() > LONGEST_NUMBER) {
            findings.add(
                    Diagnostic.error(
                            "TR009",
                            span(from, at),
                            "a number of more than %d digits".formatted(LONGEST_NUMBER)));
            number = "0";
        }
        add(Token.Kind.NUMBER, number, from);
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void word() {
        int from = at;
        while (at < text.length()
                && (isLetter(text.charAt(at))
                        || isDigit(text.charAt(at))
                        || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(from, at);
        if (name.length() > LONGEST_NAME) {
            findings.add(
                    Diagnostic.error(
                                    "TR001",
                                    span(from, at),
                                    "a name of more than %d characters".formatted(LONGEST_NAME))
                            .help("give it a shorter one"));
            name = name.substring(0, LONGEST_NAME);
        }
        char first = name.charAt(0);
        boolean variable = first >= 'A' && first <= 'Z';
        add(variable ? Token.Kind.VARIABLE : Token.Kind.NAME, name, from);
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                add(Token.Kind.SIGN, sign, at - sign.length());
                return;
            }
        }
        int from = at;
        at += Character.charCount(text.codePointAt(at));
        String odd = text.substring(from, at);
        boolean visible = Character.isDefined(odd.codePointAt(0)) && odd.codePointAt(0) > ' ';
        findings.add(
                Diagnostic.error(
                        "TR001",
                        span(from, at),
                        (visible
                                        ? "`" + odd + "`"
                                        : "the character %04x".formatted(odd.codePointAt(0)))
                                + " does not belong to the language"));
    }

    private void add(Token.Kind kind, String content, int from) {
        Layout layout = new Layout(trailing, comments, emptyLine, newLine);
        tokens.add(new Token(kind, content, span(from, at), layout));
        trailing = "";
        comments = new ArrayList<>();
        emptyLine = false;
        newLine = false;
    }

    private Span span(int from, int to) {
        return new Span(source.name(), line, from - lineStart + 1, from, to);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
