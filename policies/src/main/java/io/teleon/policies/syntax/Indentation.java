package io.teleon.policies.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// How far each line is indented.
///
/// | line | blanks |
/// |---|---|
/// | begins a declaration, or closes one | 0 |
/// | goes on with a declaration | 5, with the head of a procedure 2 |
/// | begins a rule or a clause | 2 more than its block |
/// | goes on with a rule | as far as the guards of the procedure |
/// | goes on with a clause | behind the longest word of a clause |
final class Indentation {

    private static final int STEP = 2;
    private static final int HANGING = 5;

    /// As long as `requires` and `handover`, with a blank.
    static final int CLAUSE = 9;

    static final List<String> CLAUSES =
            List.of(
                    "key",
                    "requires",
                    "effect",
                    "uses",
                    "blast",
                    "undo",
                    "handover",
                    "timeout",
                    "risk");

    private static final List<String> ITEMS =
            List.of(
                    "policy",
                    "library",
                    "import",
                    "type",
                    "percept",
                    "event",
                    "belief",
                    "pred",
                    "fun",
                    "resource",
                    "action",
                    "proc",
                    "atomic",
                    "task",
                    "guardrail");

    /// What a bracket holds.
    private enum Kind {
        RULES,
        CLAUSES,
        OTHER
    }

    private record Open(Kind kind, int indent) {}

    private final List<TextLine> lines;
    private final Deque<Open> open = new ArrayDeque<>();
    private String item = "";
    private int guards;

    Indentation(List<TextLine> lines) {
        this.lines = lines;
    }

    void indent() {
        for (int i = 0; i < lines.size(); i++) {
            TextLine line = lines.get(i);
            if (open.isEmpty() && begins(line)) {
                item = line.first().text();
                guards = guards(i);
            }
            line.indent(indent(line));
            Token before = i == 0 ? line.first() : lines.get(i - 1).tokens().getLast();
            for (Token token : line.tokens()) {
                bracket(token, before, line.indent());
                before = token;
            }
        }
    }

    private static boolean begins(TextLine line) {
        return line.first().kind() == Token.Kind.END
                || (line.first().kind() == Token.Kind.NAME
                        && ITEMS.contains(line.first().text())
                        && !(line.is(0, "policy") && line.is(1, ":")));
    }

    private int indent(TextLine line) {
        if (open.isEmpty()) {
            return begins(line) || line.is(0, "{") ? 0 : isProcedure() ? STEP : HANGING;
        }
        Open top = open.peek();
        if (line.is(0, "}") || line.is(0, ")")) {
            return top.indent();
        }
        int own = top.indent() + STEP;
        return switch (top.kind()) {
            case RULES -> isRule(line) ? own : Math.max(own, guards);
            case CLAUSES ->
                    line.first().kind() == Token.Kind.NAME && CLAUSES.contains(line.first().text())
                            ? own
                            : own + CLAUSE;
            case OTHER -> own;
        };
    }

    private boolean isProcedure() {
        return item.equals("proc") || item.equals("atomic");
    }

    static boolean isRule(TextLine line) {
        return (line.first().kind() == Token.Kind.NAME && line.is(1, ":"))
                || (line.is(0, "safety") && line.is(1, "{"));
    }

    private void bracket(Token token, Token before, int indent) {
        if (token.is("{") || token.is("(")) {
            boolean block = token.is("{") && (open.isEmpty() || before.is("safety"));
            Kind kind =
                    !block || before.is(":") || before.is("=")
                            ? Kind.OTHER
                            : isProcedure()
                                    ? Kind.RULES
                                    : item.equals("action") ? Kind.CLAUSES : Kind.OTHER;
            // What goes on inside a bracket of a rule goes on with the rule.
            open.push(new Open(kind, kind == Kind.OTHER ? Math.max(indent, hanging()) : indent));
        } else if ((token.is("}") || token.is(")")) && !open.isEmpty()) {
            open.pop();
        }
    }

    private int hanging() {
        return !open.isEmpty() && open.peek().kind() == Kind.RULES ? guards : 0;
    }

    /// The column of the guards of a procedure that begins with this line: behind the longest
    /// label.
    private int guards(int from) {
        int column = 0;
        int depth = 0;
        for (int i = from;
                i < lines.size() && (i == from || !begins(lines.get(i)) || depth > 0);
                i++) {
            TextLine line = lines.get(i);
            if (depth > 0 && isRule(line) && line.is(1, ":")) {
                column = Math.max(column, STEP * depth + line.first().text().length() + 2);
            }
            for (Token token : line.tokens()) {
                depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            }
        }
        return column;
    }

    /// The column of the guards for the rules of a line that was indented.
    static int guardColumn(List<TextLine> procedure) {
        int column = 0;
        for (TextLine line : procedure) {
            if (isRule(line) && line.is(1, ":")) {
                column = Math.max(column, line.indent() + line.first().text().length() + 2);
            }
        }
        return column;
    }
}
