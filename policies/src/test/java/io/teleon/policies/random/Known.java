package io.teleon.policies.random;

import java.util.List;
import java.util.Set;

/// Seeds with a history.
final class Known {

    /// Where the two once differed, of size 1 and 60 epochs: restarts of what had just failed, a
    /// recursive predicate that asked deeper than one step, questions before guardrails, the owner
    /// of what two tasks want, also of a command that was carried out and forgotten by all.
    static final List<Long> MENDED =
            List.of(
                    3L, 4L, 9L, 20L, 55L, 61L, 134L, 140L, 166L, 212L, 216L, 1465L, 1886L, 1002026L,
                    2000789L);

    /// The same after up to 120 epochs: what is not real was given way to in the epoch in which it
    /// began; a firing that began with `min` was not committed yet.
    static final List<Long> MENDED_LATER = List.of(3020280L, 4010791L);

    /// Where they still differ.
    static final Set<Long> OPEN = Set.of();

    private Known() {}
}
