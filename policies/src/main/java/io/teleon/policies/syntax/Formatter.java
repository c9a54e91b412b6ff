package io.teleon.policies.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Canonical layout: indentation, blanks and columns are settled, where lines end within a rule or
/// declaration is left to whoever wrote it. No token is added or taken away and every comment is
/// kept, so the text means what it meant; formatting it again changes nothing, since nothing but
/// tokens, line ends and comments decides.
public final class Formatter {

    /// What is wider than this does not push the arrows of other rules away.
    private static final int WIDEST = 76;

    private final List<Token> tokens;
    private final Spacing spacing;
    private final Plan plan;

    /// Columns in which arrows and anchors stand, by procedure and table; found by a first pass.
    private final Map<Integer, Integer> arrows = new HashMap<>();

    private final Map<Plan.Table, Integer> anchors = new HashMap<>();
    private boolean measuring = true;

    // The pass that is being made.
    private StringBuilder out = new StringBuilder();
    private int lineStart;
    private int item;
    private int rule = -1;
    private final Map<Integer, Integer> columns = new HashMap<>();
    private final Deque<Integer> blocks = new ArrayDeque<>();

    private Formatter(List<Token> tokens, Tree tree) {
        this.tokens = tokens;
        this.spacing = new Spacing(tokens);
        this.plan = new Plan(tokens, tree);
    }

    public static Formatted format(Source source) {
        Findings findings = new Findings();
        Tree tree = Parser.parse(source, findings);
        if (findings.hasErrors()) {
            return new Formatted(source.text(), findings.all());
        }
        Formatter formatter = new Formatter(Lexer.tokens(source, new Findings()), tree);
        formatter.pass(source);
        formatter.measuring = false;
        return new Formatted(formatter.pass(source), List.of());
    }

    private String pass(Source source) {
        out = new StringBuilder();
        lineStart = 0;
        rule = -1;
        columns.clear();
        blocks.clear();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean end = token.kind() == Token.Kind.END;
            if (plan.startsItem(i)) {
                item = i;
                rule = -1;
            }
            if (plan.startsRule(i)) {
                rule = i;
            }
            if (i == 0 || end || isBroken(i)) {
                breakLine(i);
            } else {
                blanks(i);
            }
            if (end) {
                break;
            }
            int from = column();
            out.append(source.text(), token.span().from(), token.span().to());
            track(i, from);
        }
        return out.toString();
    }

    private int column() {
        return out.length() - lineStart;
    }

    private void track(int i, int from) {
        Token token = tokens.get(i);
        if (token.is("(") || token.is("{")) {
            columns.put(i, from);
            if (spacing.kindOf(i) == Spacing.Bracket.BLOCK) {
                blocks.push(i);
            }
        } else if (token.is("}")
                && !blocks.isEmpty()
                && spacing.bracket(i) == blocks.peek()) {
            blocks.pop();
            if (blocks.size() <= 1) {
                rule = blocks.isEmpty() || endsSafety(i) ? -1 : rule;
            }
        }
    }

    /// Whether a closing brace ends the safety rules: its opening stands behind `safety`.
    private boolean endsSafety(int i) {
        int opening = spacing.bracket(i);
        return opening > 0 && tokens.get(opening - 1).is("safety");
    }

    private boolean isBroken(int i) {
        Token token = tokens.get(i);
        if (token.before().newLine() || plan.startsItem(i) || plan.startsRule(i)) {
            return true;
        }
        if (!plan.isProcedure(item)) {
            return false;
        }
        boolean safety = token.is("safety") && tokens.get(i + 1).is("{") && blocks.size() == 1;
        boolean closing =
                token.is("}")
                        && !blocks.isEmpty()
                        && spacing.bracket(i) == blocks.peek()
                        && (blocks.size() == 1 || endsSafety(i));
        return safety || closing;
    }

    // --- lines

    private void breakLine(int i) {
        Layout before = tokens.get(i).before();
        boolean end = tokens.get(i).kind() == Token.Kind.END;
        if (!before.trailing().isEmpty()) {
            out.append("  ").append(before.trailing());
        }
        if (i > 0) {
            newLine();
        }
        int indent = end ? 0 : indent(i);
        List<String> comments = before.comments();
        if (before.emptyLine() && i > 0 && !(end && comments.isEmpty())) {
            newLine();
        }
        boolean closing = !end && spacing.closes(i);
        for (int k = 0; k < comments.size(); k++) {
            String comment = comments.get(k);
            if (comment.isEmpty() && end && k == comments.size() - 1) {
                break;
            }
            if (!comment.isEmpty()) {
                out.append(" ".repeat(indent + (closing ? 2 : 0))).append(comment);
            }
            newLine();
        }
        out.append(" ".repeat(indent));
    }

    private void newLine() {
        out.append('\n');
        lineStart = out.length();
    }

    /// How far the line that a token begins is indented.
    private int indent(int i) {
        if (plan.startsItem(i)) {
            return 0;
        }
        if (plan.startsRule(i)) {
            return plan.isSafety(i) ? 4 : 2;
        }
        int opening = spacing.bracket(i);
        if (opening < 0) {
            boolean body = tokens.get(i).is("{") && (plan.isProcedure(item) || plan.isAction(item));
            return body ? 0 : plan.isProcedure(item) || plan.isAction(item) ? 2 : 5;
        }
        boolean closes = spacing.closes(i);
        if (spacing.kindOf(opening) != Spacing.Bracket.BLOCK) {
            return columns.getOrDefault(opening, 0) + (closes ? 0 : 1);
        }
        if (plan.isAction(item)) {
            boolean clause = ActionParser.CLAUSES.contains(tokens.get(i).text());
            return closes ? 0 : clause ? 2 : 11;
        }
        if (closes && (endsSafety(i) || blocks.size() <= 1)) {
            return endsSafety(i) ? 2 : 0;
        }
        if (rule < 0) {
            return 2;
        }
        boolean inside = opening > rule && !closes;
        return plan.guard(rule) + (inside ? 2 : 0);
    }

    // --- columns

    private void blanks(int i) {
        Token token = tokens.get(i);
        if (i - 1 == item) {
            pad(plan.table(item).width() + 1 - tokens.get(item).text().length());
        } else if (rule >= 0 && i - 2 == rule) {
            pad(plan.guard(rule) - column());
        } else if (plan.isAction(item)
                && tokens.get(i - 1).before().newLine()
                && spacing.bracket(i - 1) >= 0
                && ActionParser.CLAUSES.contains(tokens.get(i - 1).text())) {
            pad(9 - tokens.get(i - 1).text().length());
        } else if (token.is("~>")) {
            column(arrows, item);
        } else if (plan.anchored(i) >= 0) {
            column(anchors, plan.table(plan.anchored(i)));
        } else if (spacing.before(i)) {
            out.append(' ');
        }
    }

    private void pad(int blanks) {
        out.append(" ".repeat(Math.max(1, blanks)));
    }

    /// In the first pass notes how far a column must stand off, in the second goes there.
    private <K> void column(Map<K, Integer> targets, K key) {
        if (measuring && column() <= WIDEST) {
            targets.merge(key, column() + 1, Math::max);
        }
        pad(measuring ? 1 : targets.getOrDefault(key, 0) - column());
    }
}
