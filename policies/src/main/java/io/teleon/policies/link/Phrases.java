package io.teleon.policies.link;

import io.teleon.policies.host.Fact;
import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Name;
import io.teleon.policies.program.Value;
import io.teleon.policies.syntax.Cursor;
import io.teleon.policies.syntax.Diagnostic;
import io.teleon.policies.syntax.Expr;
import io.teleon.policies.syntax.ExpressionParser;
import io.teleon.policies.syntax.Findings;
import io.teleon.policies.syntax.Source;
import io.teleon.policies.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Single phrases in the words of a linked policy, for tests of policies and for questions: what a
/// fact is, whether a condition holds, which action is meant. Things of the network may be written
/// as bare words here: `oper_state(l1) = down`.
public final class Phrases {

    /// A phrase that was understood, or what is wrong with it.
    public record Phrase<T>(Optional<T> meaning, List<Diagnostic> diagnostics) {
        public Phrase {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// What a percept or belief is said to be.
    ///
    /// @param value of a relation or belief without value: whether it holds
    /// @param belief rather than a percept
    /// @param relation whether it has no value of its own
    public record Statement(Fact fact, Value value, boolean belief, boolean relation) {}

    /// An action, event or the like with its arguments; `_` is empty.
    public record Pattern(Name name, List<Optional<Value>> arguments) {
        public Pattern {
            arguments = List.copyOf(arguments);
        }

        /// Whether arguments fit.
        public boolean fits(List<Value> values) {
            if (values.size() != arguments.size()) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (arguments.get(i).isPresent() && !arguments.get(i).get().equals(values.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final String unit;
    private final List<Unit> units;

    /// @param unit whose names are meant, with those it imports
    Phrases(String unit, List<Unit> units) {
        this.unit = unit;
        this.units = List.copyOf(units);
    }

    /// A condition without open variables and without operators of time.
    public Phrase<Expression> condition(String text) {
        return parse(text, (linker, expr) -> linker.closed(expr));
    }

    /// An expression of any type.
    public Phrase<Expression> expression(String text) {
        return parse(text, (linker, expr) -> linker.value(expr, Optional.empty()));
    }

    /// `f(x) = v`, `r(x)` or `not r(x)`.
    public Phrase<Statement> statement(String text) {
        return parse(text, Phrases::statement);
    }

    /// A percept or belief by its key: `oper_state(l1)`.
    public Phrase<Fact> fact(String text) {
        return parse(
                text,
                (linker, expr) ->
                        switch (linker.value(expr, Optional.empty())) {
                            case Expression.Read read ->
                                    new Fact(read.fact(), constants(linker, read.arguments()));
                            case Expression.Holds holds ->
                                    new Fact(
                                            holds.relation(), constants(linker, holds.arguments()));
                            default ->
                                    throw linker.scope()
                                            .unit()
                                            .error(
                                                    "TR007",
                                                    expr.span(),
                                                    "a percept or belief is wanted here");
                        });
    }

    /// An action with its arguments, `_` for any.
    public Phrase<Pattern> action(String text) {
        return parse(
                text, (linker, expr) -> pattern(linker, expr, "an action", Symbol.Kind.ACTION));
    }

    /// An event with its arguments.
    public Phrase<Pattern> event(String text) {
        return parse(text, (linker, expr) -> pattern(linker, expr, "an event", Symbol.Kind.EVENT));
    }

    /// A procedure with its arguments.
    public Phrase<Pattern> procedure(String text) {
        return parse(
                text,
                (linker, expr) -> pattern(linker, expr, "a procedure", Symbol.Kind.PROCEDURE));
    }

    private interface Reading<T> {
        T of(ExpressionLinker linker, Expr expr);
    }

    private <T> Phrase<T> parse(String text, Reading<T> reading) {
        Findings findings = new Findings();
        Optional<Unit> home =
                units.stream().filter(candidate -> candidate.name().equals(unit)).findFirst();
        if (home.isEmpty()) {
            return new Phrase<>(Optional.empty(), List.of());
        }
        Optional<T> meaning = Optional.empty();
        try {
            Cursor cursor = new Cursor(new Source("", text), findings);
            Expr expr = new ExpressionParser(cursor).expression();
            if (!cursor.isAtEnd()) {
                throw cursor.mismatch("the end");
            }
            TemporalCounter temporals = new TemporalCounter();
            Unit quiet = home.get().reportingTo(findings);
            ExpressionLinker linker =
                    new ExpressionLinker(new Scope(quiet), temporals, false, true);
            meaning = Optional.of(reading.of(linker, expr));
            if (temporals.count() > 0) {
                throw quiet.error(
                        Diagnostic.error("TR007", expr.span(), "a phrase cannot look back in time")
                                .help("only a program remembers: ask a predicate of it"));
            }
        } catch (Cursor.Mismatch | LinkError _) {
            // It is among the findings.
        }
        return findings.hasErrors()
                ? new Phrase<>(Optional.empty(), findings.all())
                : new Phrase<>(meaning, findings.all());
    }

    private static Statement statement(ExpressionLinker linker, Expr expr) {
        Function<String, LinkError> wrong =
                message -> linker.scope().unit().error("TR007", expr.span(), message);
        if (expr instanceof Expr.Binary binary && binary.operator().equals("=")) {
            Expression.Comparison comparison = linker.comparison(binary);
            if (comparison.left() instanceof Expression.Read read
                    && comparison.right() instanceof Expression.Constant constant) {
                return new Statement(
                        new Fact(read.fact(), constants(linker, read.arguments())),
                        constant.value(),
                        isBelief(linker, read.fact()),
                        false);
            }
            throw wrong.apply("a fact is stated as f(x) = value");
        }
        boolean denied = expr instanceof Expr.Not;
        Expr inner = expr instanceof Expr.Not not ? not.of() : expr;
        Expression linked = linker.value(inner, Optional.empty());
        if (linked instanceof Expression.Holds holds) {
            return new Statement(
                    new Fact(holds.relation(), constants(linker, holds.arguments())),
                    new Value.Bool(!denied),
                    isBelief(linker, holds.relation()),
                    true);
        }
        throw wrong.apply("a fact is stated as f(x) = value, r(x) or not r(x)");
    }

    private static boolean isBelief(ExpressionLinker linker, Name name) {
        return linker.scope()
                .unit()
                .find(name.local())
                .map(symbol -> symbol.kind() == Symbol.Kind.BELIEF)
                .orElse(false);
    }

    private static List<Value> constants(ExpressionLinker linker, List<Expression> arguments) {
        List<Value> values = new ArrayList<>();
        for (Expression argument : arguments) {
            if (!(argument instanceof Expression.Constant constant)) {
                throw linker.scope()
                        .unit()
                        .error("TR007", argument.span(), "a name or number is wanted here");
            }
            values.add(constant.value());
        }
        return values;
    }

    private static Pattern pattern(
            ExpressionLinker linker, Expr expr, String wanted, Symbol.Kind kind) {
        Unit unit = linker.scope().unit();
        if (!(expr instanceof Expr.Call(_, Tree.Word name, List<Expr> arguments))) {
            throw unit.error("TR007", expr.span(), wanted + " is wanted here, with its arguments");
        }
        Symbol symbol = unit.find(name, wanted, kind);
        if (symbol.arguments().size() != arguments.size()) {
            throw unit.error(
                    "TR003",
                    expr.span(),
                    "`%s` takes %d arguments, here are %d"
                            .formatted(name.text(), symbol.arguments().size(), arguments.size()));
        }
        List<Optional<Value>> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Expr.Blank) {
                values.add(Optional.empty());
            } else {
                Expression linked = linker.value(arguments.get(i), symbol.arguments().get(i));
                values.add(Optional.of(constants(linker, List.of(linked)).getFirst()));
            }
        }
        return new Pattern(symbol.name(), values);
    }
}
