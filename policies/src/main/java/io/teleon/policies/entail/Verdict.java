package io.teleon.policies.entail;

import java.util.List;
import java.util.Set;

/// What became of the question whether some claims contradict one another.
public sealed interface Verdict {

    /// They do.
    ///
    /// @param tags of the claims that were needed for it, ascending
    record Proved(Set<Integer> tags) implements Verdict {}

    /// No contradiction was found in a disjunct: these literals go together, for all that is known
    /// here.
    record Open(List<Literal> together) implements Verdict {
        public Open {
            together = List.copyOf(together);
        }
    }

    /// The steps did not suffice.
    record GaveUp() implements Verdict {}

    default boolean isProved() {
        return this instanceof Proved;
    }
}
