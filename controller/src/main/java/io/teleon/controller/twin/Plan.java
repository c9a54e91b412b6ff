package io.teleon.controller.twin;

import java.util.List;

/// A candidate in terms of single demands, and what it would break.
///
/// @param changes at most one for each demand; those that would break something lose their way
/// @param violations each beginning with the name of the invariant
record Plan(List<Change> changes, List<String> violations) {

    Plan {
        changes = List.copyOf(changes);
        violations = List.copyOf(violations);
    }
}
