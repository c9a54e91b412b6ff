package io.teleon.policies.link;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Expression.Comparison;
import io.teleon.policies.program.Type;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Expr;
import io.teleon.policies.syntax.Span;
import io.teleon.policies.syntax.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Links expressions in one scope. Conditions and values are asked for by different methods, so
/// that a message can say which was wanted.
final class ExpressionLinker {

    private static final int MOST_VARIABLES = 64;

    private final Scope scope;
    private final Unit unit;
    private final TemporalCounter temporals;
    private final boolean transition;
    private final boolean looseNames;

    /// @param transition whether circumstances of a transition may be asked
    /// @param looseNames whether a bare word may name a thing, as in tests and questions
    ExpressionLinker(
            Scope scope, TemporalCounter temporals, boolean transition, boolean looseNames) {
        this.scope = scope;
        this.unit = scope.unit();
        this.temporals = temporals;
        this.transition = transition;
        this.looseNames = looseNames;
    }

    ExpressionLinker(Scope scope, TemporalCounter temporals) {
        this(scope, temporals, false, false);
    }

    Scope scope() {
        return scope;
    }

    /// Opens all variables that the expressions leave open and the scope does not have, as free
    /// variables; those that nothing restricts are an error.
    List<Expression.Variable> open(Expr condition) {
        Map<String, Span> names = FreeVariables.of(condition, scope);
        if (names.size() > MOST_VARIABLES) {
            throw unit.error(
                    "TR021", condition.span(), "more than " + MOST_VARIABLES + " variables");
        }
        Set<String> restricted =
                names.isEmpty() ? Set.of() : FreeVariables.restricted(condition, scope);
        List<Expression.Variable> opened = new ArrayList<>();
        for (Map.Entry<String, Span> name : names.entrySet()) {
            Type type = inferred(name.getKey(), name.getValue(), List.of(condition));
            if (!restricted.contains(name.getKey())) {
                throw unit.error(
                        Diagnostic.error(
                                        "TR021",
                                        name.getValue(),
                                        "nothing says which `" + name.getKey() + "` is meant")
                                .label(
                                        "it is bound neither by a parameter nor by a quantifier nor by a fact")
                                .help(
                                        "ask for a fact about it without `not`, or write exists/forall "
                                                + name.getKey()
                                                + ": "
                                                + type.name()
                                                + " where ..."));
            }
            opened.add(scope.open(name.getValue(), name.getKey(), type));
        }
        return opened;
    }

    private Type inferred(String name, Span span, List<Expr> where) {
        for (Expr expression : where) {
            Optional<Type> type = FreeVariables.type(name, expression, scope);
            if (type.isPresent()) {
                if (!Types.isFinite(type.get())) {
                    throw unit.error(
                            Diagnostic.error(
                                            "TR021",
                                            span,
                                            "`%s` would range over every %s"
                                                    .formatted(name, type.get().name()))
                                    .help(
                                            "only things of the network and words of enumerations can be searched"));
                }
                return type.get();
            }
        }
        throw unit.error(
                Diagnostic.error("TR021", span, "nothing says what `" + name + "` is")
                        .help(
                                "write its type in a quantifier, or use it as the argument of a fact"));
    }

    /// A condition whose open variables are all quantified: it holds if it does for some.
    Expression closed(Expr condition) {
        List<Expression.Variable> opened = open(condition);
        try {
            Expression inner = condition(condition);
            return opened.isEmpty()
                    ? inner
                    : new Expression.Exists(condition.span(), Types.BOOL, opened, inner);
        } finally {
            scope.close(opened);
        }
    }

    Expression condition(Expr expr) {
        return switch (expr) {
            case Expr.Not(Span span, Expr of) ->
                    new Expression.Not(span, Types.BOOL, condition(of));
            case Expr.Binary binary when binary.operator().equals("and") ->
                    new Expression.And(binary.span(), Types.BOOL, both(binary, "and"));
            case Expr.Binary binary when binary.operator().equals("or") ->
                    new Expression.Or(binary.span(), Types.BOOL, both(binary, "or"));
            case Expr.Binary binary when comparison(binary.operator()).isPresent() ->
                    comparison(binary);
            case Expr.Exists(Span span, List<Tree.Param> params, Expr where) -> {
                List<Expression.Variable> opened = open(params, List.of(where));
                Expression inner = inside(opened, where);
                yield new Expression.Exists(span, Types.BOOL, opened, inner);
            }
            case Expr.Forall forall -> forall(forall);
            case Expr.ForAtLeast lasting -> lasting(lasting);
            case Expr.Latched latched -> latched(latched);
            default -> {
                Expression linked = value(expr, Optional.of(Types.BOOL));
                yield linked;
            }
        };
    }

    private List<Expression> both(Expr.Binary binary, String operator) {
        List<Expr> flat = new ArrayList<>();
        flatten(binary, operator, flat);
        List<Expression> linked = new ArrayList<>();
        Optional<LinkError> failed = Optional.empty();
        for (Expr part : flat) {
            try {
                linked.add(condition(part));
            } catch (LinkError error) {
                failed = Optional.of(error);
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return linked;
    }

    private static void flatten(Expr expr, String operator, List<Expr> parts) {
        if (expr instanceof Expr.Binary binary && binary.operator().equals(operator)) {
            flatten(binary.left(), operator, parts);
            flatten(binary.right(), operator, parts);
        } else {
            parts.add(expr);
        }
    }

    /// Opens the variables of a quantifier.
    private List<Expression.Variable> open(List<Tree.Param> params, List<Expr> inside) {
        List<Expression.Variable> opened = new ArrayList<>();
        for (Tree.Param param : params) {
            Type type =
                    param.type().isPresent()
                            ? unit.type(param.type().get())
                            : inferred(param.name().text(), param.name().span(), inside);
            if (!Types.isFinite(type)) {
                scope.close(opened);
                throw unit.error(
                        "TR021",
                        param.name().span(),
                        "`%s` would range over every %s"
                                .formatted(param.name().text(), type.name()));
            }
            opened.add(scope.open(param.name().span(), param.name().text(), type));
        }
        return opened;
    }

    private Expression inside(List<Expression.Variable> opened, Expr expr) {
        try {
            return closed(expr);
        } finally {
            scope.close(opened);
        }
    }

    private Expression forall(Expr.Forall forall) {
        List<Expression.Variable> opened =
                open(forall.params(), List.of(forall.where(), forall.holds()));
        try {
            Expression where = closed(forall.where());
            Expression holds = closed(forall.holds());
            return new Expression.Forall(forall.span(), Types.BOOL, opened, where, holds);
        } finally {
            scope.close(opened);
        }
    }

    private Expression lasting(Expr.ForAtLeast lasting) {
        Expression condition = condition(lasting.condition());
        Duration least = duration(lasting.least());
        Optional<Duration> within = lasting.within().map(this::duration);
        if (within.isPresent() && within.get().compareTo(least) < 0) {
            throw unit.error(
                    Diagnostic.error(
                            "TR009", lasting.span(), "nothing lasts longer than its window"));
        }
        return new Expression.ForAtLeast(
                lasting.span(),
                Types.BOOL,
                temporals.next(),
                cell(condition.free(), lasting.span()),
                condition,
                least,
                within);
    }

    private Expression latched(Expr.Latched latched) {
        Expression on = condition(latched.on());
        Expression off = condition(latched.off());
        List<Expression.Variable> free =
                new Expression.And(latched.span(), Types.BOOL, List.of(on, off)).free();
        return new Expression.Latched(
                latched.span(), Types.BOOL, temporals.next(), cell(free, latched.span()), on, off);
    }

    List<Expression.Variable> cell(List<Expression.Variable> free, Span span) {
        for (Expression.Variable variable : free) {
            if (!Types.isFinite(variable.type())) {
                throw unit.error(
                        Diagnostic.error(
                                        "TR022",
                                        span,
                                        "what is remembered here would depend on `%s`, a %s"
                                                .formatted(variable.name(), variable.type().name()))
                                .help(
                                        "memory is kept for things of the network and words of enumerations only"));
            }
        }
        return free;
    }

    // --- values

    Expression value(Expr expr, Type wanted) {
        return value(expr, Optional.of(wanted));
    }

    /// @param wanted what its place asks for, if that is known
    Expression value(Expr expr, Optional<Type> wanted) {
        if (wanted.isPresent() && wanted.get().equals(Types.BOOL) && isCondition(expr)) {
            return condition(expr);
        }
        Expression linked = untested(expr, wanted);
        if (wanted.isPresent() && !Types.fit(linked.type(), wanted.get())) {
            throw mismatch(expr.span(), linked.type(), wanted.get());
        }
        return linked;
    }

    private static boolean isCondition(Expr expr) {
        return switch (expr) {
            case Expr.Not _, Expr.Exists _, Expr.Forall _, Expr.ForAtLeast _, Expr.Latched _ ->
                    true;
            case Expr.Binary binary ->
                    binary.operator().equals("and")
                            || binary.operator().equals("or")
                            || comparison(binary.operator()).isPresent();
            default -> false;
        };
    }

    private LinkError mismatch(Span span, Type found, Type wanted) {
        boolean units = found instanceof Type.Quantity && wanted instanceof Type.Quantity;
        return unit.error(
                Diagnostic.error(
                                units ? "TR004" : "TR005",
                                span,
                                "%s is wanted, this is %s".formatted(kind(wanted), kind(found)))
                        .label(kind(found)));
    }

    static String kind(Type type) {
        return switch (type) {
            case Type.Bool _ -> "a condition";
            case Type.Text _ -> "a text";
            case Type.Quantity(String name, _) -> name.equals("number") ? "a number" : name;
            case Type.Entity(String name) -> "a " + name;
            case Type.Enumeration(String name, _) -> "a word of " + name;
        };
    }

    private Expression untested(Expr expr, Optional<Type> wanted) {
        return switch (expr) {
            case Expr.Literal(Tree.Amount amount) -> number(amount);
            case Expr.Text(Span span, String text) -> text(span, text, wanted);
            case Expr.Variable(Span span, String name) ->
                    scope.find(name)
                            .map(v ->
                                    (Expression)
                                            new Expression.Variable(span, v.type(), name, v.slot()))
                            .orElseThrow(() ->
                                    unit.error(
                                            "TR021",
                                            span,
                                            "there is no variable `" + name + "` here"));
            case Expr.Blank(Span span) ->
                    throw unit.error(
                            Diagnostic.error(
                                    "TR007",
                                    span,
                                    "`_` stands for anything only in the pattern of events"));
            case Expr.Bare(Span span, String word) -> bare(span, word, wanted);
            case Expr.Call call -> new CallLinker(this, unit, temporals, transition).call(call);
            case Expr.Select select ->
                    new CallLinker(this, unit, temporals, transition).select(select);
            case Expr.Minus(Span span, Expr of) -> {
                Expression inner = value(of, Optional.empty());
                yield arithmetic(
                        span,
                        Expression.Arithmetic.Operator.MINUS,
                        new Expression.Constant(span, inner.type(), Value.of(0)),
                        inner);
            }
            case Expr.Binary binary
                    when binary.operator().length() == 1 && "+-*/".contains(binary.operator()) ->
                    arithmetic(
                            binary.span(),
                            switch (binary.operator()) {
                                case "+" -> Expression.Arithmetic.Operator.PLUS;
                                case "-" -> Expression.Arithmetic.Operator.MINUS;
                                case "*" -> Expression.Arithmetic.Operator.TIMES;
                                default -> Expression.Arithmetic.Operator.DIVIDE;
                            },
                            value(binary.left(), Optional.empty()),
                            value(binary.right(), Optional.empty()));
            case Expr.If(Span span, Expr condition, Expr then, Expr otherwise) -> {
                Expression test = closed(condition);
                Expression first = value(then, wanted);
                Expression second = value(otherwise, Optional.of(first.type()));
                yield new Expression.Conditional(
                        span, Types.common(first.type(), second.type()), test, first, second);
            }
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Not _,
                    Expr.Binary _,
                    Expr.Exists _,
                    Expr.Forall _,
                    Expr.ForAtLeast _,
                    Expr.Latched _ ->
                    condition(expr);
        };
    }

    Expression.Constant number(Tree.Amount amount) {
        Type type = amount.unit().<Type>map(Quantities -> Quantities.type()).orElse(Type.NUMBER);
        double inBase =
                amount.unit()
                        .map(u -> u.of(amount.number()))
                        .orElseGet(() -> Double.parseDouble(amount.number()));
        if (Double.isInfinite(inBase)) {
            throw unit.error("TR009", amount.span(), "this number is too large");
        }
        return new Expression.Constant(amount.span(), type, Value.of(inBase));
    }

    /// A duration above nothing.
    Duration duration(Tree.Amount amount) {
        Expression.Constant constant = number(amount);
        if (!constant.type().equals(Type.DURATION)) {
            throw unit.error(
                    Diagnostic.error(
                                    "TR004",
                                    amount.span(),
                                    "a duration is wanted, this is " + kind(constant.type()))
                            .help("units are ms s min h d"));
        }
        double seconds = ((Value.Quantity) constant.value()).amount();
        if (!(seconds >= 0.001 && seconds <= 3.2e9)) {
            throw unit.error("TR009", amount.span(), "a duration is between 1 ms and 100 years");
        }
        return Duration.ofNanos(1000 * Math.round(seconds * 1e6));
    }

    private Expression text(Span span, String text, Optional<Type> wanted) {
        if (wanted.isPresent() && wanted.get() instanceof Type.Entity(String kind)) {
            if (text.isEmpty()) {
                throw unit.error("TR009", span, "a " + kind + " has a name");
            }
            return new Expression.Constant(span, wanted.get(), new Value.Entity(kind, text));
        }
        return new Expression.Constant(span, Types.TEXT, new Value.Text(text));
    }

    private Expression bare(Span span, String word, Optional<Type> wanted) {
        if (word.equals("true") || word.equals("false")) {
            return new Expression.Constant(span, Types.BOOL, new Value.Bool(word.equals("true")));
        }
        if (wanted.isPresent()
                && wanted.get() instanceof Type.Enumeration(String name, List<String> words)) {
            if (words.contains(word)) {
                return new Expression.Constant(span, wanted.get(), new Value.Word(word));
            }
            throw unit.error(
                    Diagnostic.error("TR005", span, "`%s` is no word of %s".formatted(word, name))
                            .help("its words are " + String.join(", ", words)));
        }
        if (looseNames && wanted.isPresent() && wanted.get() instanceof Type.Entity(String kind)) {
            return new Expression.Constant(span, wanted.get(), new Value.Entity(kind, word));
        }
        Optional<Symbol> symbol = unit.find(word);
        throw unit.error(
                Diagnostic.error("TR002", span, "`" + word + "` is nothing that has a value here")
                        .help(
                                symbol.isPresent()
                                        ? "to ask it, write " + word + "(...)"
                                        : "words of enumerations stand beside something of that type; a thing of the network is a variable or a text"));
    }

    Expression arithmetic(
            Span span, Expression.Arithmetic.Operator operator, Expression left, Expression right) {
        if (!(left.type() instanceof Type.Quantity a)) {
            throw unit.error(
                    "TR005", left.span(), "a quantity is wanted, this is " + kind(left.type()));
        }
        if (!(right.type() instanceof Type.Quantity b)) {
            throw unit.error(
                    "TR005", right.span(), "a quantity is wanted, this is " + kind(right.type()));
        }
        Type type =
                Types.of(operator, a, b)
                        .orElseThrow(() ->
                                unit.error(
                                        Diagnostic.error(
                                                        "TR004",
                                                        right.span(),
                                                        "unit mismatch: %s and %s do not go together"
                                                                .formatted(a.name(), b.name()))
                                                .label(b.name())
                                                .notes(
                                                        List.of(
                                                                new Diagnostic.Note(
                                                                        left.span(), a.name())))));
        return new Expression.Arithmetic(span, type, operator, left, right);
    }

    private static Optional<Comparison.Operator> comparison(String operator) {
        return switch (operator) {
            case "=" -> Optional.of(Comparison.Operator.EQUAL);
            case "!=" -> Optional.of(Comparison.Operator.NOT_EQUAL);
            case "<" -> Optional.of(Comparison.Operator.LESS);
            case "<=" -> Optional.of(Comparison.Operator.AT_MOST);
            case ">" -> Optional.of(Comparison.Operator.GREATER);
            case ">=" -> Optional.of(Comparison.Operator.AT_LEAST);
            default -> Optional.empty();
        };
    }

    private static boolean isBare(Expr expr) {
        return expr instanceof Expr.Bare || expr instanceof Expr.Text;
    }

    Comparison comparison(Expr.Binary binary) {
        Comparison.Operator operator = comparison(binary.operator()).orElseThrow();
        Expression left;
        Expression right;
        if (isBare(binary.left()) && !isBare(binary.right())) {
            right = value(binary.right(), Optional.empty());
            left = value(binary.left(), Optional.of(right.type()));
        } else {
            left = value(binary.left(), Optional.empty());
            right =
                    isBare(binary.right())
                            ? value(binary.right(), Optional.of(left.type()))
                            : value(binary.right(), Optional.empty());
        }
        if (!Types.fit(left.type(), right.type())) {
            boolean units =
                    left.type() instanceof Type.Quantity && right.type() instanceof Type.Quantity;
            String help =
                    units && right instanceof Expression.Constant && right.type().equals(Type.RATIO)
                            ? "a share of something is written as a product, such as 85% * capacity(L)"
                            : "";
            throw unit.error(
                    Diagnostic.error(
                                    units ? "TR004" : "TR005",
                                    right.span(),
                                    "%s: %s compared with %s"
                                            .formatted(
                                                    units ? "unit mismatch" : "type mismatch",
                                                    left.type().name(),
                                                    right.type().name()))
                            .label(right.type().name())
                            .notes(List.of(new Diagnostic.Note(left.span(), left.type().name())))
                            .help(help));
        }
        boolean ordered =
                operator != Comparison.Operator.EQUAL && operator != Comparison.Operator.NOT_EQUAL;
        if (left.type().equals(Types.BOOL)
                || (ordered && !(left.type() instanceof Type.Quantity))) {
            throw unit.error(
                    Diagnostic.error(
                                    "TR005",
                                    binary.span(),
                                    ordered
                                            ? "%s has no order".formatted(kind(left.type()))
                                            : "conditions are not compared")
                            .help(
                                    ordered
                                            ? "only = and != are asked of it"
                                            : "write a and b, or not a"));
        }
        return new Comparison(binary.span(), Types.BOOL, operator, left, right);
    }

    private Expression aggregate(Expr.Aggregate aggregate) {
        boolean count = aggregate.kind().text().equals("count");
        if (count) {
            for (Expr of : aggregate.of()) {
                if (!(of instanceof Expr.Variable)) {
                    throw unit.error("TR007", of.span(), "count{ X | c } counts variables");
                }
            }
        } else if (aggregate.of().size() != 1) {
            throw unit.error(
                    "TR003",
                    aggregate.span(),
                    aggregate.kind().text() + "{ e | c } takes one expression");
        }
        List<Expr> inside = new ArrayList<>(aggregate.of());
        inside.add(aggregate.condition());
        List<Expression.Variable> opened = new ArrayList<>();
        try {
            for (Map.Entry<String, Span> name :
                    FreeVariables.ofAggregate(aggregate, scope).entrySet()) {
                Type type = inferred(name.getKey(), name.getValue(), inside);
                opened.add(scope.open(name.getValue(), name.getKey(), type));
            }
            Optional<Expression> of =
                    count ? Optional.empty() : Optional.of(quantity(aggregate.of().getFirst()));
            Expression condition = closed(aggregate.condition());
            return new Expression.Aggregate(
                    aggregate.span(),
                    of.map(Expression::type).orElse(Type.COUNT),
                    Expression.Aggregate.Kind.valueOf(
                            aggregate.kind().text().toUpperCase(java.util.Locale.ROOT)),
                    opened,
                    of,
                    condition);
        } finally {
            scope.close(opened);
        }
    }

    Expression quantity(Expr expr) {
        Expression linked = value(expr, Optional.empty());
        if (!(linked.type() instanceof Type.Quantity)) {
            throw unit.error(
                    "TR005", expr.span(), "a quantity is wanted, this is " + kind(linked.type()));
        }
        return linked;
    }
}
