package io.teleon.controller.twin;

import java.util.List;

/// What the twin says of one candidate.
///
/// @param violations what it would break, each beginning with the name of the invariant: `loop`,
///   `black hole`, `isolated node`, `management path cut`, `unusable link`, `ends not joined`,
///   `unknown intent`. At most 50, the last of them then counting the rest. Empty unless refused
/// @param after of a refused candidate: with the intents that break something counted as without a
///   way
/// @param summary one line for an operator: name, kind, the reason, the numbers
public record Verdict(
        Candidate candidate,
        Kind kind,
        List<String> violations,
        Outlook before,
        Outlook after,
        String summary) {

    /// In one word.
    public enum Kind {
        /// The score falls by a clear margin and no link becomes crowded at p50 that was not.
        IMPROVES,
        /// Neither clearly better nor clearly worse, or better by moving the trouble elsewhere. All
        /// that can be said for a [Candidate.TakeDown] of a cable that carries nothing.
        NO_BETTER,
        /// The score rises by a clear margin.
        WORSE,
        /// It breaks an invariant.
        REFUSED
    }

    public Verdict {
        violations = List.copyOf(violations);
        if ((kind == Kind.REFUSED) == violations.isEmpty()) {
            throw new IllegalArgumentException(kind + " with violations " + violations);
        }
    }

    /// By how much the score falls: above 0 is better.
    public double gain() {
        return before.score().total() - after.score().total();
    }
}
