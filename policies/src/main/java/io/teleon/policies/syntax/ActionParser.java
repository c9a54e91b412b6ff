package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses one action.
final class ActionParser {

    private static final List<String> CLAUSES =
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

    private final Cursor cursor;
    private final ExpressionParser expressions;

    private Optional<List<Tree.Word>> key = Optional.empty();
    private Optional<Expr> requires = Optional.empty();
    private Optional<Expr> effect = Optional.empty();
    private Optional<Tree.Amount> within = Optional.empty();
    private List<Expr.Call> uses = List.of();
    private Optional<Expr> blast = Optional.empty();
    private Optional<Expr.Call> undo = Optional.empty();
    private Optional<Tree.Word> handover = Optional.empty();
    private Optional<Tree.Amount> timeout = Optional.empty();
    private Optional<Tree.Word> risk = Optional.empty();

    ActionParser(Cursor cursor, ExpressionParser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    Tree.Item action(Token first) {
        ProcedureParser heads = new ProcedureParser(cursor, expressions);
        Tree.Word name = expressions.word("the name of the action");
        List<Tree.Param> params = heads.params();
        Tree.Word kind = expressions.word("`durative`, `ratify` or `once`");
        if (!List.of("durative", "ratify", "once").contains(kind.text())) {
            throw cursor.mismatch(cursor.previous(), "`durative`, `ratify` or `once`", "");
        }
        cursor.expect("{");
        List<String> seen = new ArrayList<>();
        while (!cursor.take("}")) {
            clause(seen);
        }
        return new Tree.ActionItem(
                cursor.since(first),
                name,
                params,
                kind,
                key,
                requires,
                effect,
                within,
                uses,
                blast,
                undo,
                handover,
                timeout,
                risk);
    }

    private void clause(List<String> seen) {
        Token clause = cursor.peek();
        if (clause.kind() != Token.Kind.NAME || !CLAUSES.contains(clause.text())) {
            throw cursor.mismatch(
                    "a clause of the action ("
                            + String.join(", ", new java.util.TreeSet<>(CLAUSES))
                            + ") or `}`");
        }
        cursor.next();
        if (seen.contains(clause.text())) {
            cursor.report(
                    Diagnostic.error(
                            "TR006", clause.span(), "`" + clause.text() + "` stands here twice"));
        }
        seen.add(clause.text());
        switch (clause.text()) {
            case "key" -> key = Optional.of(variables());
            case "requires" -> requires = Optional.of(expressions.expression());
            case "effect" -> {
                effect = Optional.of(expressions.expression());
                if (!cursor.is("within")) {
                    throw cursor.mismatch(
                            cursor.peek(),
                            "`within`",
                            "a promise needs a time: effect c within 20s");
                }
                cursor.next();
                within = Optional.of(expressions.amount());
            }
            case "uses" -> uses = uses();
            case "blast" -> blast = Optional.of(expressions.expression());
            case "undo" -> undo = Optional.of(expressions.call("the action that undoes it"));
            case "handover" ->
                    handover = Optional.of(expressions.word("`make_first` or `break_first`"));
            case "timeout" -> timeout = Optional.of(expressions.amount());
            default -> risk = Optional.of(expressions.word("`low`, `medium` or `high`"));
        }
    }

    List<Expr.Call> uses() {
        List<Expr.Call> calls = new ArrayList<>();
        do {
            calls.add(expressions.call("a resource with its key"));
        } while (cursor.take(","));
        return calls;
    }

    private List<Tree.Word> variables() {
        List<Tree.Word> variables = new ArrayList<>();
        do {
            Token token = cursor.expect(Token.Kind.VARIABLE, "a parameter of the action");
            variables.add(new Tree.Word(token.span(), token.text()));
        } while (cursor.take(","));
        return variables;
    }
}
