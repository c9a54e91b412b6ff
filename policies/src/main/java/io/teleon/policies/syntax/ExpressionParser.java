package io.teleon.policies.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parses expressions, loosest binding first: `if`, `or`, `and`, `not` and quantifiers, `for at
/// least`, comparison, sum, product, sign, selection.
///
/// `for at least` binds looser than `not`: `not ok(D) for at least 60s` asks that D was not ok all
/// that time, which is how it reads. The other reading needs parentheses.
public final class ExpressionParser {

    static final List<String> AGGREGATES =
            List.of("count", "sum", "avg", "min_of", "max_of", "p50", "p90", "p99");

    /// Words that no expression begins with; as the name of a predicate they would confuse readers.
    static final List<String> RESERVED =
            List.of(
                    "and",
                    "or",
                    "not",
                    "if",
                    "then",
                    "else",
                    "exists",
                    "forall",
                    "where",
                    "holds",
                    "for",
                    "otherwise",
                    "nothing",
                    "seq",
                    "repeat",
                    "while",
                    "until",
                    "choose",
                    "cooldown",
                    "sustains",
                    "with",
                    "safety",
                    "run");

    private static final List<String> COMPARISONS = List.of("=", "!=", "<", "<=", ">", ">=");

    /// An expression within another one takes a dozen calls, a part of a chain takes two: so a
    /// hundred brackets fit into one another, or two hundred parts into a chain.
    private static final int WHOLE = 2;

    private static final int MOST = 64;

    private static final int MOST_WORDS = 256;

    private final Cursor cursor;

    public ExpressionParser(Cursor cursor) {
        this.cursor = cursor;
    }

    public Expr expression() {
        cursor.enter(WHOLE);
        Token first = cursor.peek();
        Expr result;
        if (cursor.take("if")) {
            Expr condition = expression();
            cursor.expect("then");
            Expr then = expression();
            cursor.expect("else");
            Expr otherwise = expression();
            result = new Expr.If(cursor.since(first), condition, then, otherwise);
        } else {
            result = or();
        }
        cursor.leave(WHOLE);
        return result;
    }

    private Expr or() {
        Token first = cursor.peek();
        Expr left = and();
        int parts = 0;
        while (cursor.take("or")) {
            parts++;
            cursor.enter();
            Expr right = and();
            left = new Expr.Binary(cursor.since(first), "or", left, right);
        }
        return leave(parts, left);
    }

    private Expr and() {
        Token first = cursor.peek();
        Expr left = lasting();
        int parts = 0;
        while (cursor.take("and")) {
            parts++;
            cursor.enter();
            Expr right = lasting();
            left = new Expr.Binary(cursor.since(first), "and", left, right);
        }
        return leave(parts, left);
    }

    /// A chain leans to the left: each of its parts is a level for whoever reads the tree.
    private Expr leave(int levels, Expr chain) {
        for (int i = 0; i < levels; i++) {
            cursor.leave();
        }
        return chain;
    }

    private Expr lasting() {
        Token first = cursor.peek();
        Expr condition = not();
        if (cursor.is("for") && cursor.peek(1).is("at") && cursor.peek(2).is("least")) {
            cursor.next();
            cursor.next();
            cursor.next();
            Tree.Amount least = amount();
            Optional<Tree.Amount> within =
                    cursor.take("in", "last") ? Optional.of(amount()) : Optional.empty();
            return new Expr.ForAtLeast(cursor.since(first), condition, least, within);
        }
        return condition;
    }

    private Expr not() {
        Token first = cursor.peek();
        if (cursor.take("not")) {
            cursor.enter();
            Expr of = not();
            cursor.leave();
            return new Expr.Not(cursor.since(first), of);
        }
        if (cursor.take("exists")) {
            List<Tree.Param> params = params("where");
            cursor.expect("where");
            cursor.enter();
            Expr where = not();
            cursor.leave();
            return new Expr.Exists(cursor.since(first), params, where);
        }
        if (cursor.take("forall")) {
            List<Tree.Param> params = params("where");
            cursor.expect("where");
            cursor.enter();
            Expr where = not();
            cursor.expect("holds");
            Expr holds = not();
            cursor.leave();
            return new Expr.Forall(cursor.since(first), params, where, holds);
        }
        return comparison();
    }

    /// `X: link, P` up to a word; at least one.
    List<Tree.Param> params(String end) {
        List<Tree.Param> params = new ArrayList<>();
        do {
            Token name =
                    cursor.expect(Token.Kind.VARIABLE, "a variable, which begins with a capital");
            Optional<Tree.TypeRef> type = cursor.take(":") ? Optional.of(type()) : Optional.empty();
            params.add(new Tree.Param(new Tree.Word(name.span(), name.text()), type));
        } while (cursor.take(","));
        if (params.size() > MOST) {
            throw cursor.mismatch(
                    cursor.previous(), "at most " + MOST + " parameters or variables", "");
        }
        if (!cursor.is(end)) {
            throw cursor.mismatch("`,` or `" + end + "`");
        }
        return params;
    }

    Tree.TypeRef type() {
        Token first = cursor.peek();
        if (cursor.take("{")) {
            List<Tree.Word> words = new ArrayList<>();
            do {
                words.add(word("a word of the enumeration"));
            } while (cursor.take(","));
            if (words.size() > MOST_WORDS) {
                throw cursor.mismatch(cursor.previous(), "at most " + MOST_WORDS + " words", "");
            }
            cursor.expect("}");
            return new Tree.TypeRef.Words(cursor.since(first), words);
        }
        return new Tree.TypeRef.Named(word("a type"));
    }

    Tree.Word word(String what) {
        Token token = cursor.expect(Token.Kind.NAME, what);
        return new Tree.Word(token.span(), token.text());
    }

    private Expr comparison() {
        Token first = cursor.peek();
        Expr left = sum();
        if (cursor.is(Token.Kind.SIGN) && COMPARISONS.contains(cursor.peek().text())) {
            String operator = cursor.next().text();
            Expr right = sum();
            left = new Expr.Binary(cursor.since(first), operator, left, right);
            if (cursor.is(Token.Kind.SIGN) && COMPARISONS.contains(cursor.peek().text())) {
                throw cursor.mismatch(
                        cursor.peek(),
                        "the end of a comparison",
                        "comparisons do not chain: write a <= b and b <= c");
            }
        }
        return left;
    }

    private Expr sum() {
        Token first = cursor.peek();
        Expr left = product();
        int parts = 0;
        while (cursor.is("+") || cursor.is("-")) {
            parts++;
            cursor.enter();
            String operator = cursor.next().text();
            Expr right = product();
            left = new Expr.Binary(cursor.since(first), operator, left, right);
        }
        return leave(parts, left);
    }

    private Expr product() {
        Token first = cursor.peek();
        Expr left = signed();
        int parts = 0;
        while (cursor.is("*") || cursor.is("/")) {
            parts++;
            cursor.enter();
            String operator = cursor.next().text();
            Expr right = signed();
            left = new Expr.Binary(cursor.since(first), operator, left, right);
        }
        return leave(parts, left);
    }

    private Expr signed() {
        Token first = cursor.peek();
        if (!cursor.take("-")) {
            return selection();
        }
        cursor.enter();
        Expr of = signed();
        cursor.leave();
        if (of instanceof Expr.Literal(Tree.Amount amount) && !amount.number().startsWith("-")) {
            return new Expr.Literal(
                    new Tree.Amount(cursor.since(first), "-" + amount.number(), amount.unit()));
        }
        return new Expr.Minus(cursor.since(first), of);
    }

    private Expr selection() {
        Token first = cursor.peek();
        Expr of = primary();
        int parts = 0;
        while (cursor.take(".")) {
            parts++;
            cursor.enter();
            Tree.Word field = word("what is to be read of it, such as `p90`");
            of = new Expr.Select(cursor.since(first), of, field);
        }
        return leave(parts, of);
    }

    private Expr primary() {
        Token first = cursor.peek();
        return switch (first.kind()) {
            case NUMBER -> new Expr.Literal(literal());
            case TEXT -> {
                cursor.next();
                yield new Expr.Text(first.span(), first.text());
            }
            case VARIABLE -> {
                cursor.next();
                yield new Expr.Variable(first.span(), first.text());
            }
            case NAME -> named(first);
            case SIGN -> {
                if (cursor.take("_")) {
                    yield new Expr.Blank(first.span());
                }
                if (cursor.take("(")) {
                    Expr inner = expression();
                    cursor.expect(")");
                    yield inner;
                }
                throw cursor.mismatch("an expression");
            }
            case END -> throw cursor.mismatch("an expression");
        };
    }

    private Expr named(Token first) {
        if (RESERVED.contains(first.text()) || cursor.isElsewhere()) {
            throw cursor.mismatch("an expression");
        }
        Tree.Word name = word("a name");
        if (cursor.is("{") && AGGREGATES.contains(name.text())) {
            return aggregate(first, name);
        }
        if (!cursor.is("(")) {
            return new Expr.Bare(name.span(), name.text());
        }
        if (name.text().equals("latched")) {
            cursor.expect("(");
            Expr on = expression();
            cursor.expect(",");
            cursor.expect("until");
            Expr off = expression();
            cursor.expect(")");
            return new Expr.Latched(cursor.since(first), on, off);
        }
        return arguments(first, name);
    }

    private Expr aggregate(Token first, Tree.Word kind) {
        cursor.expect("{");
        List<Expr> of = new ArrayList<>();
        do {
            of.add(expression());
        } while (cursor.take(","));
        cursor.expect("|");
        Expr condition = expression();
        cursor.expect("}");
        return new Expr.Aggregate(cursor.since(first), kind, of, condition);
    }

    /// `name(a, b)`.
    public Expr.Call call(String what) {
        Token first = cursor.peek();
        if (cursor.isElsewhere()) {
            throw cursor.mismatch(what);
        }
        Tree.Word name = word(what);
        if (RESERVED.contains(name.text())) {
            throw cursor.mismatch(first, what, "");
        }
        return arguments(first, name);
    }

    private Expr.Call arguments(Token first, Tree.Word name) {
        cursor.expect("(");
        List<Expr> arguments = new ArrayList<>();
        if (!cursor.is(")")) {
            do {
                arguments.add(expression());
            } while (cursor.take(","));
        }
        if (!cursor.is(")")) {
            throw cursor.mismatch("`,` or `)`");
        }
        cursor.next();
        return new Expr.Call(cursor.since(first), name, arguments);
    }

    /// A number within an expression. `0 min 5 min` is the number 0 and the modifier `min 5 min`.
    private Tree.Amount literal() {
        boolean modifier = cursor.peek(1).is("min") && cursor.peek(2).kind() == Token.Kind.NUMBER;
        return modifier ? bare() : amount();
    }

    private Tree.Amount bare() {
        Token number = cursor.expect(Token.Kind.NUMBER, "a number");
        return new Tree.Amount(number.span(), number.text(), Optional.empty());
    }

    /// A number, with the unit behind it if there is one.
    public Tree.Amount amount() {
        Tree.Amount number = bare();
        Token behind = cursor.peek();
        Optional<Quantities.Unit> unit =
                behind.kind() == Token.Kind.END ? Optional.empty() : Quantities.unit(behind.text());
        if (unit.isPresent()) {
            cursor.next();
            return new Tree.Amount(number.span().until(behind.span()), number.number(), unit);
        }
        boolean word = behind.kind() == Token.Kind.NAME || behind.kind() == Token.Kind.VARIABLE;
        Optional<String> meant = word ? Quantities.meant(behind.text()) : Optional.empty();
        boolean glued = behind.span().from() == number.span().to();
        if (word && (glued || (meant.isPresent() && !behind.before().newLine()))) {
            cursor.report(
                    Diagnostic.error("TR009", behind.span(), "`" + behind.text() + "` is no unit")
                            .help(
                                    meant.map(other -> "did you mean `" + other + "`?")
                                            .orElse(
                                                    "units are "
                                                            + String.join(
                                                                    " ",
                                                                    Quantities.all().keySet()))));
            cursor.next();
            return new Tree.Amount(
                    number.span().until(behind.span()),
                    number.number(),
                    meant.flatMap(Quantities::unit));
        }
        return number;
    }
}
