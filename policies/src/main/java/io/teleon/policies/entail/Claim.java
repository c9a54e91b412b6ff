package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;

/// A condition and the truth it is claimed to have.
///
/// @param tag tells where the claim came from; all that follows from it carries the same
/// @param depth how many declarations were written out to get here
public record Claim(Expression condition, Scope scope, Mode mode, int tag, int depth) {

    /// Which of the three truth values are meant.
    public enum Mode {
        TRUE,
        FALSE,
        /// False or unknown.
        NOT_TRUE,
        /// True or unknown.
        NOT_FALSE;

        Mode opposite() {
            return switch (this) {
                case TRUE -> FALSE;
                case FALSE -> TRUE;
                case NOT_TRUE -> NOT_FALSE;
                case NOT_FALSE -> NOT_TRUE;
            };
        }

        /// Whether a conjunction has it when all its parts have.
        boolean isPositive() {
            return this == TRUE || this == NOT_FALSE;
        }

        /// Whether unknown is among them.
        boolean isWeak() {
            return this == NOT_TRUE || this == NOT_FALSE;
        }
    }

    public static Claim isTrue(Expression condition, Scope scope, int tag) {
        return new Claim(condition, scope, Mode.TRUE, tag, 0);
    }

    public static Claim isFalse(Expression condition, Scope scope, int tag) {
        return new Claim(condition, scope, Mode.FALSE, tag, 0);
    }

    public static Claim isNotTrue(Expression condition, Scope scope, int tag) {
        return new Claim(condition, scope, Mode.NOT_TRUE, tag, 0);
    }

    /// The same of a part.
    Claim part(Expression part) {
        return new Claim(part, scope, mode, tag, depth);
    }

    Claim part(Expression part, Mode other) {
        return new Claim(part, scope, other, tag, depth);
    }

    Claim in(Expression body, Scope inner, Mode other) {
        return new Claim(body, inner, other, tag, depth + 1);
    }
}
