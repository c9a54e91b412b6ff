package io.teleon.policies.entail;

import io.teleon.policies.program.Expression;
import io.teleon.policies.program.Type;

/// What a variable stands for.
public sealed interface Term {

    /// Some thing or value of which only the name is known.
    ///
    /// @param key tells it from all others
    /// @param shown what people read
    record Named(String key, String shown, Type type) implements Term {}

    /// The value of an expression in a scope of its own.
    record Bound(Expression expression, Scope scope) implements Term {}
}
