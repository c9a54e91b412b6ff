package io.teleon.policies.engine;

import java.util.List;
import java.util.Locale;

/// Something that did not come over a reload, for people: what it was, why it did not come, and of
/// how many things. Alike ones are told as one.
///
/// @param which the first few of them
/// @param count how many there are, those in `which` included
public record Dropped(Kind kind, String what, String why, List<String> which, int count) {

    /// What kind of thing.
    public enum Kind {
        /// A task that is no longer there.
        TASK,
        /// A procedure that ran and does so no longer.
        FRAME,
        /// A firing that is decided anew.
        FIRING,
        /// What was known of the firings of a rule: how often it fired, and when it ended.
        LEDGER,
        /// The block of a rule.
        BLOCK,
        /// Facts of a percept or belief.
        FACT,
        /// Events that happened.
        EVENT,
        /// What a model expects.
        FORECAST,
        /// How long a condition has held.
        MEMORY,
        /// A change of a belief that was to take effect in the next epoch.
        UPDATE,
        /// An action that was wanted, asked for or carried out.
        ACTION,
        /// A resource that an action held.
        RESOURCE
    }

    public Dropped {
        which = List.copyOf(which);
        if (count < which.size()) {
            throw new IllegalArgumentException(count + " of " + which);
        }
    }

    /// On one line: `firing heal.protect (l1, l2): its text changed`.
    @Override
    public String toString() {
        String more = count > which.size() ? ", and " + (count - which.size()) + " more" : "";
        return kind.name().toLowerCase(Locale.ROOT)
                + " "
                + what
                + (which.isEmpty()
                        ? count > 1 ? " (" + count + ")" : ""
                        : " (" + String.join(", ", which) + more + ")")
                + ": "
                + why;
    }
}
