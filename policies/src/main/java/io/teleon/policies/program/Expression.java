package io.teleon.policies.program;

import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// An expression, resolved and typed. One of type [Type.Bool] is a condition and has a [Truth]; all
/// others have a value or are unknown. What each means is in `policies/SEMANTICS.md`.
public sealed interface Expression {

    Span span();

    Type type();

    /// Its direct parts, in the order of the text.
    default List<Expression> parts() {
        return switch (this) {
            case Constant _, Variable _, Always _ -> List.of();
            case Read read -> read.arguments();
            case Call call -> call.arguments();
            case Arithmetic a -> List.of(a.left(), a.right());
            case Builtin builtin -> builtin.arguments();
            case Conditional c -> List.of(c.condition(), c.then(), c.otherwise());
            case Aggregate a ->
                    a.of().map(of -> List.of(of, a.condition())).orElse(List.of(a.condition()));
            case EventCount count -> count.pattern().stream().flatMap(Optional::stream).toList();
            case Over over -> List.of(over.read());
            case Forecast forecast -> List.of(forecast.read());
            case Probability p -> List.of(p.read(), p.bound());
            case TimeTo t -> List.of(t.read(), t.bound());
            case Age age -> age.arguments();
            case Circumstance c -> c.arguments();
            case Holds holds -> holds.arguments();
            case Comparison c -> List.of(c.left(), c.right());
            case And and -> and.parts();
            case Or or -> or.parts();
            case Not not -> List.of(not.condition());
            case Exists exists -> List.of(exists.condition());
            case Forall forall -> List.of(forall.where(), forall.holds());
            case ForAtLeast lasting -> List.of(lasting.condition());
            case Latched latched -> List.of(latched.on(), latched.off());
            case Known known -> List.of(known.of());
        };
    }

    /// The variables it binds itself.
    default List<Variable> quantified() {
        return switch (this) {
            case Aggregate aggregate -> aggregate.variables();
            case Exists exists -> exists.variables();
            case Forall forall -> forall.variables();
            default -> List.of();
        };
    }

    /// Variables that occur in it and are bound outside, in the order of slots, each once.
    default List<Variable> free() {
        NavigableMap<Integer, Variable> free = new TreeMap<>();
        collect(free);
        return List.copyOf(free.values());
    }

    private void collect(NavigableMap<Integer, Variable> free) {
        if (this instanceof Variable variable) {
            free.putIfAbsent(variable.slot(), variable);
        }
        for (Expression part : parts()) {
            part.collect(free);
        }
        // A slot is bound once in a declaration, so what is bound here occurs nowhere outside.
        quantified().forEach(variable -> free.remove(variable.slot()));
    }

    // --- values
    // -----------------------------------------------------------------------------------

    record Constant(Span span, Type type, Value value) implements Expression {}

    /// @param slot its place among the variables of the declaration it stands in: parameters first,
    ///   in their order, then free and quantified variables as they appear
    record Variable(Span span, Type type, String name, int slot) implements Expression {}

    /// The value of a percept or belief that has one.
    record Read(Span span, Type type, Name fact, List<Expression> arguments) implements Expression {
        public Read {
            arguments = List.copyOf(arguments);
        }
    }

    /// A function of the program, or predicate where the type is bool.
    record Call(Span span, Type type, Name callee, List<Expression> arguments)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Arithmetic(
            Span span, Type type, Arithmetic.Operator operator, Expression left, Expression right)
            implements Expression {
        /// Of arithmetic. Division by zero is unknown.
        public enum Operator {
            PLUS,
            MINUS,
            TIMES,
            DIVIDE
        }
    }

    /// A function that the language itself has.
    record Builtin(Span span, Type type, Function function, List<Expression> arguments)
            implements Expression {
        /// `round_up(e, step)`: the least multiple of step that is not below e, `round_down` the
        /// greatest not above; `greatest(a, b ...)`, `least(a, b ...)`, `abs(e)`.
        public enum Function {
            ROUND_UP,
            ROUND_DOWN,
            GREATEST,
            LEAST,
            ABS
        }

        public Builtin {
            arguments = List.copyOf(arguments);
        }
    }

    /// `if c then a else b`, also for conditions.
    record Conditional(
            Span span, Type type, Expression condition, Expression then, Expression otherwise)
            implements Expression {}

    /// `count{ X | c }` or `sum{ e | c }`: over every assignment of the variables that makes the
    /// condition true.
    ///
    /// @param of what is summed up; absent exactly for `count`
    record Aggregate(
            Span span,
            Type type,
            Kind kind,
            List<Variable> variables,
            Optional<Expression> of,
            Expression condition)
            implements Expression {
        public enum Kind {
            COUNT,
            SUM,
            AVG,
            MIN_OF,
            MAX_OF,
            P50,
            P90,
            P99
        }

        public Aggregate {
            variables = List.copyOf(variables);
            if (of.isEmpty() != (kind == Kind.COUNT)) {
                throw new IllegalArgumentException("aggregate " + kind + " of " + of);
            }
        }
    }

    /// `events(e(X, _), w)`: how many have happened in the last w.
    ///
    /// @param pattern one for each argument, empty where anything fits (`_`)
    record EventCount(
            Span span, Type type, Name event, List<Optional<Expression>> pattern, Duration window)
            implements Expression {
        public EventCount {
            pattern = List.copyOf(pattern);
        }
    }

    /// `over(f(X), w, avg)`: of the samples of one fact in the last w.
    record Over(Span span, Type type, int operator, Read read, Duration window, Statistic statistic)
            implements Expression {
        public enum Statistic {
            AVG,
            MIN,
            MAX,
            P50,
            P90,
            SLOPE
        }
    }

    /// `forecast(f(X), h).p90`.
    record Forecast(Span span, Type type, Read read, Duration horizon, Field field)
            implements Expression {
        public enum Field {
            MEAN,
            P10,
            P50,
            P90,
            SKILL,
            AGE
        }
    }

    /// `prob(f(X) > e, h)`.
    record Probability(
            Span span,
            Type type,
            Read read,
            Comparison.Operator operator,
            Expression bound,
            Duration horizon)
            implements Expression {}

    /// `time_to(f(X) > e).p50`.
    record TimeTo(
            Span span,
            Type type,
            Read read,
            Comparison.Operator operator,
            Expression bound,
            Forecast.Field quantile)
            implements Expression {}

    /// How long ago a fact was measured, known while it is stored, however stale.
    record Age(Span span, Type type, Name fact, List<Expression> arguments) implements Expression {
        public Age {
            arguments = List.copyOf(arguments);
        }
    }

    /// What only the circumstances of a transition can answer, `blast_in(15 min)`: in guardrails.
    record Circumstance(Span span, Type type, String name, List<Expression> arguments)
            implements Expression {
        public Circumstance {
            arguments = List.copyOf(arguments);
        }
    }

    // --- conditions
    // -------------------------------------------------------------------------------

    /// A relation percept or a belief without value.
    record Holds(Span span, Type type, Name relation, List<Expression> arguments)
            implements Expression {
        public Holds {
            arguments = List.copyOf(arguments);
        }
    }

    record Comparison(
            Span span, Type type, Comparison.Operator operator, Expression left, Expression right)
            implements Expression {
        public enum Operator {
            EQUAL,
            NOT_EQUAL,
            LESS,
            AT_MOST,
            GREATER,
            AT_LEAST
        }
    }

    /// @param parts two or more
    record And(Span span, Type type, List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /// @param parts two or more
    record Or(Span span, Type type, List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Span span, Type type, Expression condition) implements Expression {}

    record Exists(Span span, Type type, List<Variable> variables, Expression condition)
            implements Expression {
        public Exists {
            variables = List.copyOf(variables);
        }
    }

    /// `forall X: t where w holds c`.
    record Forall(
            Span span, Type type, List<Variable> variables, Expression where, Expression holds)
            implements Expression {
        public Forall {
            variables = List.copyOf(variables);
        }
    }

    /// `c for at least d` and `c for at least d in last w`.
    ///
    /// @param operator number of this temporal operator in the program
    /// @param cell its free variables, all of entity or enumeration types, in the order of slots
    record ForAtLeast(
            Span span,
            Type type,
            int operator,
            List<Variable> cell,
            Expression condition,
            Duration least,
            Optional<Duration> within)
            implements Expression {
        public ForAtLeast {
            cell = List.copyOf(cell);
        }
    }

    /// `latched(on, until off)`: hysteresis.
    ///
    /// @param operator number of this temporal operator in the program
    /// @param cell its free variables, all of entity or enumeration types, in the order of slots
    record Latched(
            Span span, Type type, int operator, List<Variable> cell, Expression on, Expression off)
            implements Expression {
        public Latched {
            cell = List.copyOf(cell);
        }
    }

    /// Whether an expression has a value or truth now: never unknown itself.
    record Known(Span span, Type type, Expression of) implements Expression {}

    /// `true` of conditions that need no question: the guard of `otherwise`.
    record Always(Span span, Type type) implements Expression {}
}
