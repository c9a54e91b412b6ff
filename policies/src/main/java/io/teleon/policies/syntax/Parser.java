package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses a whole file. After an error it goes on with the next rule, clause or declaration, so
/// that all errors of a file are told in one go.
public final class Parser {

    static final List<String> ITEMS =
            List.of(
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

    private final Source source;
    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final ProcedureParser procedures;

    private Parser(Source source, Findings findings) {
        this.source = source;
        this.cursor = new Cursor(source, findings);
        this.expressions = new ExpressionParser(cursor);
        this.procedures = new ProcedureParser(cursor, expressions);
    }

    /// @param findings what is wrong is added here; then the tree holds what could be read
    public static Tree parse(Source source, Findings findings) {
        return new Parser(source, findings).file();
    }

    private Tree file() {
        Optional<Tree.Header> header = Optional.empty();
        try {
            header = Optional.of(header());
        } catch (Cursor.Mismatch _) {
            cursor.resetDepth();
            skipToItem(-1);
        }
        List<Tree.Import> imports = new ArrayList<>();
        List<Tree.Item> items = new ArrayList<>();
        while (!cursor.isAtEnd()) {
            Token first = cursor.peek();
            try {
                if (cursor.take("import")) {
                    Tree.Word unit = expressions.word("the name of a library");
                    imports.add(new Tree.Import(cursor.since(first), unit));
                } else {
                    items.add(item());
                }
            } catch (Cursor.Mismatch _) {
                cursor.resetDepth();
                skipToItem(first.span().from());
            }
        }
        return new Tree(source, header, imports, items);
    }

    /// To the next line after a place that begins like a declaration.
    private void skipToItem(int after) {
        while (!cursor.isAtEnd()) {
            Token token = cursor.peek();
            boolean begins =
                    token.before().newLine()
                            && (ITEMS.contains(token.text()) || token.is("import"))
                            && cursor.peek(1).kind() == Token.Kind.NAME;
            if (begins && token.span().from() > after) {
                return;
            }
            cursor.next();
        }
    }

    private Tree.Header header() {
        Token first = cursor.peek();
        boolean library = cursor.is("library");
        if (!library && !cursor.is("policy")) {
            throw cursor.mismatch(
                    first,
                    "`policy` or `library`",
                    "a file begins with  policy name \"1.0.0\" owner \"team\" mode suggest");
        }
        cursor.next();
        Tree.Word name = expressions.word("the name of the " + first.text());
        String version = cursor.expect(Token.Kind.TEXT, "its version, a text").text();
        String owner = "";
        if (cursor.take("owner")) {
            owner = cursor.expect(Token.Kind.TEXT, "the owner, a text").text();
        }
        Optional<Tree.Word> mode =
                cursor.take("mode") ? Optional.of(expressions.word("a mode")) : Optional.empty();
        return new Tree.Header(cursor.since(first), library, name, version, owner, mode);
    }

    private Tree.Item item() {
        Token first = cursor.peek();
        if (first.kind() != Token.Kind.NAME || !ITEMS.contains(first.text())) {
            throw cursor.mismatch(
                    "a declaration: " + String.join(", ", new java.util.TreeSet<>(ITEMS)));
        }
        cursor.next();
        return switch (first.text()) {
            case "type" -> type(first);
            case "percept" -> percept(first);
            case "event" -> event(first);
            case "belief" -> belief(first);
            case "pred" -> predicate(first);
            case "fun" -> function(first);
            case "resource" -> resource(first);
            case "action" -> new ActionParser(cursor, expressions).action(first);
            case "atomic" -> {
                cursor.expect("proc");
                yield procedures.procedure(first, true);
            }
            case "proc" -> procedures.procedure(first, false);
            case "task" -> procedures.task(first);
            default -> guardrail(first);
        };
    }

    private Tree.Item type(Token first) {
        Tree.Word name = expressions.word("the name of the type");
        cursor.expect("=");
        if (cursor.take("entity")) {
            return new Tree.TypeItem(cursor.since(first), name, Optional.empty());
        }
        Tree.TypeRef type = expressions.type();
        return new Tree.TypeItem(cursor.since(first), name, Optional.of(type));
    }

    private List<Tree.TypeRef> types() {
        cursor.expect("(");
        List<Tree.TypeRef> types = new ArrayList<>();
        if (!cursor.is(")")) {
            do {
                types.add(expressions.type());
            } while (cursor.take(","));
        }
        cursor.expect(")");
        return types;
    }

    private Optional<Tree.TypeRef> value() {
        return cursor.take(":") ? Optional.of(expressions.type()) : Optional.empty();
    }

    private Tree.Item percept(Token first) {
        Tree.Word name = expressions.word("the name of the percept");
        List<Tree.TypeRef> key = types();
        Optional<Tree.TypeRef> value = value();
        cursor.expect("fresh");
        Tree.Amount fresh = expressions.amount();
        Optional<Tree.Word> forecast =
                cursor.take("forecast")
                        ? Optional.of(expressions.word("the class of the model"))
                        : Optional.empty();
        return new Tree.PerceptItem(cursor.since(first), name, key, value, fresh, forecast);
    }

    private Tree.Item event(Token first) {
        Tree.Word name = expressions.word("the name of the event");
        List<Tree.TypeRef> arguments = types();
        cursor.expect("keep");
        Tree.Amount keep = expressions.amount();
        return new Tree.EventItem(cursor.since(first), name, arguments, keep);
    }

    private Tree.Item belief(Token first) {
        Tree.Word name = expressions.word("the name of the belief");
        List<Tree.TypeRef> key = types();
        Optional<Tree.TypeRef> value = value();
        Optional<Tree.Amount> ttl =
                cursor.take("ttl") ? Optional.of(expressions.amount()) : Optional.empty();
        return new Tree.BeliefItem(cursor.since(first), name, key, value, ttl);
    }

    private Tree.Item predicate(Token first) {
        Tree.Word name = expressions.word("the name of the predicate");
        List<Tree.Param> params = procedures.params();
        cursor.expect("if");
        Expr body = expressions.expression();
        return new Tree.PredicateItem(cursor.since(first), name, params, body);
    }

    private Tree.Item function(Token first) {
        Tree.Word name = expressions.word("the name of the function");
        List<Tree.Param> params = procedures.params();
        cursor.expect(":");
        Tree.TypeRef value = expressions.type();
        cursor.expect("=");
        Expr body = expressions.expression();
        return new Tree.FunctionItem(cursor.since(first), name, params, value, body);
    }

    private Tree.Item resource(Token first) {
        Tree.Word name = expressions.word("the name of the resource");
        List<Tree.TypeRef> key = types();
        Optional<Tree.Amount> capacity =
                cursor.take("capacity") ? Optional.of(expressions.amount()) : Optional.empty();
        return new Tree.ResourceItem(cursor.since(first), name, key, capacity);
    }

    private Tree.Item guardrail(Token first) {
        Tree.Word name = expressions.word("the name of the guardrail");
        cursor.expect("on");
        List<Tree.Word> actions = new ArrayList<>();
        if (!cursor.take("all")) {
            do {
                actions.add(expressions.word("an action, or `all`"));
            } while (cursor.take(","));
        }
        cursor.expect("require");
        Expr require = expressions.expression();
        cursor.expect("else");
        Tree.Word otherwise = expressions.word("`deny`, `defer` or `ask`");
        Optional<Tree.Word> role = Optional.empty();
        Optional<Tree.Amount> timeout = Optional.empty();
        switch (otherwise.text()) {
            case "deny", "defer" -> {}
            case "ask" -> {
                role = Optional.of(expressions.word("the role that is asked"));
                cursor.expect("timeout");
                timeout = Optional.of(expressions.amount());
            }
            default -> throw cursor.mismatch(cursor.previous(), "`deny`, `defer` or `ask`", "");
        }
        return new Tree.GuardrailItem(
                cursor.since(first), name, actions, require, otherwise, role, timeout);
    }
}
