package io.teleon.policies.engine;

import java.util.List;

/// Something that did not come over a reload, for people: what it was, why it did not come, and of
/// how many things. Alike ones are told as one.
///
/// @param which the first few of them
/// @param count how many there are, those in `which` included
public record Dropped(Kind kind, String what, String why, List<String> which, int count) {

    /// What kind of thing.
    public enum Kind {
        /// A task that is no longer there.
        TASK("task"),
        /// A procedure that ran and does so no longer.
        FRAME("procedure"),
        /// A firing that is decided anew.
        FIRING("firing"),
        /// What was known of the firings of a rule: how often it fired, and when it ended.
        LEDGER("past firings of"),
        /// The block of a rule.
        BLOCK("block of"),
        /// Facts of a percept or belief.
        FACT("fact"),
        /// Events that happened.
        EVENT("event"),
        /// What a model expects.
        FORECAST("forecast of"),
        /// How long a condition has held.
        MEMORY("memory of"),
        /// A change of a belief that was to take effect in the next epoch.
        UPDATE("update of"),
        /// An action that was wanted, asked for or carried out.
        ACTION("action"),
        /// A resource that an action held.
        RESOURCE("resource");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    public Dropped {
        which = List.copyOf(which);
        if (count < which.size()) {
            throw new IllegalArgumentException(count + " of " + which);
        }
    }

    /// On one line: `firing p.heal.protect (l1, l2): its text changed`.
    @Override
    public String toString() {
        String more = count > which.size() ? ", and " + (count - which.size()) + " more" : "";
        return kind.words
                + " "
                + what
                + (which.isEmpty()
                        ? count > 1 ? " (" + count + ")" : ""
                        : " (" + String.join(", ", which) + more + ")")
                + ": "
                + why;
    }
}
