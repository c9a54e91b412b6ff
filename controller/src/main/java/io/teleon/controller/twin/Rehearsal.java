package io.teleon.controller.twin;

import java.util.List;

/// A candidate tried beside its alternatives.
///
/// @param ranked every verdict, best first, that of the chosen among them. What is refused comes
///   last, the rest by score, equal scores in the order given, the chosen first
public record Rehearsal(Verdict chosen, List<Verdict> ranked) {

    public Rehearsal {
        ranked = List.copyOf(ranked);
        if (!ranked.contains(chosen)) {
            throw new IllegalArgumentException("the chosen candidate is not among the ranked");
        }
    }

    public Verdict best() {
        return ranked.getFirst();
    }
}
