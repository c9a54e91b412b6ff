package io.teleon.policies.link;

import io.teleon.policies.program.Name;
import io.teleon.policies.program.Type;
import io.teleon.policies.syntax.Span;
import java.util.List;
import java.util.Optional;

/// What a name stands for, as far as those who use it need to know.
///
/// @param value of a percept, belief or function that has one; bool for a predicate
/// @param forecast whether it is a percept that can be forecast
record Symbol(
        Name name,
        Kind kind,
        Span span,
        List<Type> arguments,
        Optional<Type> value,
        boolean forecast) {

    enum Kind {
        PERCEPT("percept"),
        BELIEF("belief"),
        EVENT("event"),
        PREDICATE("predicate"),
        FUNCTION("function"),
        RESOURCE("resource"),
        ACTION("action"),
        PROCEDURE("procedure"),
        TASK("task"),
        GUARDRAIL("guardrail");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// `an action`, for messages.
        String withArticle() {
            return ("aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
        }

        boolean isStored() {
            return this == PERCEPT || this == BELIEF;
        }
    }

    Symbol {
        arguments = List.copyOf(arguments);
    }
}
