package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses procedures and tasks.
final class ProcedureParser {

    private final Cursor cursor;
    private final ExpressionParser expressions;

    ProcedureParser(Cursor cursor, ExpressionParser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    /// `(X: link, Y: path)`, also empty.
    List<Tree.Param> params() {
        cursor.expect("(");
        if (cursor.take(")")) {
            return List.of();
        }
        List<Tree.Param> params = expressions.params(")");
        cursor.expect(")");
        return params;
    }

    Tree.Item procedure(Token first, boolean atomic) {
        Tree.Word name = expressions.word("the name of the procedure");
        List<Tree.Param> params = params();
        Optional<Tree.GoalClause> goal = Optional.empty();
        Optional<Tree.UnknownClause> unknown = Optional.empty();
        List<Expr.Call> uses = new ArrayList<>();
        while (!cursor.is("{")) {
            if (cursor.is("goal")) {
                goal = Optional.of(goal());
            } else if (cursor.is("on", "unknown")) {
                unknown = Optional.of(unknown());
            } else if (cursor.take("uses")) {
                uses.addAll(new ActionParser(cursor, expressions).uses());
            } else {
                throw cursor.mismatch("`goal`, `on unknown`, `uses` or `{`");
            }
        }
        cursor.expect("{");
        List<Tree.RuleNode> safety = new ArrayList<>();
        if (cursor.is("safety", "{")) {
            cursor.take("safety", "{");
            rules(safety);
        }
        List<Tree.RuleNode> rules = new ArrayList<>();
        rules(rules);
        return new Tree.ProcedureItem(
                cursor.since(first), name, atomic, params, goal, unknown, uses, safety, rules);
    }

    private Tree.GoalClause goal() {
        Token first = cursor.next();
        boolean achieve = cursor.take("achieve");
        if (!achieve && !cursor.take("maintain")) {
            throw cursor.mismatch("`achieve` or `maintain`");
        }
        Expr condition = expressions.expression();
        Optional<Tree.Amount> within =
                cursor.take("within") ? Optional.of(expressions.amount()) : Optional.empty();
        return new Tree.GoalClause(cursor.since(first), achieve, condition, within);
    }

    private Tree.UnknownClause unknown() {
        Token first = cursor.next();
        cursor.next();
        Tree.Word kind = expressions.word("`hold`, `skip` or `escalate`");
        Optional<Tree.Amount> hold =
                switch (kind.text()) {
                    case "hold" -> Optional.of(expressions.amount());
                    case "skip", "escalate" -> Optional.empty();
                    default ->
                            throw cursor.mismatch(
                                    cursor.previous(), "`hold`, `skip` or `escalate`", "");
                };
        return new Tree.UnknownClause(cursor.since(first), kind.text(), hold);
    }

    /// Up to the closing brace, which is taken.
    private void rules(List<Tree.RuleNode> rules) {
        while (!cursor.take("}")) {
            if (cursor.isAtEnd()) {
                throw cursor.mismatch("a rule or `}`");
            }
            try {
                rules.add(rule());
            } catch (Cursor.Mismatch _) {
                cursor.resetDepth();
                skipToRule();
            }
        }
    }

    /// To the next label or closing brace of this block, or to what looks like a new declaration.
    private void skipToRule() {
        int depth = 0;
        while (!cursor.isAtEnd()) {
            Token token = cursor.peek();
            if (depth == 0 && (token.is("}") || (isLabel() && token.before().newLine()))) {
                return;
            }
            if (token.span().column() == 1 && token.kind() == Token.Kind.NAME && !isLabel()) {
                throw new Cursor.Mismatch();
            }
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            cursor.next();
        }
    }

    private boolean isLabel() {
        return cursor.is(Token.Kind.NAME) && cursor.peek(1).is(":");
    }

    private Tree.RuleNode rule() {
        Token first = cursor.peek();
        if (!isLabel()) {
            throw cursor.mismatch(
                    first, "a rule, which begins with its label", "label: guard ~> what to do");
        }
        Tree.Word label = expressions.word("a label");
        cursor.expect(":");
        Optional<Expr> guard =
                cursor.take("otherwise") ? Optional.empty() : Optional.of(expressions.expression());
        Optional<Tree.ChooseClause> choose = Optional.empty();
        if (cursor.take("choose")) {
            boolean least = cursor.take("min");
            if (!least && !cursor.take("max")) {
                throw cursor.mismatch("`min` or `max`");
            }
            choose = Optional.of(new Tree.ChooseClause(least, expressions.expression()));
        }
        List<Tree.Modifier> modifiers = new ArrayList<>();
        while (!cursor.take("~>")) {
            modifiers.add(modifier());
        }
        Tree.Body body = body();
        List<Tree.UpdateNode> updates = new ArrayList<>();
        if (cursor.take("++")) {
            cursor.expect("{");
            do {
                updates.add(update());
            } while (cursor.take(";"));
            cursor.expect("}");
        }
        return new Tree.RuleNode(
                cursor.since(first), label, guard, choose, modifiers, body, updates);
    }

    private Tree.Modifier modifier() {
        Token first = cursor.peek();
        Optional<Expr> condition = Optional.empty();
        Optional<Tree.Amount> duration = Optional.empty();
        Optional<Tree.Amount> times = Optional.empty();
        if (cursor.take("while") || cursor.take("until")) {
            condition = Optional.of(expressions.expression());
        } else if (cursor.take("min") || cursor.take("max") || cursor.take("cooldown")) {
            duration = Optional.of(expressions.amount());
        } else if (cursor.take("at", "most")) {
            times = Optional.of(expressions.amount());
            cursor.expect("per");
            duration = Optional.of(expressions.amount());
        } else if (!cursor.take("sustains", "goal")) {
            throw cursor.mismatch(
                    "`~>` or one of `while`, `until`, `min`, `max`, `cooldown`, `at most`, `sustains goal`");
        }
        return new Tree.Modifier(cursor.since(first), first.text(), condition, duration, times);
    }

    private Tree.Body body() {
        Token first = cursor.peek();
        if (cursor.take("nothing")) {
            return new Tree.Body(first.span(), "nothing", List.of());
        }
        List<Tree.CallNode> calls = new ArrayList<>();
        boolean repeat = cursor.is("repeat", "seq");
        if (repeat || cursor.is("seq", "{")) {
            if (repeat) {
                cursor.next();
            }
            cursor.next();
            cursor.expect("{");
            do {
                calls.add(call(true));
            } while (cursor.take(";"));
            cursor.expect("}");
            return new Tree.Body(cursor.since(first), repeat ? "repeat" : "seq", calls);
        }
        do {
            calls.add(call(false));
        } while (cursor.take(","));
        return new Tree.Body(cursor.since(first), "all", calls);
    }

    private Tree.CallNode call(boolean step) {
        Token first = cursor.peek();
        Expr.Call call =
                expressions.call("`nothing`, a sequence, or a call of an action or procedure");
        Optional<Tree.Word> approval = Optional.empty();
        Optional<Tree.Amount> timeout = Optional.empty();
        boolean dryRun = false;
        while (cursor.take("with")) {
            if (cursor.take("approval")) {
                approval = Optional.of(expressions.word("the role that approves"));
                if (cursor.take("timeout")) {
                    timeout = Optional.of(expressions.amount());
                }
            } else if (cursor.take("dry_run")) {
                dryRun = true;
            } else {
                throw cursor.mismatch("`approval` or `dry_run`");
            }
        }
        Optional<Tree.Amount> lasts =
                step && cursor.take("for") ? Optional.of(expressions.amount()) : Optional.empty();
        return new Tree.CallNode(cursor.since(first), call, approval, timeout, dryRun, lasts);
    }

    private Tree.UpdateNode update() {
        Token first = cursor.peek();
        if (cursor.take("remember")) {
            Expr.Call belief = expressions.call("a belief");
            Optional<Expr> value =
                    cursor.take("=") ? Optional.of(expressions.expression()) : Optional.empty();
            Optional<Tree.Amount> ttl =
                    cursor.take("ttl") ? Optional.of(expressions.amount()) : Optional.empty();
            return new Tree.UpdateNode.Remember(cursor.since(first), belief, value, ttl);
        }
        if (cursor.take("forget")) {
            Expr.Call belief = expressions.call("a belief");
            return new Tree.UpdateNode.Forget(cursor.since(first), belief);
        }
        if (cursor.take("notify")) {
            Tree.Word topic = text("whom to tell, a text");
            Tree.Word message = text("what to tell, a text");
            return new Tree.UpdateNode.Notify(cursor.since(first), topic, message);
        }
        throw cursor.mismatch("`remember`, `forget` or `notify`");
    }

    private Tree.Word text(String what) {
        Token token = cursor.expect(Token.Kind.TEXT, what);
        return new Tree.Word(token.span(), token.text());
    }

    Tree.Item task(Token first) {
        Tree.Word name = expressions.word("the name of the task");
        List<Tree.Param> each = List.of();
        Optional<Expr> where = Optional.empty();
        if (cursor.take("for")) {
            cursor.expect("each");
            each = eachParams();
            if (cursor.take("where")) {
                where = Optional.of(expressions.expression());
            }
        }
        cursor.expect("run");
        Expr.Call run = expressions.call("a procedure");
        Optional<Expr> priority =
                cursor.take("priority") ? Optional.of(expressions.expression()) : Optional.empty();
        Optional<Tree.Amount> limit =
                cursor.take("limit") ? Optional.of(expressions.amount()) : Optional.empty();
        return new Tree.TaskItem(cursor.since(first), name, each, where, run, priority, limit);
    }

    private List<Tree.Param> eachParams() {
        List<Tree.Param> params = new ArrayList<>();
        do {
            Token name = cursor.expect(Token.Kind.VARIABLE, "a variable");
            cursor.expect(":");
            params.add(
                    new Tree.Param(
                            new Tree.Word(name.span(), name.text()),
                            Optional.of(expressions.type())));
        } while (cursor.take(","));
        return params;
    }
}
