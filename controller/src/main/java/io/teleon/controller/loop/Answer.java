package io.teleon.controller.loop;

import io.teleon.controller.autonomy.ReloadTrial;
import io.teleon.controller.twin.Candidate;
import io.teleon.controller.twin.TwinNetwork;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.Path;
import java.util.List;
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

    /// What would come of it. Nothing was done.
    ///
    /// @param changed false where it is so already
    /// @param diff what would be other than it is, a line for each
    /// @param obstacle why an intent would not be met now, if so
    /// @param way the path it would go by, where it is about an intent
    /// @param trial for the twin to try, where it would lead traffic another way
    record Foreseen(
            boolean changed,
            List<String> diff,
            Optional<String> obstacle,
            Optional<Path> way,
            Optional<Trial> trial)
            implements Answer {

        public Foreseen {
            diff = List.copyOf(diff);
        }

        public Foreseen(boolean changed, List<String> diff) {
            this(changed, diff, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// What would come of other programs is for whoever asks to find out; nothing was done.
    record ReloadForeseen(ReloadTrial trial) implements Answer {}

    /// Something for the twin to try on what is believed.
    record Trial(TwinNetwork network, Candidate candidate) {}

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
