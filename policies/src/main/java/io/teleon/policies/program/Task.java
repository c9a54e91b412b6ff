package io.teleon.policies.program;

import io.teleon.policies.syntax.Span;
import java.util.List;
import java.util.Optional;

/// One task for each solution of a condition.
///
/// @param variables those of `for each`, in the order of slots; none for a task that is there once
/// @param where which of their assignments have a task
/// @param limit how many may be there at a time
public record Task(
        Span span,
        Name name,
        List<Expression.Variable> variables,
        Expression where,
        Name procedure,
        List<Expression> arguments,
        Optional<Expression> priority,
        Optional<Integer> limit) {

    public Task {
        variables = List.copyOf(variables);
        arguments = List.copyOf(arguments);
    }
}
