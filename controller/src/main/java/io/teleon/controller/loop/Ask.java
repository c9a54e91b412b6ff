package io.teleon.controller.loop;

import io.teleon.controller.autonomy.ProgramSet;
import io.teleon.controller.report.PolicyText;
import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
import io.teleon.policies.program.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people and programs can ask of the controller.
public sealed interface Ask {

    /// Take on this intent. The same intent again is accepted and changes nothing.
    record Submit(Intent intent) implements Ask {}

    /// Remove this intent and every rule of it. Again is accepted and changes nothing.
    record Withdraw(IntentId id) implements Ask {}

    /// Move an intent, without losing a packet, to the lightest path that avoids these links.
    record Move(IntentId id, List<LinkId> avoid) implements Ask {

        public Move {
            avoid = List.copyOf(avoid);
        }
    }

    /// Compare a switch's tables, or those of all, with what they should hold and mend them.
    record Reconcile(Optional<DatapathId> datapath) implements Ask {}

    /// Try a parked intent again.
    record Retry(IntentId id) implements Ask {}

    /// Run a policy with another text, from the next epoch on.
    ///
    /// @param policy its name
    /// @param from what runs, as whoever asks believes; else it is refused
    /// @param to the same with the other text, sound
    record ReloadPolicy(String policy, List<PolicyText> from, ProgramSet to, String by)
            implements Ask {

        public ReloadPolicy {
            from = List.copyOf(from);
        }
    }

    /// The same, by somebody who is known.
    ///
    /// @param by who asks, for the audit
    /// @param ask neither named nor foreseen itself
    record Named(String by, Ask ask) implements Ask {

        public Named {
            requirePlain(ask);
        }
    }

    /// What would come of asking this: nothing is done.
    record Foresee(Ask ask) implements Ask {

        public Foresee {
            requirePlain(ask);
        }
    }

    private static void requirePlain(Ask ask) {
        if (ask instanceof Named || ask instanceof Foresee) {
            throw new IllegalArgumentException("ask within an ask: " + ask);
        }
    }

    /// What people tell the autonomy: all of it is journalled, and outlives a restart.
    sealed interface ToAutonomy extends Ask {

        /// Who asks, for the audit.
        String by();
    }

    /// The kill switch: nothing new is started or changed by itself from now on, what is under way
    /// is taken back, what is in force stays. It holds until [Resume].
    record Pause(String reason, String by) implements ToAutonomy {}

    /// Lifts a [Pause].
    record Resume(String by) implements ToAutonomy {}

    /// How far actions of a kind may go.
    ///
    /// @param action its name in the language, `net.steer` or `steer`
    /// @param level one of the ladder: off, suggest, approve, auto
    record SetAutonomy(String action, Policy.Mode level, String by) implements ToAutonomy {}

    /// A person grants or denies what a program asked for.
    ///
    /// @param approval the number of the question
    record Decide(long approval, boolean granted, String by) implements ToAutonomy {}

    /// Take back what an action did, and keep from doing it again for a while.
    ///
    /// @param action the number under which it is listed
    record UndoAction(long action, String by) implements ToAutonomy {}

    /// A link is worked on, from now on or no longer: programs leave it alone.
    record Maintain(LinkId link, boolean on, String by) implements ToAutonomy {}

    /// A window of the calendar in which guardrails that name it hold back.
    ///
    /// @param window its name, `change_freeze`
    /// @param from when it begins, at or before `to`; a window of no length is removed
    record Freeze(String window, Instant from, Instant to, String by) implements ToAutonomy {}
}
