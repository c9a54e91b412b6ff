package io.teleon.policies.syntax;

import java.util.List;
import java.util.Optional;

/// An expression as it was written.
public sealed interface Expr {

    Span span();

    record Literal(Tree.Amount amount) implements Expr {
        @Override
        public Span span() {
            return amount.span();
        }
    }

    record Text(Span span, String text) implements Expr {}

    record Variable(Span span, String name) implements Expr {}

    /// `_`: anything.
    record Blank(Span span) implements Expr {}

    /// A small word that is no call: of an enumeration, or `true` and `false`.
    record Bare(Span span, String word) implements Expr {}

    /// Also of what the language itself has: `forecast(f(X), 15 min)`.
    record Call(Span span, Tree.Word name, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// `forecast(...).p90`.
    record Select(Span span, Expr of, Tree.Word field) implements Expr {}

    record Minus(Span span, Expr of) implements Expr {}

    record Not(Span span, Expr of) implements Expr {}

    /// @param operator `and or + - * / = != < <= > >=`
    record Binary(Span span, String operator, Expr left, Expr right) implements Expr {}

    record If(Span span, Expr condition, Expr then, Expr otherwise) implements Expr {}

    record Exists(Span span, List<Tree.Param> params, Expr where) implements Expr {
        public Exists {
            params = List.copyOf(params);
        }
    }

    record Forall(Span span, List<Tree.Param> params, Expr where, Expr holds) implements Expr {
        public Forall {
            params = List.copyOf(params);
        }
    }

    record ForAtLeast(Span span, Expr condition, Tree.Amount least, Optional<Tree.Amount> within)
            implements Expr {}

    record Latched(Span span, Expr on, Expr off) implements Expr {}

    /// `count{ X | c }`: what stands before the bar are variables for `count`, one expression for
    /// the others.
    record Aggregate(Span span, Tree.Word kind, List<Expr> of, Expr condition) implements Expr {
        public Aggregate {
            of = List.copyOf(of);
        }
    }
}
