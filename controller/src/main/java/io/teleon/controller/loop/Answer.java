package io.teleon.controller.loop;

import io.teleon.models.intent.IntentId;
import java.util.Optional;

/// What the controller says to an [Ask]. What it accepts is in the journal before the answer
/// leaves.
public sealed interface Answer {

    /// It will be done.
    ///
    /// @param changed false where it was so already
    record Accepted(boolean changed) implements Answer {}

    /// It will not be done, and nothing changed.
    ///
    /// @param conflictsWith the intent it cannot stand beside, if that is the reason
    record Rejected(Reason reason, String text, Optional<IntentId> conflictsWith)
            implements Answer {

        public Rejected(Reason reason, String text) {
            this(reason, text, Optional.empty());
        }
    }

    /// Why something is rejected.
    enum Reason {
        /// No such intent or switch.
        UNKNOWN,
        /// It cannot stand beside what is there.
        CONFLICT,
        /// The request itself makes no sense.
        INVALID,
        /// A bound is reached; later it may work.
        BUSY
    }
}
