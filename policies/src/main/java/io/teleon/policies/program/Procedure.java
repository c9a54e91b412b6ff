package io.teleon.policies.program;

import io.teleon.policies.syntax.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An ordered list of rules. Of two that could fire the earlier one does, see
/// `policies/SEMANTICS.md`, section 5.
///
/// @param rules those of the `safety` block first, then the others, in the order of the text
/// @param safety how many of them are in the `safety` block
public record Procedure(
        Span span,
        Name name,
        boolean atomic,
        List<Parameter> parameters,
        Optional<Goal> goal,
        OnUnknown onUnknown,
        List<Declaration.Use> uses,
        List<Rule> rules,
        int safety) {

    public Procedure {
        parameters = List.copyOf(parameters);
        uses = List.copyOf(uses);
        rules = List.copyOf(rules);
        if (rules.isEmpty() || safety < 0 || safety > rules.size()) {
            throw new IllegalArgumentException(
                    name + ": " + safety + " of " + rules.size() + " rules are safety rules");
        }
    }

    /// @param within how long it may take to get there
    public record Goal(Span span, GoalKind kind, Expression condition, Optional<Duration> within) {}

    public enum GoalKind {
        ACHIEVE,
        MAINTAIN
    }

    /// What happens when the scan meets a guard that is unknown before one that is true.
    public sealed interface OnUnknown {

        /// Keeps what is firing, this long.
        record Hold(Duration duration) implements OnUnknown {}

        /// Takes unknown for false.
        record Skip() implements OnUnknown {}

        /// Parks at once and tells.
        record Escalate() implements OnUnknown {}
    }
}
