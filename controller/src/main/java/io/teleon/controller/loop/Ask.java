package io.teleon.controller.loop;

import io.teleon.models.intent.Intent;
import io.teleon.models.intent.IntentId;
import io.teleon.models.network.DatapathId;
import io.teleon.models.network.LinkId;
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
}
